"""The type that all evidence speaks for: features of each mention, summed by weight over the article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from workers.stages.entities import features, people
from workers.stages.entities.candidates import PLACE_TYPES, Candidate, surface_key
from workers.stages.entities.gazetteer import Clues
from workers.stages.entities.weights import WEIGHTS

NO_NAME = "NONE"
# How much more a mention's own evidence counts than that of the other mentions of the same name.
OWN_SHARE = 0.7

Scores = dict[str, float]


def decide(doc: Doc, candidates: list[Candidate], clues: Clues) -> list[Candidate]:
    """`candidates` with the types that the evidence speaks for; those that are no names left out."""
    own = [_sum(_features(doc, candidates, i, clues)) for i in range(len(candidates))]
    lower = frozenset(t.lower_ for t in doc if t.is_lower and t.is_alpha)
    surnames, first_names = _name_parts(doc, candidates)
    decided = []
    for key, members in _group(doc, candidates).items():
        shared = _sum(_of_article(key, lower, surnames, first_names))
        for i in members:
            for type_, weight in own[i].items():
                shared[type_] += weight / len(members)
        decided += [_typed(candidates[i], _best(shared, own[i])) for i in members]
    return sorted((c for c in decided if c.type != NO_NAME), key=lambda c: c.start)


def _features(doc: Doc, candidates: list[Candidate], i: int, clues: Clues) -> Iterator[str]:
    yield from features.of_form(doc, candidates[i], clues)
    yield from features.of_context(doc, candidates[i], clues)
    yield from features.of_neighbours(doc, candidates, i)


def _of_article(key: str, lower: frozenset[str], surnames: frozenset[str], firsts: frozenset[str]) -> Iterator[str]:
    """What the rest of the article tells of the name `key`."""
    if key in surnames:
        yield "surname"
    elif key in firsts:
        yield "first_name"
    if key in lower:
        yield "lower_elsewhere"


def _sum(found: Iterable[str]) -> Scores:
    total: Scores = defaultdict(float)
    for feature in found:
        for type_, weight in WEIGHTS.get(feature, {}).items():
            total[type_] += weight
    return total


def _best(shared: Scores, own: Scores) -> str:
    return max(shared, key=lambda t: (shared[t] + OWN_SHARE * own.get(t, 0.0), t), default=NO_NAME)


def _typed(c: Candidate, type_: str) -> Candidate:
    if type_ == features.PLACE:
        type_ = c.type if c.type in PLACE_TYPES else "GPE"
    return c.of_type(type_)


def _name_parts(doc: Doc, candidates: Iterable[Candidate]) -> tuple[frozenset[str], frozenset[str]]:
    """Last and first words of the full names of people."""
    full = [c for c in candidates if c.type == "PERSON" and c.end - c.start > 1]
    last = (doc[c.end - 1].lower_ for c in full)
    return frozenset(w for w in last if w not in people.SUFFIXES), frozenset(doc[c.start].lower_ for c in full)


def _group(doc: Doc, candidates: list[Candidate]) -> dict[str, list[int]]:
    """The candidates of each name."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, c in enumerate(candidates):
        groups[surface_key(doc, c.start, c.end)].append(i)
    return groups
