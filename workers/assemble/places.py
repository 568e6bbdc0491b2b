"""Where an event is: the places that its clause names with their role, else its sentence's, else the article's."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from dateline.models import EventPlace, EventType, Place
from workers.assemble.dates import clause_of, governors
from workers.assemble.drafts import Draft
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.lookup import NO_PLACES, Lookup
from workers.assemble.syntax import Tree

Role = Literal["where", "origin", "destination"]
# Heads of mentions with their places, by sentence.
Toponyms = dict[int, list[tuple[int, Place]]]
Basis = Literal["clause", "sentence", "article"]

_WHERE = words(
    "in at near on outside inside off around across throughout over along within above beside by between through "
    "under among amid south north east west"
)
_TO = words("to into toward towards for onto")
_FROM = words("from")
_LOCAL = words("in at near outside across inside")
_DESTINED: frozenset[EventType] = frozenset({"TRAVEL", "MOBILIZE", "AID", "CONSULT"})
# Their object is where they happen: "invaded Kuwait", "hit Osaka".
_REACHING: frozenset[EventType] = frozenset({"ASSAULT", "DISASTER", "TRAVEL"})
_DESTINED_MODES = words("withdraw deport aid consult expel retreat return")
_MOTION_NOUNS = words("way trip visit journey return route flight")
# Nouns that a place's name before them locates: "the Texas border", but not "US history".
_SITES = words(
    "border city town village province region state area district county capital suburb neighborhood neighbourhood "
    "airport embassy coast island port prison jail court university hospital school station camp base headquarters "
    "street square valley desert river mountain hill lake bay strip peninsula metro downtown countryside territory "
    "frontier enclave municipality parliament church mosque synagogue temple market hotel stadium mall park highway "
    "road bridge consulate"
)
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "poss")
_MODIFYING = ("compound", "amod", "nmod", "poss")
_MAX_NESTING = 4
_MAX_NAME = 8


def toponyms(tree: Tree, lookup: Lookup) -> Toponyms:
    """The heads of the places' mentions by sentence, demonyms and parts of names aside."""
    found: Toponyms = {}
    for i in sorted(lookup.places):
        place, head = lookup.places[i], tree.heads[i]
        inside = head != i and lookup.places.get(head) is place and abs(head - i) < _MAX_NAME
        if place.modifier not in NO_PLACES and not inside:
            found.setdefault(tree.sentences[i], []).append((i, place))
    return found


def places_of(
    tree: Tree, draft: Draft, here: Sequence[tuple[int, Place]], main: Place | None
) -> tuple[EventPlace, ...]:
    """The places of `draft`: of its clause, else the only local one of its sentence, else `main`, the article's."""
    found: dict[tuple[str, str], EventPlace] = {}
    for i, place in here:
        role = _role(tree, i, draft)
        if role is not None:
            found.setdefault((place.id, role), _event_place(place, role, "clause"))
    if found:
        return tuple(sorted(found.values(), key=lambda p: p.role != "where"))
    local = {place.id: place for i, place in here if is_local(tree, i)}
    if len(local) == 1:
        return (_event_place(next(iter(local.values())), "where", "sentence"),)
    return () if local else settle(draft, main).places


def settle(draft: Draft, place: Place | None) -> Draft:
    """`draft` at `place`, the article's, if it happened and has no place of its own."""
    if place is None or draft.places or draft.outcome.reading.status not in ("happened", "ongoing"):
        return draft
    return replace(draft, places=(_event_place(place, "where", "article"),))


def _role(tree: Tree, i: int, draft: Draft) -> Role | None:
    """How the place at `i` takes part in the event's clause; null where it hangs elsewhere or is an actor there."""
    wanted = (draft.trigger.node, draft.trigger.word, draft.trigger.predicate)
    if _opens_clause(tree, i, wanted):
        return "where"
    if tree.deps[i] in ("dobj", "nsubjpass") and tree.heads[i] in wanted:
        return "where" if draft.outcome.type in _REACHING or draft.outcome.mode == "visit" else None
    preposition = _preposition(tree, i)
    if preposition is None:
        return None
    word = tree.words[preposition]
    for steps, governor in enumerate(governors(tree, preposition)):
        moving = tree.lemmas[governor] in _MOTION_NOUNS and tree.heads[tree.heads[governor]] in wanted
        if governor in wanted or moving:
            return _prepositional(word, draft, direct=steps == 0 or moving)
    return "where" if word in _WHERE and _in_clause(tree, preposition, draft) else None


def _opens_clause(tree: Tree, i: int, wanted: tuple[int, ...]) -> bool:
    """Whether the event's clause says where by the place: "Reno, where a man shot"."""
    clauses = (c for c in tree.all_children(i, "relcl") if c in wanted)
    return any(tree.words[w] == "where" for c in clauses for w in tree.children[c])


def _preposition(tree: Tree, i: int) -> int | None:
    """The preposition of the phrase that the place closes: "in Reno", "in the city of Reno", "at the Reno airport"."""
    head = tree.heads[i]
    if tree.deps[i] in _MODIFYING and tree.lemmas[head] not in _SITES and not tree.labels[head]:
        return None
    for node in tree.climb(tree.first_conjunct(i))[: _MAX_NESTING * 2]:
        if tree.pos[node] == "ADP" and tree.words[node] != "of":
            return node
        if tree.is_verb(node) or tree.deps[node] in _ARGUMENTS:
            return None
    return None


def _prepositional(word: str, draft: Draft, *, direct: bool) -> Role | None:
    """The role that a preposition gives; one inside a noun phrase ("a bridge from A to B") only tells where."""
    if not direct and (word in _FROM or word in _TO):
        return "where"
    if word in _FROM:
        return "origin"
    if word in _TO:
        going = draft.outcome.type in _DESTINED or draft.outcome.mode in _DESTINED_MODES
        return "destination" if going else None
    return "where" if word in _WHERE else None


def _in_clause(tree: Tree, preposition: int, draft: Draft) -> bool:
    """Whether the phrase is an adverbial of the verb in whose clause the event noun or infinitive stands."""
    last = clause_of(tree, preposition)
    for node in tree.climb(draft.trigger.predicate):
        if node == last:
            return tree.is_verb(last)
        if tree.is_verb(node) and tree.deps[node] != "xcomp":
            return False
    return False


def is_local(tree: Tree, i: int) -> bool:
    """Whether the place at `i` stands in a phrase that says where, not whither or whose."""
    preposition = _preposition(tree, i)
    return preposition is not None and tree.words[preposition] in _LOCAL


def _event_place(place: Place, role: Role, basis: Basis) -> EventPlace:
    return EventPlace(
        place=place.id,
        role=role,
        basis=basis,
        geonameid=place.geonameid,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        feature_class=place.feature_class,
        modifier=place.modifier,
    )
