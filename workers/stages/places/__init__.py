"""The places stage: toponyms and demonyms of the text, resolved to entries of the gazetteer."""

from functools import partial

from workers.document import Document, Stage
from workers.gazetteer import Gazetteer, open_gazetteer
from workers.stages.places.clusters import make_places
from workers.stages.places.reading import Reading, read
from workers.stages.places.selection import select
from workers.stages.places.weights import CONFIDENCE, load_networks


def load() -> Stage:
    """The stage, with the gazetteer built (seconds, once on a machine) and opened."""
    return Stage("places", "places", frozenset(), partial(annotate, open_gazetteer()))


def annotate(gazetteer: Gazetteer, doc: Document) -> Document:
    """`doc` with `places`: one for each place that is named, with all its mentions."""
    ranker, recogniser = load_networks()
    reading = read(doc, gazetteer, ranker)
    return doc.add(places=make_places(doc, gazetteer, select(reading, recogniser, CONFIDENCE)))


__all__ = ["Reading", "annotate", "load"]
