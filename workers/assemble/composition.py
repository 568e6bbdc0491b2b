"""What a trigger comes to in its context: types that futures, negations and promises change, and how sure we are."""

from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.models import EventStatus, EventType
from workers.assemble import roles
from workers.assemble.lexicon.matrices import COMMEMORATIONS, DENYING, REPORTING
from workers.assemble.negation import is_negated
from workers.assemble.status import Reading, read_status
from workers.assemble.syntax import Tree
from workers.assemble.tenses import tense
from workers.assemble.triggers import Trigger, in_class

# PLOVER's reading of the future: a coming deed of these kinds is a commitment, of those a threat.
_KIND: frozenset[EventType] = frozenset({"AID", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT"})
_REFUSABLE = _KIND | {"AGREE"}
_HARSH: frozenset[EventType] = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})
# These speak for their complement: what they govern is no fact and hardly an event of its own.
_OPERATORS: frozenset[EventType] = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "ACCUSE"})
_CONTENT = ("xcomp", "ccomp", "dobj", "acl", "prep", "pobj", "pcomp", "nsubjpass")
_STATUS_WEIGHT: dict[EventStatus, float] = {
    "happened": 1.0, "ongoing": 1.0, "planned": 0.9, "threatened": 0.8, "considered": 0.55, "denied": 0.5,
}  # fmt: skip
# How much less sure an event is the further from the main statement of its sentence.
_RELATION_WEIGHT = {
    "conj": 0.95, "xcomp": 0.9, "advcl": 0.75, "relcl": 0.75, "acl": 0.7, "pcomp": 0.75, "parataxis": 0.9, "dep": 0.8,
    "csubj": 0.4,
}  # fmt: skip
# Types that only somebody can act in, and what counts as somebody.
_PERSONAL: frozenset[EventType] = _KIND | _OPERATORS | {"SANCTION", "MOBILIZE", "COERCE", "PROTEST", "STATEMENT"}
_BODIES = "ACTOR|ORG|FIRMS|COURTS|FORCES|POLITICS|MEDIA|TEAMS|OFFICES|WORKERS"
_THING_WEIGHT = 0.6
_LEAST_RELATION = 0.3
_NOUN_WEIGHT = 0.55
_CONTENT_WEIGHT = 0.35
_REMEMBERED_WEIGHT = 0.5
# "it is an attack on our values" characterises more often than it reports.
_CHARACTER_WEIGHT = 0.7
# "there was an attack" reports as a verb does: this takes back the weight of nouns.
_EXISTENTIAL_WEIGHT = 1 / _NOUN_WEIGHT
_CONVERTED_WEIGHT = 0.95
MINIMUM = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """The type, mode, status and confidence of a trigger in its context."""

    type: EventType
    mode: str | None
    reading: Reading
    confidence: float


def compose(tree: Tree, trigger: Trigger, triggers: dict[int, Trigger]) -> Outcome | None:
    """The outcome of `trigger` among all `triggers` (by their nodes); null where too little speaks for it."""
    reading = read_status(tree, trigger.node)
    relation = _relation_weight(tree, trigger)
    confidence = trigger.sense.weight * _STATUS_WEIGHT[reading.status] * relation
    if trigger.sense.type in _PERSONAL and trigger.sense.subject is None and _is_done_by_things(tree, trigger):
        confidence *= _THING_WEIGHT
    content = _is_content(tree, trigger, triggers)
    if content:
        confidence *= _CONTENT_WEIGHT
    outcome = Outcome(trigger.sense.type, trigger.sense.mode, reading, confidence)
    converted = trigger.sense.weight * relation * _CONVERTED_WEIGHT
    if _is_refused(tree, trigger, reading):
        outcome = Outcome("REJECT", outcome.type.lower(), replace(reading, status="happened"), converted)
    elif reading.status == "planned" and not content and _is_decided(tree, trigger.predicate):
        outcome = _of_future(outcome, converted)
    elif _promises_harm(tree, trigger, triggers):
        outcome = replace(outcome, type="THREATEN", mode=None)
    return outcome if outcome.confidence >= MINIMUM else None


def by_node(triggers: list[Trigger]) -> dict[int, Trigger]:
    """Triggers by the tokens under which their content hangs."""
    found = {t.node: t for t in triggers}
    return found | {t.light: t for t in triggers if t.light is not None}


def _relation_weight(tree: Tree, trigger: Trigger) -> float:
    """How near to the main statement of its sentence the trigger stands, in (0, 1]."""
    weight = 1.0
    path = tree.climb(trigger.predicate)
    for i in path:
        weight *= _RELATION_WEIGHT.get(tree.deps[i], 1.0)
    if trigger.light is None and tree.is_noun(trigger.node):
        weight *= _NOUN_WEIGHT
        if tree.deps[trigger.node] == "attr":
            exists = tree.child(tree.heads[trigger.node], "expl") is not None
            weight *= _EXISTENTIAL_WEIGHT if exists else _CHARACTER_WEIGHT
        if any(tree.lemmas[i] in COMMEMORATIONS for i in path[1:4]):
            weight *= _REMEMBERED_WEIGHT
    return max(weight, _LEAST_RELATION)


def _is_done_by_things(tree: Tree, trigger: Trigger) -> bool:
    """Whether all that acts is something, not somebody: "a strategy that supports growth"."""
    if not tree.is_verb(trigger.predicate):
        return False
    doers = roles.agents(tree, trigger.predicate)
    return bool(doers) and not any(is_somebody(tree, i) for i in doers)


def is_somebody(tree: Tree, i: int) -> bool:
    """Whether the phrase headed by `i` names people, a body or a country."""
    i = tree.content_head(i)
    return tree.pos[i] in ("PROPN", "PRON", "NUM", "DET") or in_class(tree, i, _BODIES)


def _is_content(tree: Tree, trigger: Trigger, triggers: dict[int, Trigger]) -> bool:
    """Whether a trigger above takes this one as its content: "demanded the release of"."""
    for below, above in pairwise(tree.climb(trigger.predicate)):
        rival = triggers.get(above)
        if rival is not None and rival.sense.type in _OPERATORS and rival.word != trigger.word:
            # What is denied is an event of its own, with that status.
            return tree.deps[below] in _CONTENT and tree.lemmas[rival.word] not in DENYING
        if tree.is_verb(above) and tree.deps[below] not in _CONTENT:
            return False
    return False


def _is_refused(tree: Tree, trigger: Trigger, reading: Reading) -> bool:
    """Whether help or consent is withheld, which is a deed: "will not accept", "did not agree to"."""
    if reading.status != "denied" or trigger.sense.type not in _REFUSABLE or tree.deps[trigger.predicate] == "pcomp":
        return False
    if not (is_negated(tree, trigger.predicate) or is_negated(tree, trigger.node)):
        return False
    if any(is_somebody(tree, i) for i in roles.agents(tree, trigger.predicate)):
        return True
    return _is_ruled_out(tree, trigger)


def _is_ruled_out(tree: Tree, trigger: Trigger) -> bool:
    """Whether somebody says that something will not be: "said there would be no negotiations"."""
    verb = tree.heads[trigger.node]
    if tree.deps[trigger.node] != "attr" or tree.child(verb, "expl") is None or tense(tree, verb) != "future":
        return False
    return tree.deps[verb] == "ccomp" and tree.lemmas[tree.heads[verb]] in REPORTING


def _of_future(outcome: Outcome, converted: float) -> Outcome:
    if outcome.type in _KIND:
        return Outcome("AGREE", outcome.type.lower(), outcome.reading, max(outcome.confidence, converted))
    if outcome.type in _HARSH:
        reading = replace(outcome.reading, status="threatened")
        return Outcome("THREATEN", outcome.type.lower(), reading, max(outcome.confidence, converted))
    return outcome


def _is_decided(tree: Tree, verb: int) -> bool:
    """Whether the doer wills what is planned: its own "will" or active "plans to"; not "is expected to"."""
    if (
        not tree.is_verb(verb)
        or tree.is_passive(verb)
        or not any(is_somebody(tree, i) for i in roles.agents(tree, verb))
    ):
        return False
    matrix, dep = tree.heads[verb], tree.deps[verb]
    if tense(tree, verb) == "future" or dep == "conj":
        return True
    willing = not tree.is_verb(matrix) or not tree.is_passive(matrix)
    return dep in ("xcomp", "ccomp") and willing and tree.lemmas[matrix] != "decide"


def _promises_harm(tree: Tree, trigger: Trigger, triggers: dict[int, Trigger]) -> bool:
    """Whether a promise or readiness is a threat by what it promises: "vowed to attack"."""
    if trigger.sense.type != "AGREE" or tree.lemmas[trigger.node] in ("agree", "accept"):
        return False
    contents = (triggers.get(c) for c in tree.all_children(trigger.node, "xcomp", "ccomp", "acl"))
    return any(content is not None and content.sense.type in _HARSH for content in contents)
