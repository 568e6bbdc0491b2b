"""Clusters of mentions that mean the same: by the structure of their names, and what the text tells of gender."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from workers.stages.entities import genders, names
from workers.stages.entities.candidates import PLACE_TYPES, TYPES, Candidate

# The id of the place that a mention was resolved to.
PlaceId = Callable[[Candidate], str | None]
_BY_WORDS = TYPES | {"PLACE"}
# Of the bearers of one name, only so many on each side of a bare name may be meant: more is a directory.
_MAX_BEARERS = 30
_MIN_HANDLE = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, its text, and the gender that the text gives the person, "he" or "she"."""

    mention: Candidate
    form: str
    gender: str | None = None


@dataclass(slots=True)
class Cluster:
    """Mentions of one entity, and where they start, in order.

    `forms` are the distinct names in their order in the text (a set that keeps it); `gender` is what the text gives a
    person.
    """

    type: str
    gender: str | None = None
    mentions: list[Candidate] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def add(self, named: Named) -> None:
        """Take a further mention."""
        self.mentions.append(named.mention)
        insort(self.starts, named.mention.start)
        self.gender = self.gender or named.gender
        self.forms.setdefault(named.form)

    def fits(self, gender: str | None) -> bool:
        """Whether a mention of this gender may be of the entity."""
        return gender is None or self.gender in {None, gender}


def build(doc: Doc, mentions: Iterable[Candidate], place_id: PlaceId) -> list[Cluster]:
    """The clusters, in the order of their first mention; names of one place are one cluster."""
    by_kind: dict[str, list[Named]] = defaultdict(list)
    mentions = list(mentions)
    people = [m for m in mentions if m.type == "PERSON"]
    told = genders.of_pronouns(doc, people) | {m: g for m in people if (g := genders.of_titles(doc, m))}
    for mention in mentions:
        kind = mention.type
        if kind in PLACE_TYPES:
            kind = place_id(mention) or "PLACE"
        by_kind[kind].append(Named(mention, _form(doc, mention), told.get(mention)))
    clusters = [c for kind, items in by_kind.items() for c in _joiner(kind)(items)]
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.start)
    return sorted(clusters, key=lambda c: c.mentions[0].start)


def _form(doc: Doc, mention: Candidate) -> str:
    return " ".join(doc[mention.start : mention.end].text.split())


def _by_words(items: list[Named]) -> list[Cluster]:
    """One cluster for each distinct slug."""
    found: dict[str, Cluster] = {}
    for item in items:
        found.setdefault(names.slug(item.form) or item.form, Cluster(item.mention.type)).add(item)
    return list(found.values())


def _organisations(items: list[Named]) -> list[Cluster]:
    """By words; then acronyms join their expansion, and a name without its first word ("US") the longer one."""
    found: dict[str, Cluster] = {}
    for item in items:
        slug = names.slug(names.key_name(item.form)) or item.form
        found.setdefault(slug, Cluster(item.mention.type)).add(item)
    acronyms: dict[str, str] = {}
    tails: dict[str, str] = {}
    for slug, cluster in found.items():
        words = slug.split("-")
        if len(words) > 1:
            acronyms.setdefault(names.acronym(next(iter(cluster.forms))).casefold(), slug)
        if len(words) > 2:
            tails.setdefault("-".join(words[1:]), slug)
    for slug in list(found):
        target = acronyms.get(slug) or tails.get(slug)
        if target and target in found and target != slug:
            _merge(found, slug, target)
    return list(found.values())


def _merge(found: dict[str, Cluster], slug: str, target: str) -> None:
    moved = found.pop(slug)
    for mention in moved.mentions:
        found[target].mentions.append(mention)
    found[target].forms |= moved.forms


def _people(items: list[Named]) -> list[Cluster]:
    """Full names by compatible parts; then surnames, first names and handles to the nearest earlier full name."""
    full: list[tuple[tuple[str, ...], Cluster]] = []
    bearers: dict[tuple[str, str], _Bearers] = defaultdict(_Bearers)
    singles: list[Named] = []
    for item in items:
        parts = names.parts(item.form)
        if item.form.startswith("@") or len(parts) < 2:
            singles.append(item)
            continue
        fitting = (bearers[key].first(item.gender) for key in _compatible(parts))
        match = min((c for c in fitting if c is not None), key=lambda c: c.starts[0], default=None)
        if match is None:
            match = Cluster("PERSON")
            full.append((parts, match))
            for key in _names_of(parts):
                bearers[key].clusters.append(match)
        match.add(item)
    return [c for _, c in full] + _attach(singles, full)


@dataclass(slots=True)
class _Bearers:
    """The people of one name, in the order of the text; `passed`, by gender, how many at the head do not fit it."""

    clusters: list[Cluster] = field(default_factory=list)
    passed: dict[str | None, int] = field(default_factory=dict)

    def first(self, gender: str | None) -> Cluster | None:
        """The first that a mention of this gender may be of.  Who does not fit once never will."""
        at = self.passed.get(gender, 0)
        while at < len(self.clusters) and not self.clusters[at].fits(gender):
            at += 1
        self.passed[gender] = at
        return self.clusters[at] if at < len(self.clusters) else None


def _names_of(parts: tuple[str, ...]) -> set[tuple[str, str]]:
    """What a full name is found under: surname and first name, and surname and initial with a dot for any of it."""
    first, last = parts[0], parts[-1]
    return {(last, first), (last, f"{first[0]}.")}


def _compatible(parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Where names with the same surname that fit are found: equal first names, or an initial for one of them."""
    first, last = parts[0], parts[-1]
    return ((last, f"{first[0]}."),) if len(first) == 1 else ((last, first), (last, first[0]))


def _attach(singles: list[Named], full: list[tuple[tuple[str, ...], Cluster]]) -> list[Cluster]:
    index: dict[str, list[tuple[int, Cluster]]] = defaultdict(list)
    letters: dict[str, Cluster] = {}
    for parts, cluster in full:
        for word in dict.fromkeys((parts[-1], " ".join(parts[1:]), parts[0])):
            index[word].append((cluster.starts[0], cluster))
        letters |= {"".join(parts): cluster, parts[0] + parts[-1]: cluster}
    handles = _Handles(letters)
    alone: dict[str, list[Cluster]] = defaultdict(list)
    for item in singles:
        owner = handles.owner(item) if item.form.startswith("@") else _owner(item, index)
        if owner is None:
            bearers = alone[item.form.casefold().strip(".")]
            owner = next((c for c in bearers if c.fits(item.gender)), None)
        if owner is None:
            owner = Cluster("PERSON")
            bearers.append(owner)
        owner.add(item)
    return [cluster for bearers in alone.values() for cluster in bearers]


class _Handles:
    """Full names as letters, in their order in the text, to find in social handles."""

    def __init__(self, letters: dict[str, Cluster]) -> None:
        long = ((whole, cluster) for whole, cluster in letters.items() if len(whole) >= _MIN_HANDLE)
        self._ranked = {whole: (rank, cluster) for rank, (whole, cluster) in enumerate(long)}
        self._sizes = sorted({len(whole) for whole in self._ranked})

    def owner(self, item: Named) -> Cluster | None:
        """The first whose letters stand in the handle: parts of it are looked up, since names may be many."""
        handle = names.of_handle(item.form)
        sizes = [size for size in self._sizes if size <= len(handle)]
        parts = (handle[at : at + size] for size in sizes for at in range(len(handle) - size + 1))
        found = [self._ranked[part] for part in parts if part in self._ranked]
        return min(found, key=lambda pair: pair[0])[1] if found else None


def _owner(item: Named, index: dict[str, list[tuple[int, Cluster]]]) -> Cluster | None:
    start = item.mention.start
    bearers = index.get(" ".join(names.parts(item.form)), [])
    at = bisect_left(bearers, start, key=lambda pair: pair[0])
    near = (cluster for _, cluster in bearers[max(0, at - _MAX_BEARERS) : at + _MAX_BEARERS])
    fitting = [c for c in near if c.fits(item.gender)]
    earlier = [c for c in fitting if c.starts[0] < start]
    if len(earlier) > 1:
        if item.gender and all(c.gender is None for c in earlier):
            return None  # "Mr Keller" after two Kellers of whom the text tells nothing
        return max(earlier, key=lambda c: _nearness(c, item))
    return earlier[0] if earlier else (fitting[0] if len(fitting) == 1 else None)


def _nearness(cluster: Cluster, item: Named) -> tuple[bool, int]:
    """How well an earlier bearer of the name suits: of the gender that the text gives, then the one named last."""
    known = item.gender is not None and cluster.gender == item.gender
    return known, cluster.starts[bisect_left(cluster.starts, item.mention.start) - 1]


def _one_place(items: list[Named]) -> list[Cluster]:
    cluster = Cluster(items[0].mention.type)
    for item in items:
        cluster.add(item)
    return [cluster]


def _joiner(kind: str) -> Callable[[list[Named]], list[Cluster]]:
    """How the mentions of `kind` (a type, PLACE for unresolved places, or the id of a place) are clustered."""
    if kind == "PERSON":
        return _people
    if kind == "ORG":
        return _organisations
    return _by_words if kind in _BY_WORDS else _one_place
