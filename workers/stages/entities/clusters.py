"""Clusters of mentions that mean the same: by the structure of their names."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from workers.stages.entities import names
from workers.stages.entities.candidates import PLACE_TYPES, TYPES, Candidate

# A mention and its text; the id of the place that a mention was resolved to.
Named = tuple[Candidate, str]
PlaceId = Callable[[Candidate], str | None]
_BY_WORDS = TYPES | {"PLACE"}


@dataclass(slots=True)
class Cluster:
    """Mentions of one entity; `forms` are the distinct names in their order in the text."""

    type: str
    mentions: list[Candidate] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def add(self, mention: Candidate, form: str) -> None:
        """Take `mention`, whose text is `form`."""
        self.mentions.append(mention)
        if form not in self.forms:
            self.forms.append(form)


def build(doc: Doc, mentions: Iterable[Candidate], place_id: PlaceId) -> list[Cluster]:
    """The clusters, in the order of their first mention; names of one place are one cluster."""
    by_kind: dict[str, list[Named]] = defaultdict(list)
    for mention in mentions:
        kind = mention.type
        if kind in PLACE_TYPES:
            kind = place_id(mention) or "PLACE"
        by_kind[kind].append((mention, _form(doc, mention)))
    clusters = [c for kind, items in by_kind.items() for c in _joiner(kind)(items)]
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.start)
    return sorted(clusters, key=lambda c: c.mentions[0].start)


def _form(doc: Doc, mention: Candidate) -> str:
    return " ".join(doc[mention.start : mention.end].text.split())


def _by_words(items: list[Named]) -> list[Cluster]:
    """One cluster for each distinct slug."""
    found: dict[str, Cluster] = {}
    for mention, form in items:
        found.setdefault(names.slug(form) or form, Cluster(mention.type)).add(mention, form)
    return list(found.values())


def _organisations(items: list[Named]) -> list[Cluster]:
    """By words; then acronyms join their expansion, and a name without its first word ("US") the longer one."""
    found: dict[str, Cluster] = {}
    for cluster in _by_words(items):
        found[names.slug(cluster.forms[0])] = cluster
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
    for mention, form in items:
        parts = names.parts(form)
        if form.startswith("@") or len(parts) < 2:
            singles.append((mention, form))
            continue
        match = next((c for other, c in by_last[parts[-1]] if _same_person(parts, other)), None)
        if match is None:
            match = Cluster("PERSON")
            full.append((parts, match))
            by_last[parts[-1]].append((parts, match))
        match.add(mention, form)
    return [c for _, c in full] + _attach(singles, full)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names with one surname fit: equal first names, or an initial for one of them."""
    first, other = a[0], b[0]
    if first == other:
        return True
    return (len(first) == 1 or len(other) == 1) and first[0] == other[0]


def _attach(singles: list[Named], full: list[tuple[tuple[str, ...], Cluster]]) -> list[Cluster]:
    index: dict[str, list[Cluster]] = defaultdict(list)
    for parts, cluster in full:
        for word in dict.fromkeys((parts[-1], " ".join(parts[1:]), parts[0])):
            index[word].append(cluster)
    letters = {"".join(parts): cluster for parts, cluster in full}
    alone: dict[str, Cluster] = {}
    for mention, form in singles:
        owner = _owner(mention, form, index, letters)
        if owner is None:
            owner = alone.setdefault(form.casefold().strip("."), Cluster("PERSON"))
        owner.add(mention, form)
    return list(alone.values())


def _owner(
    mention: Candidate, form: str, index: dict[str, list[Cluster]], letters: dict[str, Cluster]
) -> Cluster | None:
    if form.startswith("@"):
        handle = names.of_handle(form)
        return next((c for whole, c in letters.items() if len(whole) > 5 and whole in handle), None)
    fitting = index.get(" ".join(names.parts(form)), [])
    earlier = [c for c in fitting if c.mentions[0].start < mention.start]
    if len(earlier) > 1:
        return max(earlier, key=lambda c: max(m.start for m in c.mentions if m.start < mention.start))
    return earlier[0] if earlier else (fitting[0] if len(fitting) == 1 else None)


def _one_place(items: list[Named]) -> list[Cluster]:
    cluster = Cluster(items[0][0].type)
    for mention, form in items:
        cluster.add(mention, form)
    return [cluster]


def _joiner(kind: str) -> Callable[[list[Named]], list[Cluster]]:
    """How the mentions of `kind` (a type, PLACE for unresolved places, or the id of a place) are clustered."""
    if kind == "PERSON":
        return _people
    if kind == "ORG":
        return _organisations
    return _by_words if kind in _BY_WORDS else _one_place
