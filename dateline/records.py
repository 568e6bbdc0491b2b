"""What a commit writes: an enriched article as event documents and as the subjects that it names.  Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

from dateline.corrections import NONE, Corrections, correct
from dateline.indexing import Directory, make_index
from dateline.keys import HEADER
from dateline.models import Article, ArticleRef, EnrichedArticle, Entity, Event, EventRecord
from dateline.names import normalize_name, place_key
from dateline.schema import SCHEMA_VERSION, upgrade
from dateline.subjects import Subject

# Of a place, what is told of it by one article alone.
_OF_ONE_ARTICLE = {"id", "mentions", "modifier", "confidence"}
_PLAIN = str.maketrans("’‘“”–—…", "''\"\"--.")


@dataclass(frozen=True, slots=True)
class EventDocument:
    """One event: its id, its JSON as stored, and the JSON that the index reads."""

    id: str
    json: str
    index: str


@dataclass(frozen=True, slots=True)
class SubjectDocument:
    """One entity or place: its key, what it is as JSON, and the names, normalized names and titles of this article."""

    key: str
    json: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """All that one enriched article gives to the store; `header` (JSON) is what its events share."""

    header: str
    events: tuple[EventDocument, ...]
    subjects: tuple[SubjectDocument, ...]


def make_records(collection: str, article: EnrichedArticle, corrections: Corrections = NONE) -> Records:
    """The documents of `article`, whose entities have the pipeline's keys, with `corrections`."""
    corrected = correct(article, corrections)
    directory = Directory(corrected)
    return Records(
        header=_header(corrected),
        events=tuple(_event_document(collection, corrected, event, directory) for event in corrected.events),
        subjects=tuple(_subject_documents(collection, corrected, article.entities, directory)),
    )


def write_posted(article: Article) -> str:
    """An article as posted, as JSON.  Its version comes first, where the ledger's scripts look for it."""
    return f'{{"schema_version":{SCHEMA_VERSION},{article.model_dump_json(exclude_none=True)[1:]}'


def read_posted(stored: str) -> Article:
    """An article as it was posted, out of its stored JSON.  Raises Later."""
    fields = upgrade("posted", json.loads(stored))
    fields.pop("schema_version", None)
    return Article.model_validate(fields)


def read_record(header: str, event: str, story: str | None = None) -> EventRecord:
    """An event as it is served: its stored JSON, what it shares with the others of its article, and its story.

    Raises Later.
    """
    shared, fields = json.loads(header), json.loads(event)
    version = shared["schema_version"]
    shared, fields = upgrade("header", shared, version), upgrade("event", fields, version)
    return EventRecord.model_validate(
        {
            **fields,
            "article": shared["article"],
            "numbers": [
                shared["numbers"][quantity] for quantity in fields["quantities"] if quantity in shared["numbers"]
            ],
            "pipeline_version": shared["pipeline_version"],
            "schema_version": SCHEMA_VERSION,
            "story": story,
        }
    )


def read_enriched(stored: str, events: dict[str, str], stories: Mapping[str, str] | None = None) -> EnrichedArticle:
    """An enriched article, out of its stored JSON, the hash of its events, and the stories that these belong to.

    Layout 1 had the events in the JSON.  Raises Later.
    """
    fields = upgrade("enriched", json.loads(stored))
    if HEADER in events:
        header = json.loads(events[HEADER])
        version = header["schema_version"]
        ids = upgrade("header", header, version)["events"]
        fields["events"] = [upgrade("event", json.loads(events[event_id]), version) for event_id in ids]
    fields["schema_version"] = SCHEMA_VERSION
    for event in fields.get("events", ()):
        event["story"] = (stories or {}).get(event["id"])
    return EnrichedArticle.model_validate(fields)


def read_subject(stored: str) -> Subject:
    """A subject out of its stored JSON.  Raises Later."""
    fields = upgrade("subject", json.loads(stored))
    fields.pop("schema_version", None)
    del fields["c"]
    return Subject.model_validate(fields)


def _header(article: EnrichedArticle) -> str:
    used = {quantity for event in article.events for quantity in event.quantities}
    ref = ArticleRef(**{name: getattr(article, name) for name in ArticleRef.model_fields})
    header = {
        "article": ref.model_dump(mode="json", exclude_none=True),
        "pipeline_version": article.pipeline_version,
        "schema_version": article.schema_version,
        "numbers": {
            quantity.id: quantity.model_dump(mode="json", exclude_none=True)
            for quantity in article.quantities
            if quantity.id in used
        },
        "events": [event.id for event in article.events],
    }
    return _json(header)


def _event_document(collection: str, article: EnrichedArticle, event: Event, directory: Directory) -> EventDocument:
    fields = make_index(collection, article, event, directory)
    return EventDocument(
        event.id,
        event.model_dump_json(exclude_none=True, exclude={"story"}),
        _json(fields),
    )


def _json(value: object) -> str:
    return to_json(value).decode()


@dataclass(slots=True)
class _Naming:
    """What an article tells of a subject: its fields, and how it is called."""

    fields: dict[str, Any]
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def _subject_documents(
    collection: str, article: EnrichedArticle, found: Sequence[Entity], directory: Directory
) -> Iterator[SubjectDocument]:
    """The subjects of `article`; those that were `found`, in the same order, have the names that its text uses."""
    subjects: dict[str, _Naming] = {}
    for place in article.places:
        if place.geonameid is None:
            continue
        key = place_key(place)
        if key not in subjects:
            located = place.model_dump(mode="json", exclude_none=True, exclude=_OF_ONE_ARTICLE)
            subjects[key] = _Naming({**_subject_base(collection, key), "type": "GPE", **located})
        one = subjects[key]
        one.names.add(place.name)
        one.aliases.update(map(normalize_name, {place.name, *(mention.surface for mention in place.mentions)}))
    for entity, own in zip(article.entities, found, strict=True):
        key = entity.key
        if key not in subjects:
            subjects[key] = _Naming({**_subject_base(collection, key), "name": entity.name})
            if entity.country is not None:
                subjects[key].fields["country"] = entity.country
        # Where the gazetteer has named the place already, its name and country stand.
        one = subjects[key]
        one.fields["type"] = entity.type
        one.names.update((own.name, *own.aliases))
        one.aliases.update(directory.names_of(entity) - {key})
        one.titles.update(entity.titles)
    for key, one in subjects.items():
        yield SubjectDocument(
            key,
            _json(one.fields),
            names=_sorted({" ".join(name.translate(_PLAIN).split()) for name in one.names}),
            aliases=_sorted(one.aliases),
            titles=_sorted(one.titles),
        )


def record_arguments(records: Records) -> list[str | float]:
    """What the scripts that write records take, from the number of events on (`records.lua`)."""
    arguments: list[str | float] = [len(records.events)]
    for event in records.events:
        arguments += [event.id, event.json, event.index]
    for subject in records.subjects:
        named = {"n": subject.names, "a": subject.aliases, "t": subject.titles}
        arguments += [subject.key, subject.json, _json({part: names for part, names in named.items() if names})]
    return arguments


def _subject_base(collection: str, key: str) -> dict[str, Any]:
    return {"c": collection, "key": key, "schema_version": SCHEMA_VERSION}


def _sorted(names: set[str]) -> tuple[str, ...]:
    names.discard("")
    return tuple(sorted(names))
