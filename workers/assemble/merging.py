"""One event told thrice is one event: mentions of the same event within an article are merged, their evidence kept."""

from dataclasses import dataclass, replace

from dateline.models import Actor, EventPlace
from workers.assemble import roles
from workers.assemble.drafts import Draft
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import Tree
from workers.assemble.triggers import event_types

_DEFINITE = words("the this that these those his her its their")
_ARTICLES = words("the a an this that these those its his her their")
_PRONOUNS = words("he she it they them him her his its their we us i you those")
_FACTUAL = frozenset({"happened", "ongoing"})
_OPEN = frozenset({"planned", "considered", "threatened"})
_STATED = ("clause", "sentence")
# Mentions are compared with the latest groups of their type only, so that merging stays linear.
_MAX_COMPARED = 20
_MAX_MEMBERS = 5
_MAX_CONJUNCTS = 5
# What facts told beside the act count against confidence when the mention is chosen that stands for the event.
_FULLNESS = 0.05
_DATED = 0.1
_FIRST = 0.1
# How much each further mention takes away of the remaining doubt.
_CORROBORATION = 0.25


@dataclass(frozen=True, slots=True)
class _Mention:
    """A draft with what is compared: the keys of its actors and recipients, and the places that its clause states."""

    draft: Draft
    actors: frozenset[str]
    recipients: frozenset[str]
    places: list[EventPlace]


@dataclass
class _Group:
    """Mentions of one event; `best` stands for it."""

    best: _Mention
    members: list[_Mention]


def merge(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """`drafts` (in order of the text) with mentions of the same event folded into the fullest one, under `also`."""
    by_type: dict[str, list[_Group]] = {}
    for mention in map(_mention, drafts):
        groups = by_type.setdefault(mention.draft.outcome.type, [])
        # "the attack" is rather what "attacked" told than what "wounded" did.
        lemma = tree.lemmas[mention.draft.trigger.word]
        latest = groups[: -_MAX_COMPARED - 1 : -1]
        latest.sort(key=lambda g: all(lemma != tree.lemmas[m.draft.trigger.word] for m in _shown(g)))
        group = next((g for g in latest if _is_same(tree, g, mention)), None)
        if group is None:
            groups.append(_Group(mention, [mention]))
            continue
        first = group.best is group.members[0]
        if _fullness(mention.draft) > _fullness(group.best.draft) + _FIRST * first:
            group.best = mention
        group.members.append(mention)
    return sorted((_fold(g) for groups in by_type.values() for g in groups), key=lambda d: d.words)


def _mention(draft: Draft) -> _Mention:
    actors, recipients = (
        frozenset(_keys(tuple(a for a in draft.actors if a.role == role))) for role in ("actor", "recipient")
    )
    return _Mention(draft, actors, recipients, _stated(draft))


def _shown(group: _Group) -> list[_Mention]:
    """The mentions that a further one is compared with: the first and the latest."""
    return group.members[:_MAX_MEMBERS] + group.members[_MAX_MEMBERS:][-_MAX_MEMBERS:]


def _fullness(draft: Draft) -> float:
    """How much a mention tells and how surely."""
    dated = draft.date is not None and draft.date.basis in _STATED
    told = bool(draft.actors) + bool(draft.places) + bool(draft.quantities)
    return draft.outcome.confidence + _FULLNESS * told + _DATED * dated


def _fold(group: _Group) -> Draft:
    best = group.best.draft
    others = [m.draft for m in group.members if m is not group.best]
    doubt = 1 - best.outcome.confidence
    for member in others:
        doubt *= 1 - _CORROBORATION * member.outcome.confidence
    # What one sentence tells of it belongs together; other sentences are evidence, and no part of the record.
    clause = [best, *(m for m in others if m.sentence == best.sentence)]
    evidence = min(draft.evidence[0] for draft in clause), max(draft.evidence[1] for draft in clause)
    also = dict.fromkeys(m.evidence for m in others if m.sentence != best.sentence)
    actors = {(actor.role, actor.start): actor for draft in reversed(clause) for actor in reversed(draft.actors)}
    return replace(
        best,
        evidence=evidence,
        actors=tuple(sorted(actors.values(), key=lambda actor: (actor.role, actor.start))),
        quantities=tuple(dict.fromkeys(number for draft in clause for number in draft.quantities)),
        also=tuple(also),
        outcome=replace(best.outcome, confidence=1 - doubt),
    )


def _is_same(tree: Tree, group: _Group, mention: _Mention) -> bool:
    """Whether status, time, place and actors agree, and words or participants show that it is the same event."""
    shown = _shown(group)
    if any(_is_outcome(tree, known, mention) for known in shown):
        return True
    if not _is_compatible(group.best, mention) or not _is_compatible(group.members[0], mention):
        return False
    return _points_back(tree, mention.draft) or any(_is_repeated(tree, known, mention) for known in shown)


def _is_compatible(known: _Mention, mention: _Mention) -> bool:
    return (
        _status_fits(known.draft, mention.draft)
        and _dates_fit(known.draft, mention.draft)
        and _places_fit(known.places, mention.places)
        and _actors_fit(known.actors, mention.actors)
        and _actors_fit(known.recipients, mention.recipients)
    )


def _points_back(tree: Tree, draft: Draft) -> bool:
    """Whether a definite noun refers to an event told before: "the attack", or as subject "the attack killed"."""
    node = draft.trigger.node
    if tree.is_verb(node):
        subject = roles.subject(tree, node)
        return subject is not None and _is_definite(tree, subject) and draft.outcome.type in event_types(tree, subject)
    return draft.trigger.light is None and _is_definite(tree, node)


def _is_definite(tree: Tree, noun: int) -> bool:
    return tree.pos[noun] == "NOUN" and any(tree.words[c] in _DEFINITE for c in tree.children[noun])


def _is_outcome(tree: Tree, one: _Mention, other: _Mention) -> bool:
    """Whether the other tells what came of the first, as its participle: "bombs exploded, killing 14 and hurting 3"."""
    node = other.draft.trigger.node
    if tree.tags[node] != "VBG" or not _status_fits(one.draft, other.draft):
        return False
    for _ in range(_MAX_CONJUNCTS):
        if tree.deps[node] != "conj":
            break
        node = tree.heads[node]
    return tree.deps[node] == "advcl" and tree.heads[node] == one.draft.trigger.node


def _is_repeated(tree: Tree, one: _Mention, other: _Mention) -> bool:
    """Whether both tell the same act, by word or mode: with a participant, the clause, or day and place in common."""
    known, draft = one.draft, other.draft
    if tree.lemmas[known.trigger.word] != tree.lemmas[draft.trigger.word] and known.outcome.mode != draft.outcome.mode:
        return False
    if known.evidence == draft.evidence or (one.actors | one.recipients) & (other.actors | other.recipients):
        return True
    same_place = {p.place for p in one.places} & {p.place for p in other.places}
    if known.date is None or draft.date is None or not same_place:
        return False
    return known.date.interval == draft.date.interval and {known.date.basis, draft.date.basis} <= set(_STATED)


def _stated(draft: Draft) -> list[EventPlace]:
    return [p for p in draft.places if p.basis == "clause"]


def _status_fits(a: Draft, b: Draft) -> bool:
    one, other = a.outcome.reading.status, b.outcome.reading.status
    return one == other or {one, other} <= _FACTUAL or {one, other} <= _OPEN


def _dates_fit(a: Draft, b: Draft) -> bool:
    """Stated dates must share a day; assumed ones prove nothing."""
    if a.date is None or b.date is None or a.date.basis not in _STATED or b.date.basis not in _STATED:
        return True
    one, other = a.date.interval, b.date.interval
    return one.begin <= other.end and other.begin <= one.end


def _places_fit(one: list[EventPlace], other: list[EventPlace]) -> bool:
    """Stated places must share an entry, or one of them must be able to hold the other."""
    return not one or not other or any(p.place == q.place or _holds(p, q) or _holds(q, p) for p in one for q in other)


def _holds(outer: EventPlace, inner: EventPlace) -> bool:
    return outer.country == inner.country and (outer.admin1 is None or outer.name == inner.admin1)


def _actors_fit(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _keys(actors: tuple[Actor, ...]) -> set[str]:
    """What tells actors apart: the entity, else the words; unresolved pronouns tell nothing."""
    plain = (a.key or _bare(a.name) for a in actors)
    return {key for key in plain if key not in _PRONOUNS}


def _bare(name: str) -> str:
    """The name without a leading article or pointer."""
    first, _, rest = name.casefold().partition(" ")
    return rest if rest and first in _ARTICLES else name.casefold()
