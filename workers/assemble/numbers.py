"""The quantities that belong to an event: those inside its clause that hang on its predicate or its arguments."""

from collections.abc import Sequence

from dateline.models import Quantity
from workers.assemble.drafts import Draft
from workers.assemble.syntax import Tree
from workers.document import Document

_MAX_STEPS = 6


def by_sentence(tree: Tree, doc: Document) -> dict[int, list[tuple[int, Quantity]]]:
    """Quantities by sentence, each with its first token."""
    found: dict[int, list[tuple[int, Quantity]]] = {}
    for quantity in doc.quantities:
        first = tree.index.get(quantity.start)
        if first is not None:
            found.setdefault(tree.sentences[first], []).append((first, quantity))
    return found


def quantities_of(tree: Tree, draft: Draft, here: Sequence[tuple[int, Quantity]]) -> tuple[str, ...]:
    """Ids of the quantities whose nearest predicate is the event's own."""
    wanted = {draft.trigger.node, draft.trigger.word, draft.trigger.predicate}
    low, high = draft.evidence
    return tuple(q.id for first, q in here if low <= first <= high and _hangs_on(tree, first, wanted))


def _hangs_on(tree: Tree, i: int, wanted: set[int]) -> bool:
    for node in tree.climb(i)[:_MAX_STEPS]:
        if node in wanted:
            return True
        if tree.is_verb(node):
            return False
    return False
