"""By whose word an event is told: a quotation, a verb of saying above the clause, or "according to"."""

from bisect import bisect_right

from dateline.models import EventSource, Quote
from workers.assemble.arguments import phrase
from workers.assemble.lexicon.matrices import REPORTING
from workers.assemble.lookup import Lookup
from workers.assemble.syntax import SUBJECTS, Tree
from workers.document import Document

_NOBODY = ("it", "that", "which", "this", "there", "what")


def quote_at(doc: Document, start: int) -> Quote | None:
    """The quotation that holds the offset `start`; quotations stand in order of the text and share no character."""
    at = bisect_right(doc.quotes, start, key=lambda q: q.start) - 1
    return doc.quotes[at] if at >= 0 and start < doc.quotes[at].end else None


def source(tree: Tree, predicate: int, quote: Quote | None, lookup: Lookup, doc: Document) -> EventSource | None:
    """The source of the clause of `predicate`; null where it is the reporter's own word."""
    if quote is not None and (quote.speaker or quote.speaker_text):
        return _quoted(quote, lookup)
    for below in tree.climb(predicate):
        told = _speaker(tree, below)
        if told is not None and tree.words[told] not in _NOBODY:
            return _named(tree, told, quote, lookup, doc)
    return None


def _speaker(tree: Tree, verb: int) -> int | None:
    """Who tells the clause of `verb`: "X said that ...", "..., X said", "according to X"."""
    above = tree.heads[verb]
    if tree.deps[verb] == "ccomp" and tree.lemmas[above] in REPORTING:
        return tree.child(above, *SUBJECTS)
    for c in tree.children[verb]:
        if tree.words[c] == "according":
            to = tree.child(c, "prep")
            return tree.child(c if to is None else to, "pobj")
        if tree.deps[c] == "parataxis" and tree.lemmas[c] in REPORTING:
            return tree.child(c, *SUBJECTS)
    return None


def _named(tree: Tree, head: int, quote: Quote | None, lookup: Lookup, doc: Document) -> EventSource:
    low, high = phrase(tree, head)
    entity = lookup.entity(head)
    return EventSource(
        speaker=entity.id if entity else None,
        key=entity.key if entity else None,
        speaker_text=doc.text[tree.starts[low] : tree.ends[high]],
        quote=quote.id if quote else None,
    )


def _quoted(quote: Quote, lookup: Lookup) -> EventSource:
    entity = lookup.by_entity.get(quote.speaker or "")
    return EventSource(
        speaker=quote.speaker,
        key=entity.key if entity else None,
        speaker_text=quote.speaker_text or (entity.name if entity else ""),
        quote=quote.id,
    )
