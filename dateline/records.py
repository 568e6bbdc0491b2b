"""What a commit writes: an enriched article as event documents and as the subjects that it names.  Pure."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.identity import digest
from dateline.models import ArticleRef, EnrichedArticle, Entity, Event, EventRecord, Place, Span

# The engine sorts numbers; an event without a date comes last in "newest first".
UNDATED = -1
# The engine's GEO field ends here; a point beyond would keep the whole event out of the index.
MAX_LATITUDE = 85.0
_PLAIN = str.maketrans("’‘“”–—…", "''\"\"--.")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class EventDocument:
    """One event: its id, a digest of what it says, and the JSON that is stored and indexed."""

    id: str
    digest: str
    json: str


@dataclass(frozen=True, slots=True)
class SubjectDocument:
    """One entity or place: its key, what it is as JSON, and the names that this article gives it."""

    key: str
    json: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """All that one enriched article gives to the store."""

    events: tuple[EventDocument, ...]
    subjects: tuple[SubjectDocument, ...]


def make_records(collection: str, article: EnrichedArticle) -> Records:
    """The documents of `article`."""
    return Records(
        events=tuple(_event_document(collection, article, event) for event in article.events),
        subjects=tuple(_subject_documents(collection, article)),
    )


def split_words(text: str) -> list[str]:
    """The words of `text`, for index and query alike; the engine itself parts words at ASCII characters alone."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def normalize_name(name: str) -> str:
    """How names are compared: without case, compatibility forms, curly apostrophes, a leading "the", double spaces."""
    plain = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    return " ".join(plain.split()).removeprefix("the ")


def _event_document(collection: str, article: EnrichedArticle, event: Event) -> EventDocument:
    record = EventRecord(
        **dict(event),
        article=ArticleRef(**{name: getattr(article, name) for name in ArticleRef.model_fields}),
        numbers=tuple(quantity for quantity in article.quantities if quantity.id in event.quantities),
        pipeline_version=article.pipeline_version,
    )
    fields = {**_index_fields(collection, article, event), "event": record.model_dump(mode="json", exclude_none=True)}
    return EventDocument(event.id, digest(event.model_dump_json()), json.dumps(fields, ensure_ascii=False))


def _index_fields(collection: str, article: EnrichedArticle, event: Event) -> dict[str, Any]:
    """The fields that the engine reads; days are proleptic ordinals, points are "lon,lat"."""
    interval = event.date.interval if event.date else None
    places = [(place, _place(article, place.place)) for place in event.places]
    points = {
        (place.lon, place.lat)
        for place, _ in places
        if place.lat is not None and place.lon is not None and abs(place.lat) <= MAX_LATITUDE
    }
    fields: dict[str, Any] = {
        "c": collection,
        "id": event.id,
        "art": article.id,
        "type": event.type,
        "status": event.status,
        "src": normalize_name(article.source) if article.source else None,
        "ent": sorted(set(_entity_names(article, event))),
        "spk": sorted(set(_speaker_names(article, event))),
        "plc": sorted({name for _, place in places if place for name in place_names(place)}),
        "cty": sorted({place.country for place, _ in places if place.country}),
        "geo": [f"{lon},{lat}" for lon, lat in sorted(points)],
        "begin": interval.begin.toordinal() if interval else None,
        "end": interval.end.toordinal() if interval else None,
        "date": interval.begin.toordinal() if interval else UNDATED,
        "pub": article.published_day.toordinal(),
        # The engine prints numbers with 12 digits, and a cursor must compare equal to what it was made from.
        "conf": round(event.confidence, 4),
        "txt": " ".join(split_words(" ".join([event.evidence.surface, *(actor.name for actor in event.actors)]))),
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def entity_names(entity: Entity) -> set[str]:
    """All that finds an entity: its key, name, aliases, and a person's last name."""
    names = {entity.name, *entity.aliases}
    if entity.type == "PERSON":
        names.add(entity.name.split()[-1])
    return {entity.key, *map(normalize_name, names)} - {""}


def place_names(place: Place) -> set[str]:
    """All that finds a place: its key, GeoNames id, names, and the division that it lies in."""
    names = {place.name, *(mention.surface for mention in place.mentions)}
    if place.admin1:
        names.add(place.admin1)
    ids = {place_key(place), str(place.geonameid)} if place.geonameid is not None else set()
    return ids | {normalize_name(name) for name in names} - {""}


def place_key(place: Place) -> str:
    """The key of a resolved place, the same in every article."""
    return f"place/{place.geonameid}"


def _place(article: EnrichedArticle, place_id: str) -> Place | None:
    return next((place for place in article.places if place.id == place_id), None)


def _entity_names(article: EnrichedArticle, event: Event) -> Iterator[str]:
    """The names of whoever acts, is acted on, speaks, or is named in the evidence."""
    taking_part = {actor.entity for actor in event.actors} | {event.source.speaker if event.source else None}
    for entity in article.entities:
        if entity.id in taking_part or any(_overlap(event.evidence, mention) for mention in entity.mentions):
            yield from entity_names(entity)
    for actor in event.actors:
        yield normalize_name(actor.name)


def _speaker_names(article: EnrichedArticle, event: Event) -> Iterator[str]:
    if event.source is None:
        return
    yield normalize_name(event.source.speaker_text)
    for entity in article.entities:
        if entity.id == event.source.speaker:
            yield from entity_names(entity)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _subject_documents(collection: str, article: EnrichedArticle) -> Iterator[SubjectDocument]:
    subjects: dict[str, dict[str, Any]] = {}
    names: dict[str, set[str]] = {}
    for place in article.places:
        if place.geonameid is None:
            continue
        key = place_key(place)
        located = place.model_dump(mode="json", exclude_none=True, exclude={"id", "mentions", "modifier", "confidence"})
        subjects.setdefault(key, {"c": collection, "key": key, "type": "GPE", **located})
        names.setdefault(key, set()).add(place.name)
    for entity in article.entities:
        named = {"c": collection, "key": entity.key, "name": entity.name, "country": entity.country}
        # Where the gazetteer has named the place already, its name and country stand.
        known = subjects.get(entity.key, {name: value for name, value in named.items() if value is not None})
        subjects[entity.key] = {**known, "type": entity.type}
        names.setdefault(entity.key, set()).update((entity.name, *entity.aliases))
    for key, subject in subjects.items():
        plain = {" ".join(name.translate(_PLAIN).split()) for name in names[key]}
        yield SubjectDocument(key, json.dumps(subject, ensure_ascii=False), tuple(sorted(plain)))
