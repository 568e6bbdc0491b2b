"""The calls of the HTTP surface, as values: what to send, and how to read the answer.  Pure."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, TypedDict, TypeVar
from urllib.parse import quote

import httpx2

from dateline.activity import Activity
from dateline.models import Article, EnrichedArticle, EventRecord
from dateline.queries import EventSort, FacetName, Facets, Page, StorySort, Timeline, TimelineInterval
from dateline.revisions import Revision
from dateline.status import ImportResult, Overview, Receipt, Reenrichment, Status
from dateline.storylines import Story, StoryDetail
from dateline.subjects import EntityProfile, Subject

T = TypeVar("T")
MEDIA_TYPES = {".json": "application/json", ".html": "text/html", ".htm": "text/html"}
JSON = "application/json"
Values = str | Sequence[str]
Days = str | dt.date
Params = dict[str, str | list[str]]


class EventFilters(TypedDict, total=False):
    """The filters of events; all must hold, of several values of one any, and of an `exclude_*` none."""

    q: str
    type: Values
    status: Values
    entity: Values
    actor_role: Literal["actor", "recipient", "any"]
    speaker: Values
    place: Values
    country: Values
    article: Values
    source: Values
    story: Values
    exclude_type: Values
    exclude_status: Values
    exclude_entity: Values
    exclude_speaker: Values
    exclude_place: Values
    exclude_country: Values
    exclude_article: Values
    exclude_source: Values
    exclude_story: Values
    bbox: str
    near: str
    datetime: Days
    published: Days
    min_confidence: float


class ListFilters(EventFilters, total=False):
    """Filters, the order, and how many are fetched at once."""

    sort: EventSort
    limit: int


class TimelineFilters(EventFilters, total=False):
    """Filters, and what a timeline shows."""

    interval: TimelineInterval
    by: Literal["date", "published"]
    group_by: FacetName
    top: int


class FacetFilters(EventFilters, total=False):
    """Filters, and how many values of each field are counted."""

    top: int


class SubjectFilters(TypedDict, total=False):
    """The filters of entities and places."""

    q: str
    type: Values
    country: Values
    limit: int


class StoryFilters(TypedDict, total=False):
    """The filters of stories, their order, and how many are fetched at once."""

    q: str
    type: Values
    status: Values
    entity: Values
    place: Values
    country: Values
    datetime: Days
    min_sources: int
    sort: StorySort
    limit: int


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, and how its answer is read.

    `params` is None where the path has all parameters already; `is_safe` tells that it may be sent again.
    """

    method: str
    path: str
    read: Callable[[httpx2.Response], T]
    params: Mapping[str, Any] | None = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    is_safe: bool = True


def encode(given: Mapping[str, object]) -> Params:
    """Parameters as they are sent: lists repeat them, and what is None is left out."""
    return {name: _encode(value) for name, value in given.items() if value is not None}


def _encode(value: object) -> str | list[str]:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, Iterable):
        return [str(item) for item in value]
    raise TypeError(f"{type(value).__name__} is no value of a filter")


def post(article: Article | Mapping[str, Any] | str | bytes, media_type: str | None, key: str | None) -> Call[Receipt]:
    """Post one article: a model or mapping as JSON, a text as plain text with its date header."""
    if isinstance(article, str | bytes):
        content = article.encode() if isinstance(article, str) else article
        kind = media_type or "text/plain; charset=utf-8"
    else:
        content, kind = _as_json(article).encode(), media_type or JSON
    # Without a key too: the same content again makes no other article.
    return Call("POST", "/v1/articles", _model(Receipt), headers=_headers(kind, key), content=content)


def post_file(path: Path, key: str | None) -> Call[Receipt]:
    """Post a file: JSON, HTML or plain text, by its suffix.  Raises OSError."""
    return post(path.read_bytes(), MEDIA_TYPES.get(path.suffix.lower()), key)


def import_lines(lines: Sequence[bytes]) -> Call[list[ImportResult]]:
    """Post many articles, one JSON object per line."""

    def read(response: httpx2.Response) -> list[ImportResult]:
        return [ImportResult.model_validate_json(line) for line in response.content.splitlines()]

    headers = _headers("application/jsonl", None)
    return Call("POST", "/v1/imports", read, headers=headers, content=b"\n".join(lines))


def status(article_id: str, wait_seconds: float) -> Call[Status]:
    """How far an article is."""
    return Call("GET", f"/v1/articles/{article_id}/status", _model(Status), {"wait": wait_seconds})


def retry(article_id: str) -> Call[Status]:
    """Enrich a failed or partial article again."""
    return Call("POST", f"/v1/articles/{article_id}/retry", _model(Status), is_safe=False)


def delete(article_id: str) -> Call[None]:
    """Remove an article with its events."""
    return Call("DELETE", f"/v1/articles/{article_id}", lambda _: None)


def reenrich(which: str, before: dt.datetime | None, room: int) -> Call[Reenrichment]:
    """Queue again articles of an older pipeline, or all, until `room` wait."""
    asked = encode({"which": which, "before": before, "room": room, "limit": min(room, 1000)})
    # Sent twice it queues no article twice.
    return Call("POST", "/v1/reenrich", _model(Reenrichment), asked)


def overview() -> Call[Overview]:
    """How many articles are in each state."""
    return Call("GET", "/v1/status", _model(Overview))


def activity() -> Call[Activity]:
    """What goes on just now."""
    return Call("GET", "/v1/activity", _model(Activity))


def article(article_id: str) -> Call[EnrichedArticle]:
    """An enriched article."""
    return Call("GET", f"/v1/articles/{article_id}", _model(EnrichedArticle))


def event(event_id: str) -> Call[EventRecord]:
    """One event."""
    return Call("GET", f"/v1/events/{event_id}", _model(EventRecord))


def revisions(article_id: str) -> Call[Page[Revision]]:
    """The first page of the revisions of an article."""
    return Call("GET", f"/v1/articles/{article_id}/revisions", _model(Page[Revision]))


def story(story_id: str) -> Call[StoryDetail]:
    """One story."""
    return Call("GET", f"/v1/stories/{story_id}", _model(StoryDetail))


def stories(filters: Mapping[str, object]) -> Call[Page[Story]]:
    """The first page of stories."""
    return Call("GET", "/v1/stories", _model(Page[Story]), encode(filters))


def entity(key: str) -> Call[EntityProfile]:
    """One entity or place."""
    return Call("GET", f"/v1/entities/{quote(key, safe='/')}", _model(EntityProfile))


def events(filters: Mapping[str, object]) -> Call[Page[EventRecord]]:
    """The first page of events."""
    return Call("GET", "/v1/events", _model(Page[EventRecord]), encode(filters))


def articles(filters: Mapping[str, object]) -> Call[Page[EnrichedArticle]]:
    """The first page of enriched articles."""
    return Call("GET", "/v1/articles", _model(Page[EnrichedArticle]), encode(filters))


def timeline(filters: Mapping[str, object]) -> Call[Timeline]:
    """How many events happen when."""
    return Call("GET", "/v1/timeline", _model(Timeline), encode(filters))


def facets(filters: Mapping[str, object]) -> Call[Facets]:
    """What the events are about."""
    return Call("GET", "/v1/facets", _model(Facets), encode(filters))


def entities(filters: Mapping[str, object]) -> Call[Page[Subject]]:
    """The first page of entities."""
    return Call("GET", "/v1/entities", _model(Page[Subject]), encode(filters))


def places(filters: Mapping[str, object]) -> Call[Page[Subject]]:
    """The first page of places."""
    return Call("GET", "/v1/places", _model(Page[Subject]), encode(filters))


def as_line(item: Article | Mapping[str, Any] | str | bytes) -> bytes:
    """An article as one line of an import, without its end."""
    if isinstance(item, bytes | str):
        return (item.encode() if isinstance(item, str) else item).strip()
    return _as_json(item).encode()


def _as_json(item: Article | Mapping[str, Any]) -> str:
    if isinstance(item, Article):
        return item.model_dump_json(exclude_unset=True)
    return json.dumps(dict(item), default=_write_date)


def _write_date(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be sent as JSON")


def _headers(media_type: str, key: str | None) -> dict[str, str]:
    return {"Content-Type": media_type} | ({"Idempotency-Key": key} if key is not None else {})


def _model(model: Any) -> Callable[[httpx2.Response], Any]:
    return lambda response: model.model_validate_json(response.content)
