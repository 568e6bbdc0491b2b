"""The type that all evidence speaks for: features of each mention, summed by weight over the article."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from workers.stages.entities import features, heads, names, people
from workers.stages.entities.candidates import PLACE_TYPES, Candidate, surface_key
from workers.stages.entities.gazetteer import Clues
from workers.stages.entities.weights import WEIGHTS

NO_NAME = "NONE"
# How much more a mention's own evidence counts than that of the other mentions of the same name.
OWN_SHARE = 0.7
MIN_ACRONYM = 3
# What holds for a name in the entire article once it is said of one mention; the rest counts by its share.
_SAID_ONCE = frozenset({
    "is_place", "is_org", "is_person", "is_product", "place_noun_of", "honorific", "age", "who", "before_region",
    "org_noun", "kin", "direction_of", "place_noun_after", "in", "near", "resolved", "office", "person_verb",
    "org_follower", "org_head", "lifetime",
})  # fmt: skip

Scores = dict[str, float]


def decide(doc: Doc, candidates: list[Candidate], clues: Clues) -> list[Candidate]:
    """`candidates` with the types that the evidence speaks for; those that are no names left out."""
    found = [tuple(_features(doc, candidates, i, clues)) for i in range(len(candidates))]
    lower = frozenset(t.lower_ for t in doc if t.is_lower and t.is_alpha)
    parts = _NameParts(doc, candidates)
    decided = []
    for key, members in _group(doc, candidates).items():
        counts = Counter(feature for i in members for feature in found[i])
        shares = {f: 1.0 if f in _SAID_ONCE else n / len(members) for f, n in counts.items()}
        shared = _sum(shares | dict.fromkeys(_of_article(key, lower, parts), 1.0))
        for i in members:
            own = _sum({f: OWN_SHARE * n for f, n in Counter(found[i]).items()})
            decided.append(_typed(candidates[i], _best(shared, own)))
    return sorted((c for c in decided if c.type != NO_NAME), key=lambda c: c.start)


def _features(doc: Doc, candidates: list[Candidate], i: int, clues: Clues) -> Iterator[str]:
    yield from features.of_form(doc, candidates[i], clues)
    yield from features.of_context(doc, candidates[i], clues)
    yield from features.of_neighbours(doc, candidates, i)


def _of_article(key: str, lower: frozenset[str], parts: "_NameParts") -> Iterator[str]:
    """What the rest of the article tells of the name `key`."""
    if key in parts.surnames:
        yield "surname"
    elif key in parts.first_names:
        yield "first_name"
    if key in parts.bodies:
        yield "short_of_body"
    if key in lower:
        yield "lower_elsewhere"


def _sum(shares: Mapping[str, float]) -> Scores:
    """The weights of features, each multiplied by its share."""
    total: Scores = defaultdict(float)
    for feature, share in shares.items():
        for type_, weight in WEIGHTS.get(feature, {}).items():
            total[type_] += share * weight
    return total


def _best(shared: Scores, own: Scores) -> str:
    return max(shared, key=lambda t: (shared[t] + own.get(t, 0.0), t), default=NO_NAME)


def _typed(c: Candidate, type_: str) -> Candidate:
    if type_ == features.PLACE:
        type_ = c.type if c.type in PLACE_TYPES else "GPE"
    return c.of_type(type_)


class _NameParts:
    """Last and first words of the full names of people; short forms of bodies: acronyms, companies without "Inc."."""

    def __init__(self, doc: Doc, candidates: list[Candidate]) -> None:
        full = [c for c in candidates if c.type == "PERSON" and c.end - c.start > 1]
        bodies = [c for c in candidates if c.type == "ORG" and c.end - c.start > 1]
        self.surnames = frozenset(doc[c.end - 1].lower_ for c in full) - people.SUFFIXES
        self.first_names = frozenset(doc[c.start].lower_ for c in full)
        acronyms = (names.acronym(doc[c.start : c.end].text).lower() for c in bodies)
        companies = (surface_key(doc, c.start, c.end - 1) for c in bodies if doc[c.end - 1].lower_ in heads.CORPORATE)
        self.bodies = frozenset(a for a in acronyms if len(a) >= MIN_ACRONYM) | frozenset(companies)


def _group(doc: Doc, candidates: list[Candidate]) -> dict[str, list[int]]:
    """The candidates of each name."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, c in enumerate(candidates):
        groups[surface_key(doc, c.start, c.end)].append(i)
    return groups
