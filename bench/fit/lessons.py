"""Made-up lessons for the ranker alone: two names side by side, which need no text."""

import numpy as np

from workers.gazetteer import Entry, Gazetteer
from workers.stages.places.features import Group, Matrix
from workers.stages.places.mentions import Mention
from workers.stages.places.resolution import gather, prior

LESSON_POPULATION, LESSON_WEIGHT, MAX_RIVAL_LESSONS = 200_000, 0.4, 200

# Groups with what is right among their candidates, and how much each counts.
Lesson = list[tuple[Group, Matrix, float]]


def make_lessons(gazetteer: Gazetteer, count: int = 600) -> list[Lesson]:
    """Made-up articles of two names and no source: a name means its best-known bearer, and a city its country or state.

    The corpora are chosen for names that mean something else; without these the ranker unlearns the usual.
    """
    random = np.random.default_rng(7)
    cities = gazetteer.list_cities(LESSON_POPULATION)
    lessons: list[Lesson] = []
    for i in random.choice(len(cities), count):
        city = cities[i]
        held = gazetteer.get(city.admin1) if city.admin1 and random.random() < 0.3 else None
        other = held or (gazetteer.find_country(city.country) if random.random() < 0.4 else None)
        pairs = [_make_group(gazetteer, city), _make_group(gazetteer, other or cities[random.integers(len(cities))])]
        lessons.append([(group, right, LESSON_WEIGHT) for group, right in pairs if right.any()])
    return lessons + _make_rival_lessons(gazetteer, cities)


def _make_rival_lessons(gazetteer: Gazetteer, cities: list[Entry]) -> list[Lesson]:
    """A city beside its country or state where that name is another's too (Georgia)."""
    lessons: list[Lesson] = []
    for city in cities:
        for holder in (gazetteer.find_country(city.country), gazetteer.get(city.admin1) if city.admin1 else None):
            known = gazetteer.find(holder.name) if holder else ()
            rivals = [
                c for c in known if c.feature_code in ("PCLI", "ADM1") and c.kind == 0 and c.country != city.country
            ]
            if holder and rivals and len(lessons) < MAX_RIVAL_LESSONS:
                pairs = [_make_group(gazetteer, city), _make_group(gazetteer, holder)]
                lessons.append([(group, right, LESSON_WEIGHT) for group, right in pairs if right.any()])
    return lessons


def _make_group(gazetteer: Gazetteer, entry: Entry) -> tuple[Group, Matrix]:
    """A group of one mention of the entry's name; nothing is right where the name is another's rather."""
    candidates = gazetteer.find(entry.name)
    if not candidates:
        return Group([], (), 0.0), np.zeros(0)
    (group,) = gather([Mention(5, 6, entry.name, "GPE", False, candidates)])
    right = np.array([float(c.id == entry.id) for c in group.candidates])
    unusual = entry.feature_class == "P" and right.any() and prior(group.static)[int(right.argmax())] < 0.3
    return group, right * (not unusual)
