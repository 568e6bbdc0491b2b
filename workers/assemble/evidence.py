"""The smallest clause that tells an event, and the words that trigger it."""

from workers.assemble import roles
from workers.assemble.arguments import phrase
from workers.assemble.syntax import SUBJECTS, Tree
from workers.assemble.triggers import Trigger

_OUTSIDE = ("punct", "cc", "preconj", "mark", "parataxis", "intj", "relcl", "appos", "dep")
_MAX_LIGHT_GAP = 5
_MAX_SHARED_GAP = 12
# Tokens on each side of the trigger; longer clauses are lists or junk.
_MAX_REACH = 80


def trigger_span(tree: Tree, trigger: Trigger) -> tuple[int, int]:
    """First and last token of the trigger: with a verb its particle, with a noun its light verb where it is close."""
    low, high = min(trigger.word, trigger.node), max(trigger.word, trigger.node)
    if low != high and tree.is_verb(trigger.node):
        low = high = trigger.word
    if trigger.light is not None and 0 < low - trigger.light <= _MAX_LIGHT_GAP:
        low = trigger.light
    if high == trigger.node and tree.child(high, "prt") == high + 1:
        high += 1
    return low, high


def clause_head(tree: Tree, i: int) -> int:
    """The verb of the clause that `i` stands in, `i` itself where it is one; else the top of its phrase."""
    path = tree.climb(i)
    verbs = (n for n in path if tree.is_verb(n) and tree.deps[n] not in ("aux", "auxpass", "amod", "compound"))
    return next(verbs, path[-1])


def evidence_span(tree: Tree, trigger: Trigger, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """First and last token of the clause of the trigger: without joined clauses, reports and relative clauses.

    `known` keeps the clauses found so far by their heads.  Of an endless clause, the part about the trigger is taken.
    """
    head = clause_head(tree, trigger.predicate)
    if head not in known:
        known[head] = _clause_span(tree, head)
    low, high = min(known[head][0], trigger.word), max(known[head][1], trigger.word)
    shared = roles.subject(tree, head)
    if shared is not None and 0 < low - shared <= _MAX_SHARED_GAP and tree.paragraphs[shared] == tree.paragraphs[head]:
        low = phrase(tree, shared)[0]
    low, high = max(low, trigger.word - _MAX_REACH), min(high, trigger.word + _MAX_REACH)
    return _trim(tree, low, high)


def _clause_span(tree: Tree, head: int) -> tuple[int, int]:
    low = high = head
    queue = [head]
    for _ in range(4 * _MAX_REACH):
        if not queue:
            break
        node = queue.pop(0)
        low, high = min(low, node), max(high, node)
        queue += [c for c in tree.children[node] if _belongs(tree, node, c, head)]
    return low, high


def _belongs(tree: Tree, node: int, child: int, head: int) -> bool:
    """Whether the subtree of `child` is part of the clause of `head`."""
    dep = tree.deps[child]
    if dep in _OUTSIDE or (dep == "conj" and tree.is_verb(child)):
        return False
    if dep == "ccomp":
        return node == head and child > node
    if dep == "advcl":
        return node == head and child > node and tree.child(child, *SUBJECTS) is None
    return True


def _trim(tree: Tree, low: int, high: int) -> tuple[int, int]:
    """The span without marks at its ends and without a leading conjunction or "where"."""
    while low < high and (tree.pos[low] in ("PUNCT", "SPACE", "CCONJ") or tree.words[low] == "where"):
        low += 1
    while high > low and tree.pos[high] in ("PUNCT", "SPACE"):
        high -= 1
    return low, high
