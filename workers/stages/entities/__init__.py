"""The entities stage: mentions of names, clustered into entities with one name and a stable key."""

from functools import partial

from workers.document import Document, Stage
from workers.stages.entities import candidates, clusters, mentions, records
from workers.stages.entities.candidates import Candidate
from workers.stages.entities.gazetteer import Clues, Gazetteer
from workers.stages.entities.gazetteer import load as load_gazetteer
from workers.stages.entities.placeindex import PlaceIndex, resolved_tokens


def load() -> Stage:
    """The stage, with its gazetteer (half a second)."""
    return Stage("entities", "entities", candidates.TYPES, partial(annotate, load_gazetteer()))


def annotate(gazetteer: Gazetteer, doc: Document) -> Document:
    """`doc` with `entities`; the places stage must have run for them to point at places."""
    places = PlaceIndex(doc.places)

    def place_id(mention: Candidate) -> str | None:
        span = records.span(doc, mention)
        place = places.at(span.start, span.end)
        return None if place is None else str(place.geonameid or place.id)

    clues = Clues(gazetteer, resolved_tokens(doc))
    found = clusters.build(doc.parsed, mentions.find(doc.parsed, clues), place_id)
    return doc.add(entities=records.make(doc, found, places, gazetteer))
