"""Made-up enriched articles, of which names, places, words and days are as unevenly frequent as in news."""

import datetime as dt
import random
from bisect import bisect
from itertools import accumulate
from typing import cast, get_args

from dateline.models import (
    STAGES,
    Actor,
    EnrichedArticle,
    Entity,
    Event,
    EventDate,
    EventPlace,
    EventSource,
    EventStatus,
    EventType,
    Interval,
    Place,
    Span,
    StageReport,
)
from dateline.queries import DayRange

FIRST, DAYS = dt.date(2016, 1, 1), 3_000
PERSONS, PLACES, COUNTRIES, SOURCES, WORDS = 20_000, 5_000, 60, 150, 8_000
KINDS = cast(tuple[EventType, ...], get_args(EventType))
STATUSES = cast(tuple[EventStatus, ...], get_args(EventStatus))
SYLLABLES = [a + b for a, b in zip("bcdfghjklmnprstvwxyz", "aeiouaeiouaeiouaeiou", strict=True)]


class Frequencies:
    """Ranks from 0 to `n` - 1, each about as frequent as one by its place."""

    def __init__(self, n: int) -> None:
        self._sums = list(accumulate(1 / (rank + 5) for rank in range(n)))

    def draw(self, source: random.Random) -> int:
        """One of the ranks."""
        return bisect(self._sums, source.random() * self._sums[-1])


class World:
    """All that the articles tell of; the same for the same seed."""

    EVENTS = 10

    def __init__(self, source: random.Random) -> None:
        self._source = source
        self._persons, self._places = Frequencies(PERSONS), Frequencies(PLACES)
        self._words, self._kinds = Frequencies(WORDS), Frequencies(len(KINDS))
        self._countries, self._sources = Frequencies(COUNTRIES), Frequencies(SOURCES)
        self._located = [self._make_place(number) for number in range(PLACES)]
        self.articles: list[str] = []

    def _make_place(self, number: int) -> Place:
        country = self._countries.draw(self._source)
        return Place(
            id=f"p{number}", geonameid=number + 1, name=f"{spell(number).title()} Town", country=code(country),
            admin1=f"Province {country}", lat=round(self._source.uniform(-35, 65), 4),
            lon=round(self._source.uniform(-120, 150), 4), mentions=(), confidence=0.9,
        )  # fmt: skip

    def make_article(self, n_events: int) -> EnrichedArticle:
        """An article of `n_events` sentences, each with one event."""
        draw = self._source
        number = len(self.articles)
        published = FIRST + dt.timedelta(days=int(DAYS * draw.random() ** 0.7))
        persons = [self._make_person(self._persons.draw(draw)) for _ in range(4)]
        persons = list({person.key: person for person in persons}.values())
        places = list({place.id: place for place in (self._place(draw) for _ in range(3))}.values())
        text, events = "", []
        for at in range(n_events):
            who, whom, where = draw.choice(persons), draw.choice(persons), draw.choice(places)
            sentence = f"{who.name} {self.words(draw, 8)} {whom.name} {self.words(draw, 6)} {where.name}. "
            events.append(self._make_event(f"{number:08x}{at:04x}{draw.getrandbits(48):012x}", text, sentence,
                                           (who, whom, where), published))  # fmt: skip
            text += sentence
        self.articles.append(f"a{number}")
        return EnrichedArticle(
            id=f"a{number}", text=text, published_at=published, title=self.words(draw, 8), pipeline_version="1",
            url=f"https://example.org/{number}", source=f"The {spell(self._sources.draw(draw))} Post",
            status="succeeded", stages={name: StageReport(state="done", found=1) for name in STAGES},
            entities=tuple(persons), places=tuple(places), events=tuple(events),
        )  # fmt: skip

    def _make_person(self, rank: int) -> Entity:
        name = f"{spell(rank * 7 + 3).title()} {spell(rank + 50_000).title()}"
        return Entity(id=f"n{rank}", key=f"person/{name.lower().replace(' ', '-')}", type="PERSON", name=name,
                      mentions=(), confidence=0.9)  # fmt: skip

    def _place(self, draw: random.Random) -> Place:
        return self._located[self._places.draw(draw)]

    def _make_event(
        self, event_id: str, text: str, sentence: str, taking_part: tuple[Entity, Entity, Place], published: dt.date
    ) -> Event:
        draw, (who, whom, where) = self._source, taking_part
        start = len(text)
        day = published + dt.timedelta(days=round(draw.gauss(-3, 6)))
        interval = Interval(begin=day, end=day + dt.timedelta(days=draw.choice((0, 0, 0, 0, 6, 30))))
        at = start + len(who.name) + 1
        verb = sentence[at - start :].split()[0]
        second = start + sentence.index(whom.name, len(who.name))
        speaks = draw.random() < 0.4
        return Event(
            id=event_id, type=self.kind(draw), trigger=Span(start=at, end=at + len(verb), surface=verb),
            actors=(
                Actor(role="actor", entity=who.id, key=who.key, name=who.name, start=start,
                      end=start + len(who.name), surface=who.name),
                Actor(role="recipient", entity=whom.id, key=whom.key, name=whom.name, start=second,
                      end=second + len(whom.name), surface=whom.name),
            ),
            date=None if draw.random() < 0.08 else EventDate(
                value=day.isoformat(), interval=interval, precision="day", basis="clause"),
            places=(place_of(where),) if draw.random() < 0.7 else (),
            status="happened" if draw.random() < 0.7 else draw.choice(STATUSES),
            source=EventSource(speaker=who.id, key=who.key, speaker_text=who.name) if speaks else None,
            evidence=Span(start=start, end=start + len(sentence), surface=sentence),
            confidence=round(draw.betavariate(5, 3), 4),
        )  # fmt: skip

    def kind(self, draw: random.Random) -> EventType:
        """A type of event."""
        return KINDS[self._kinds.draw(draw)]

    def person(self, draw: random.Random) -> str:
        """The key of a person, any as likely."""
        return self._make_person(draw.randrange(PERSONS)).key

    def frequent(self, draw: random.Random) -> str:
        """The key of one of the ten most frequent persons."""
        return self._make_person(draw.randrange(10)).key

    def country(self, draw: random.Random) -> str:
        """The code of a country."""
        return code(self._countries.draw(draw))

    def words(self, draw: random.Random, n: int) -> str:
        """Words, as frequent as they are."""
        return " ".join(spell(self._words.draw(draw) + 100) for _ in range(n))

    def common(self, draw: random.Random) -> str:
        """One of the twenty most frequent words."""
        return spell(draw.randrange(20) + 100)

    def month(self, draw: random.Random) -> DayRange:
        """Some thirty days."""
        begin = FIRST + dt.timedelta(days=draw.randrange(DAYS - 30))
        return DayRange(begin=begin, end=begin + dt.timedelta(days=29))

    def point(self, draw: random.Random) -> dict[str, float]:
        """Where one of the places is."""
        place = self._place(draw)
        return {"lat": place.lat or 0.0, "lon": place.lon or 0.0}

    def box(self, draw: random.Random) -> dict[str, float]:
        """A box around one of the places, a few degrees wide."""
        at, tall, wide = self.point(draw), draw.uniform(1, 6), draw.uniform(1, 8)
        return {
            "west": at["lon"] - wide,
            "south": at["lat"] - tall,
            "east": at["lon"] + wide,
            "north": at["lat"] + tall,
        }


def place_of(place: Place) -> EventPlace:
    """The place as the one where an event happened."""
    return EventPlace(
        place=place.id, role="where", basis="clause", geonameid=place.geonameid, name=place.name,
        country=place.country, admin1=place.admin1, lat=place.lat, lon=place.lon,
    )  # fmt: skip


def spell(number: int) -> str:
    """A word for each number."""
    word = SYLLABLES[number % 20]
    while number := number // 20:
        word = SYLLABLES[number % 20] + word
    return word


def code(number: int) -> str:
    """Two letters for each number."""
    return chr(65 + number // 26) + chr(65 + number % 26)
