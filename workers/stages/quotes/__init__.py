"""The quotes stage: who said what, between quotation marks or reported."""

from workers.document import Document, Stage
from workers.stages.quotes import passages


def load() -> Stage:
    """The stage; it needs no model or table of its own."""
    return Stage("quotes", "quotes", frozenset(), annotate)


def annotate(doc: Document) -> Document:
    """`doc` with `quotes`."""
    return doc.add(quotes=passages.find(doc))
