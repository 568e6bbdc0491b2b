"""Actors and recipients of an event, from its own predicate, and the country that their words tell."""

from typing import Literal

from dateline.models import Actor, EventType
from workers.assemble import roles
from workers.assemble.countries import country
from workers.assemble.lexicon.matrices import BEARING
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.lookup import Lookup
from workers.assemble.syntax import Tree
from workers.assemble.triggers import Trigger, in_class
from workers.document import Document

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_EXPLETIVE = words("it there what which that this who whom where when")
_BODILESS = ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL")
_NAMED = ("NORP", "GPE", "ORG")
# Nouns whose "of" names who does, not who undergoes.
_DOERS = words(
    "arrival withdrawal retreat deployment visit death surrender resignation exodus protest march demonstration pullout"
)
_HARMFUL: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "DISASTER", "ACCIDENT"})
_MOVING: frozenset[EventType] = frozenset({"TRAVEL", "MOBILIZE"})
# The subject of what these say is whom they address: "demanded that Iraq leave".
_ADDRESSING: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
# What they agree to, threaten or refuse is done to somebody as well: "promised to send grain to Chad".
_OPERATING: frozenset[EventType] = frozenset({"AGREE", "THREATEN", "REJECT"})
_SHELTERS = words("asylum refuge shelter sanctuary haven")
_MAX_PHRASE = 40
# What a noun phrase is shown without.
_ATTACHED = words("case relcl acl appos punct advcl prep cc conj preconj parataxis dep ccomp")


def participants(tree: Tree, trigger: Trigger, lookup: Lookup, doc: Document) -> tuple[Actor, ...]:
    """Actors first, then recipients, each in order of the text; nobody plays two parts."""
    doers, others = _heads(tree, trigger)
    found: dict[int, Actor] = {}
    for head in doers:
        head = lookup.referents.get(head, head)
        shown = tree.content_head(head)
        if shown not in found and _can_act(tree, shown):
            found[shown] = _actor(tree, head, "actor", lookup, doc)
    for head in [j for i in others for j in _stand_for(tree, i, trigger.sense.type)]:
        shown = tree.content_head(head)
        if shown not in found and _can_act(tree, shown) and _can_receive(tree, shown, trigger.sense.type, lookup):
            found[shown] = _actor(tree, head, "recipient", lookup, doc)
    return tuple(found.values())


def _stand_for(tree: Tree, i: int, kind: EventType) -> list[int]:
    """`i`, and if it is a thing, whose it is: "rejected a Dutch request", "issued an ultimatum to Peru"."""
    beside = tree.deps[i] == "pobj" and tree.words[tree.heads[i]] in ("on", "at", "from", "upon")
    if kind in _MOVING or beside or in_class(tree, i, "ACTOR|ORG"):
        return [i]
    owners = tree.all_children(i, "poss")
    owners += [c for c in tree.all_children(i, "amod", "compound", "nmod") if tree.labels[c] in _NAMED]
    prepositions = ("by", "of", "against", "to", "with", "from", "on", "between", "among")
    owners += tree.preposition_objects(i, *prepositions, *(("in",) if tree.lemmas[i] in _SHELTERS else ()))
    owners += [j for o in owners for j in tree.conjuncts(o)[1:]]
    return [i, *(o for o in owners if tree.pos[o] != "PRON")]


def _can_act(tree: Tree, i: int) -> bool:
    return (
        tree.pos[i] in _NOMINAL
        and tree.words[i][0].isalnum()
        and tree.words[i] not in _EXPLETIVE
        and tree.labels[i] not in _BODILESS
    )


def _can_receive(tree: Tree, i: int, kind: EventType, lookup: Lookup) -> bool:
    """Whether `i` is somebody: instruments ("sent troops"), goods ("gave grain") and goals of a journey are not."""
    if kind == "MOBILIZE" and in_class(tree, i, "FORCES|WEAPONS"):
        return False
    if kind in _HARMFUL and in_class(tree, i, "STRUCTURES"):
        return tree.deps[i] != "pobj"
    if kind in _MOVING and tree.labels[i] in ("GPE", "LOC", "FAC"):
        return False
    entity = lookup.entities.get(i)
    named = entity is None and tree.pos[i] == "PROPN" and not tree.labels[i]
    # A coast or an island with a country is mostly a country ("Ivory Coast").
    somebody = entity is not None and (entity.type in ("PERSON", "ORG", "NORP", "GPE") or entity.country is not None)
    return named or somebody or in_class(tree, i, "ACTOR|ORG")


def _heads(tree: Tree, trigger: Trigger) -> tuple[list[int], list[int]]:
    """Heads of the phrases that act, and of those that are acted upon."""
    node = trigger.node
    if tree.is_verb(node):
        doers, others = _of_verb(tree, node, speaks=trigger.sense.type in _ADDRESSING)
        return doers, others + [i for i in _of_content(tree, trigger) if i not in doers and i not in others]
    if tree.pos[node] == "ADJ":
        doer = roles.subject(tree, tree.heads[node])
        return ([] if doer is None else tree.conjuncts(doer)), roles.targets(tree, node)
    return _of_noun(tree, trigger) if trigger.light is None else _of_light(tree, trigger, trigger.light)


def _of_content(tree: Tree, trigger: Trigger) -> list[int]:
    """Heads of what the infinitive below is done to; for requests, of what is asked for ("called for sanctions on")."""
    if trigger.sense.type == "REQUEST":
        wanted = tree.preposition_objects(trigger.node, "for")
        return [j for i in wanted if not in_class(tree, i, "ACTOR") for j in _stand_for(tree, i, "REQUEST")[1:]]
    if trigger.sense.type not in _OPERATING:
        return []
    below = (c for c in tree.all_children(trigger.node, "xcomp") if tree.child(c, "nsubj") is None)
    return [i for c in below for i in (*roles.patients(tree, c), *roles.targets(tree, c))]


def _of_verb(tree: Tree, verb: int, *, speaks: bool = False) -> tuple[list[int], list[int]]:
    doers = roles.agents(tree, verb)
    said = tree.all_children(verb, "ccomp") if speaks else []
    addressed = [s for c in said for s in tree.all_children(c, "nsubj")]
    others = [*roles.patients(tree, verb), *addressed, *roles.targets(tree, verb)]
    return doers, [i for i in others if i not in doers]


def _of_noun(tree: Tree, trigger: Trigger) -> tuple[list[int], list[int]]:
    """The owner, the demonym, "by" and "between" act; "of" and the other prepositions name the other side."""
    node = trigger.node
    doers = tree.all_children(node, "poss") + tree.preposition_objects(node, "by", "between", "among")
    doers += [c for c in tree.all_children(node, "amod", "compound", "nmod") if tree.labels[c] in _NAMED]
    of = tree.preposition_objects(node, "of")
    others = tree.preposition_objects(node, "on", "against", "with", "to", "from", "for")
    if tree.lemmas[trigger.word] in _DOERS:
        doers += of
    else:
        others = of + others
    joined = [j for i in doers for j in tree.conjuncts(i)]
    return joined, [j for i in others for j in tree.conjuncts(i) if j not in joined]


def _of_light(tree: Tree, trigger: Trigger, light: int) -> tuple[list[int], list[int]]:
    """Participants of "launched an attack on": the verb's and the noun's together."""
    doers, others = _of_noun(tree, trigger)
    subjects, rest = (
        [i for i in heads if tree.content_head(i) not in (trigger.node, trigger.word)]
        for heads in _of_verb(tree, light)
    )
    if tree.lemmas[light] in BEARING:
        return doers, subjects + others + rest
    # "escalated his threats": the owner is the subject again.
    return subjects + [i for i in doers if tree.pos[i] != "PRON"], others + rest


def _actor(tree: Tree, head: int, role: Literal["actor", "recipient"], lookup: Lookup, doc: Document) -> Actor:
    shown = tree.content_head(head)
    low, high = phrase(tree, shown)
    entity = lookup.entity(shown)
    start, end = tree.starts[low], tree.ends[high]
    surface = doc.text[start:end]
    return Actor(
        role=role,
        entity=entity.id if entity else None,
        key=entity.key if entity else None,
        name=entity.name if entity else surface,
        country=country(tree, (shown, head), entity, lookup),
        start=start,
        end=end,
        surface=surface,
    )


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase, without relative clauses, appositions and what is joined to it."""
    low = high = head
    queue = [head]
    for _ in range(_MAX_PHRASE):
        if not queue:
            break
        node = queue.pop(0)
        low, high = min(low, node), max(high, node)
        queue.extend(
            c
            for c in tree.children[node]
            if tree.deps[c] not in _ATTACHED or (node == head and tree.deps[c] == "prep" and tree.words[c] == "of")
        )
    while low < head and tree.pos[low] in ("PUNCT", "SPACE"):
        low += 1
    return low, high
