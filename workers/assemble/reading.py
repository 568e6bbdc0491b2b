"""From the parse to drafts: triggers, what they come to, their clause and its field of life."""

from collections import Counter

from workers.assemble import composition, evidence, triggers
from workers.assemble.composition import Outcome
from workers.assemble.drafts import Draft
from workers.assemble.lexicon import Sense
from workers.assemble.lexicon.contexts import CONTEXTS, CONTEXTS_OF
from workers.assemble.status import read_status
from workers.assemble.syntax import SUBJECTS, Tree
from workers.assemble.triggers import Trigger

# Where the head of an article tells nothing that the lexicon knows, its first statement is given, as OTHER.
_LEAD_STATEMENTS = 2
_UNKNOWN = Sense("OTHER", 0.15)
_RANKS = {name: rank for rank, name in enumerate(CONTEXTS)}


def read_drafts(tree: Tree) -> list[Draft]:
    """One draft for each predicate that tells an event, in order of the text."""
    found = list(triggers.find(tree))
    nodes = composition.by_node(found)
    # A light verb may be a trigger itself ("imposed sanctions"): the surer reading of the two is kept.
    surest: dict[int, Draft] = {}
    clauses: dict[int, tuple[int, int]] = {}
    for trigger in found:
        outcome = composition.compose(tree, trigger, nodes)
        if outcome is None:
            continue
        rival = surest.get(trigger.predicate)
        if rival is None or rival.outcome.confidence < outcome.confidence:
            surest[trigger.predicate] = _draft(tree, trigger, outcome, clauses)
    surest = {i: draft for i, draft in surest.items() if not _is_told_by_verb(tree, draft, surest)}
    lead = _lead(tree, surest)
    return sorted([*surest.values(), *lead], key=lambda d: d.words)


def _is_told_by_verb(tree: Tree, draft: Draft, surest: dict[int, Draft]) -> bool:
    """Whether the event noun is an argument of a verb that tells the same: "the bombing killed", "the storm hit"."""
    node = draft.trigger.predicate
    if tree.is_verb(node):
        return False
    head = tree.heads[node]
    if tree.deps[node] == "pobj" and tree.deps[head] == "agent":
        head = tree.heads[head]
    elif tree.deps[node] not in ("nsubj", "nsubjpass", "dobj"):
        return False
    verb = surest.get(head)
    return verb is not None and verb is not draft and verb.outcome.type == draft.outcome.type


def _draft(tree: Tree, trigger: Trigger, outcome: Outcome, clauses: dict[int, tuple[int, int]]) -> Draft:
    clause = evidence.evidence_span(tree, trigger, clauses)
    sentence = tree.sentences[trigger.word]
    return Draft(
        trigger, outcome, evidence.trigger_span(tree, trigger), clause, sentence, context=_context(tree, clause)
    )


def _context(tree: Tree, clause: tuple[int, int]) -> str | None:
    """The context with most words in the clause; null where no word tells."""
    low, high = clause
    counts = Counter(name for lemma in tree.lemmas[low : high + 1] for name in CONTEXTS_OF.get(lemma, ()))
    return max(counts, key=lambda name: (counts[name], -_RANKS[name]), default=None)


def _lead(tree: Tree, surest: dict[int, Draft]) -> list[Draft]:
    """The first statement of a text whose first statements tell no known event."""
    heads = [start for start in range(len(tree.words)) if tree.deps[start] == "ROOT" and tree.is_verb(start)]
    statements = [i for i in heads if tree.child(i, *SUBJECTS) is not None][:_LEAD_STATEMENTS]
    covered = {tree.sentences[p] for p in surest}
    if not statements or any(tree.sentences[i] in covered for i in statements):
        return []
    verb = statements[0]
    said = tree.child(verb, "ccomp")
    verb = verb if said is None or not tree.is_verb(said) else said
    trigger = Trigger(verb, verb, _UNKNOWN)
    return [_draft(tree, trigger, Outcome("OTHER", None, read_status(tree, verb), _UNKNOWN.weight), {})]
