"""The quantities stage: numbers with what they count, their bounds, role and day."""

from workers.document import Document, Stage
from workers.stages.quantities import counts


def load() -> Stage:
    """The stage; it needs no model or table of its own."""
    return Stage("quantities", "quantities", frozenset(), annotate)


def annotate(doc: Document) -> Document:
    """`doc` with `quantities`."""
    return doc.add(quantities=counts.find(doc))
