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


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, its text, and the gender that the text gives the person, "he" or "she"."""

    mention: Candidate
    form: str
    gender: str | None = None


@dataclass(slots=True)
class Cluster:
    """Mentions of one entity, and where they start, in order.

    `forms` are the distinct names in their order in the text; `gender` is what the text gives a person.
    """

    type: str
    gender: str | None = None
    mentions: list[Candidate] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, named: Named) -> None:
        """Take a further mention."""
        self.mentions.append(named.mention)
        insort(self.starts, named.mention.start)
        self.gender = self.gender or named.gender
        if named.form not in self.forms:
            self.forms.append(named.form)

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
            acronyms.setdefault(names.acronym(cluster.forms[0]).casefold(), slug)
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
    found[target].forms += [f for f in moved.forms if f not in found[target].forms]


def _people(items: list[Named]) -> list[Cluster]:
    """Full names by compatible parts; then surnames, first names and handles to the nearest earlier full name."""
    full: list[tuple[tuple[str, ...], Cluster]] = []
    by_last: dict[str, list[tuple[tuple[str, ...], Cluster]]] = defaultdict(list)
    singles: list[Named] = []
    for item in items:
        parts = names.parts(item.form)
        if item.form.startswith("@") or len(parts) < 2:
            singles.append(item)
            continue
        fitting = (c for other, c in by_last[parts[-1]] if _same_person(parts, other) and c.fits(item.gender))
        match = next(fitting, None)
        if match is None:
            match = Cluster("PERSON")
            full.append((parts, match))
            by_last[parts[-1]].append((parts, match))
        match.add(item)
    return [c for _, c in full] + _attach(singles, full)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names with one surname fit: equal first names, or an initial for one of them."""
    first, other = a[0], b[0]
    if first == other:
        return True
    return (len(first) == 1 or len(other) == 1) and first[0] == other[0]


def _attach(singles: list[Named], full: list[tuple[tuple[str, ...], Cluster]]) -> list[Cluster]:
    index: dict[str, list[Cluster]] = defaultdict(list)
    letters: dict[str, Cluster] = {}
    for parts, cluster in full:
        for word in dict.fromkeys((parts[-1], " ".join(parts[1:]), parts[0])):
            index[word].append(cluster)
        letters |= {"".join(parts): cluster, parts[0] + parts[-1]: cluster}
    alone: dict[str, list[Cluster]] = defaultdict(list)
    for item in singles:
        owner = _owner(item, index, letters)
        if owner is None:
            bearers = alone[item.form.casefold().strip(".")]
            owner = next((c for c in bearers if c.fits(item.gender)), None)
        if owner is None:
            owner = Cluster("PERSON")
            bearers.append(owner)
        owner.add(item)
    return [cluster for bearers in alone.values() for cluster in bearers]


def _owner(item: Named, index: dict[str, list[Cluster]], letters: dict[str, Cluster]) -> Cluster | None:
    if item.form.startswith("@"):
        handle = names.of_handle(item.form)
        return next((c for whole, c in letters.items() if len(whole) > 5 and whole in handle), None)
    start = item.mention.start
    fitting = [c for c in index.get(" ".join(names.parts(item.form)), []) if c.fits(item.gender)]
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
