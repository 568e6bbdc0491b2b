"""Which of the mentions are kept: those that probably name a place, none overlapping another."""

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

# The probability that the name lies where it is said to, from which on a name that the model calls GPE is kept.
PLAIN_MASS = 0.8
COUNTRY_LABELS = frozenset(("ORG", "LOC"))

_INDEX = {name: i for i, name in enumerate(FEATURES)}


def select(reading: Reading, recogniser: Network) -> list[Resolution]:
    """The kept mentions in order of the text, each with its likeliest entry and the probability that all is right."""
    return choose(reading, sigmoid(recogniser.score(reading.features)))


def choose(reading: Reading, probabilities: Matrix, threshold: float = THRESHOLD) -> list[Resolution]:
    """The mentions of the highest probability first, as long as their tokens are free, then unresolved names."""
    taken: set[int] = set()
    kept = []
    for i in np.argsort(-probabilities, kind="stable"):
        mention, group = reading.mentions[i], reading.groups[i]
        if probabilities[i] < threshold and not (is_unresolved_name(reading, int(i)) or is_plain_name(reading, int(i))):
            continue
        if is_guarded(reading, int(i)):
            continue
        tokens = range(mention.start, mention.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            entry = group.candidates[group.best] if group is not None else None
            kept.append(Resolution(mention, entry, float(probabilities[i])))
    return sorted(kept, key=lambda r: r.mention.start)


def is_guarded(reading: Reading, i: int) -> bool:
    """Whether a mention is a part of a newspaper's name ("Washington Post"), which says nothing of where."""
    return reading.mentions[i].modifier == ORGANISATION and bool(reading.features[i][_INDEX["next_media"]])


def is_plain_name(reading: Reading, i: int) -> bool:
    """Whether a mention is a place by the model and has one meaning by the gazetteer: not dropped, however unusual.

    Of a country ("the Vatican said") the model may say that it is a body or a region.
    """
    mention, group = reading.mentions[i], reading.groups[i]
    if group is None or mention.demonym or mention.inside or reading.features[i][_INDEX["in_person_name"]]:
        return False
    known = mention.label in COUNTRY_LABELS and is_country(group.candidates[group.best])
    return group.mass >= PLAIN_MASS and (mention.label == "GPE" or known)


def is_unresolved_name(reading: Reading, i: int) -> bool:
    """Whether a mention that the gazetteer does not know is surely a place: "in Xville", by the model a GPE."""
    if reading.groups[i] is not None or reading.mentions[i].label != "GPE" or reading.mentions[i].inside:
        return False
    row = reading.features[i]
    placed = row[_INDEX["previous_preposition"]] or reading.mentions[i].introduced
    return bool(placed and row[_INDEX["proper"]] and not row[_INDEX["in_person_name"]])
