"""The dates stage: temporal expressions, their TIMEX3 values, and the calendar days that they denote.

The text becomes items (`lexemes`), tables of patterns turn items into expressions (`patterns`, `counts`,
`atoms`, `relations`), the parse says which of them are temporal and in which direction time runs
(`acceptance`, `tense`), and each is resolved against what the text has said so far (`resolution`).
"""

from workers.document import Document, Stage
from workers.stages.dates.timeline import date_timexes

TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})


def load() -> Stage:
    """The stage; its tables are compiled on import."""
    return Stage("dates", "dates", TYPES, annotate)


def annotate(doc: Document) -> Document:
    """`doc` with `dates`, in the order of the text."""
    return doc.add(dates=date_timexes(doc))
