"""Which of the mentions are kept: those that probably name a place, none overlapping another."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from workers.stages.places.clusters import Resolution
from workers.stages.places.features import Matrix, is_country
from workers.stages.places.mentions import ORGANISATION
from workers.stages.places.network import Network, sigmoid
from workers.stages.places.reading import Reading
from workers.stages.places.recognition import FEATURES

# A mention is kept where it is right with this probability; half of the F1 that can be had would be best for F1,
# and the measured curve is flat from 0.2 to 0.4.
THRESHOLD = 0.3

# Below this not even a plain name is one ("St. Patrick's Day").
LEAST = 0.02

# The probability that the name lies where it is said to, from which on a name that the model calls GPE is kept.
PLAIN_MASS = 0.8
COUNTRY_LABELS = frozenset(("ORG", "LOC"))

_INDEX = {name: i for i, name in enumerate(FEATURES)}


def select(reading: Reading, recogniser: Network, line: Sequence[tuple[float, float]]) -> list[Resolution]:
    """The kept mentions in order of the text, each with its likeliest entry and the confidence that all is right.

    `line` gives the confidence for the recogniser's probability: both rising, straight between the points.
    """
    kept = choose(reading, sigmoid(recogniser.score(reading.features)))
    told, meant = zip(*line, strict=True)
    return [replace(r, confidence=float(np.interp(r.confidence, told, meant))) for r in kept]


def choose(reading: Reading, probabilities: Matrix, threshold: float = THRESHOLD) -> list[Resolution]:
    """The mentions of the highest probability first, as long as their tokens are free, then unresolved names.

    The confidence of each is its probability.
    """
    taken: set[int] = set()
    kept = []
    probable = probabilities.tolist()  # plain numbers: an element of an array costs many times as much
    for i in np.argsort(-probabilities, kind="stable").tolist():
        mention, group = reading.mentions[i], reading.groups[i]
        plain = probable[i] >= LEAST and is_plain_name(reading, i)
        if probable[i] < threshold and not (plain or is_unresolved_name(reading, i)):
            continue
        if is_guarded(reading, i):
            continue
        tokens = range(mention.start, mention.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            entry = group.candidates[group.best] if group is not None else None
            kept.append(Resolution(mention, entry, probable[i]))
    return sorted(kept, key=lambda r: r.mention.start)


def is_guarded(reading: Reading, i: int) -> bool:
    """Whether a mention is a part of a newspaper's name ("Washington Post"), which says nothing of where."""
    return reading.mentions[i].modifier == ORGANISATION and bool(reading.features[i][_INDEX["next_media"]])


def is_plain_name(reading: Reading, i: int) -> bool:
    """Whether a mention is a place by the model and has one meaning by the gazetteer: not dropped, however unusual.

    Of a country ("the Vatican said") the model may say that it is a body or a region, and of a "district" the latter.
    """
    mention, group = reading.mentions[i], reading.groups[i]
    if group is None or mention.demonym or mention.inside or reading.features[i][_INDEX["in_person_name"]]:
        return False
    best = group.candidates[group.best]
    country = mention.label in COUNTRY_LABELS and is_country(best)
    division = mention.label == "LOC" and mention.division and best.feature_class == "A"
    return group.mass >= PLAIN_MASS and (mention.label == "GPE" or country or division)


def is_unresolved_name(reading: Reading, i: int) -> bool:
    """Whether a mention that the gazetteer does not know is surely a place: "in Xville", by the model a GPE."""
    if reading.groups[i] is not None or reading.mentions[i].label != "GPE" or reading.mentions[i].inside:
        return False
    row = reading.features[i]
    placed = row[_INDEX["previous_preposition"]] or reading.mentions[i].introduced
    return bool(placed and row[_INDEX["proper"]] and not row[_INDEX["in_person_name"]])
