"""GET of articles, events, entities and places."""

from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from dateline import search, store
from dateline.models import ArticleId, EnrichedArticle, EventRecord, Subject
from dateline.queries import EventQuery, Page
from services.http import Collection, OnBackend
from services.query.params import EventParams, SubjectParams

router = APIRouter(prefix="/v1", tags=["query"])
T = TypeVar("T")


@router.get("/articles/{article_id}", response_model=EnrichedArticle)
def show_article(
    request: Request, backend: OnBackend, article_id: Annotated[ArticleId, Path()], collection: Collection = "main"
) -> EnrichedArticle:
    """The enriched article, as of its last finished revision."""
    request.state.article_id = article_id
    return store.read_article(backend.client, collection, article_id)


@router.get("/events", response_model=Page[EventRecord])
def list_events(
    request: Request, response: Response, backend: OnBackend, params: Annotated[EventParams, Query()]
) -> Page[EventRecord]:
    """Events that match all filters, a page at a time."""
    page = search.find_events(backend.client, params.collection, params.to_query())
    return _link(request, response, page)


@router.get("/events/{event_id}", response_model=EventRecord)
def show_event(
    backend: OnBackend, event_id: Annotated[ArticleId, Path()], collection: Collection = "main"
) -> EventRecord:
    """One event."""
    return store.read_event(backend.client, collection, event_id)


@router.get("/entities", response_model=Page[Subject])
def list_entities(
    request: Request, response: Response, backend: OnBackend, params: Annotated[SubjectParams, Query()]
) -> Page[Subject]:
    """Entities across articles, those that most articles name first."""
    page = search.find_subjects(backend.client, params.collection, params.to_query(located=False))
    return _link(request, response, page)


@router.get("/entities/{key:path}", response_model=Subject)
def show_entity(
    backend: OnBackend, key: Annotated[str, Path(max_length=600)], collection: Collection = "main"
) -> Subject:
    """One entity: its names, how many articles and events have it, and since when."""
    subject = store.read_subject_by_key(backend.client, collection, key)
    events = search.count_events(backend.client, collection, EventQuery(entity=(key,)))
    return subject.model_copy(update={"events": events})


@router.get("/places", response_model=Page[Subject])
def list_places(
    request: Request, response: Response, backend: OnBackend, params: Annotated[SubjectParams, Query()]
) -> Page[Subject]:
    """Places that articles name and the gazetteer knows, those that most articles name first."""
    page = search.find_subjects(backend.client, params.collection, params.to_query(located=True))
    return _link(request, response, page)


def _link(request: Request, response: Response, page: Page[T]) -> Page[T]:
    """`page` with the path of the next one in place of its cursor, and in the Link header."""
    if page.next is None:
        return page
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    path = f"{request.url.path}?{urlencode([*others, ('cursor', page.next)])}"
    response.headers["Link"] = f'<{path}>; rel="next"'
    return page.model_copy(update={"next": path})
