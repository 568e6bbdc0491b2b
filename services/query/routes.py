"""GET of articles, events, entities and places."""

from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from dateline import search, store
from dateline.aliases import expand
from dateline.fields import ArticleId
from dateline.models import EnrichedArticle, EventRecord
from dateline.queries import Page
from dateline.subjects import Subject
from services.documented import describe
from services.http import Backend, Collection, OnBackend
from services.query.answers import answer, choose_form
from services.query.formats import WRITERS
from services.query.params import EventParams, SubjectParams

InPath = Annotated[ArticleId, Path(description="The id of the article.", examples=["a1"])]
EventInPath = Annotated[ArticleId, Path(description="The id of the event.", examples=["e1b2c3"])]
router = APIRouter(prefix="/v1", tags=["query"])
T = TypeVar("T")


@router.get(
    "/articles/{article_id}", response_model=EnrichedArticle, responses=describe({404: "no article has this id"})
)
def show_article(request: Request, backend: OnBackend, article_id: InPath, collection: Collection = "main") -> Response:
    """The enriched article, as of its last finished revision."""
    request.state.article_id = article_id
    article = store.read_article(backend.client, collection, article_id)
    return answer(request, article.model_dump_json(), "application/json")


@router.get(
    "/events",
    response_model=Page[EventRecord],
    responses={
        200: {"content": {writer.media_type.partition(";")[0]: {} for writer in WRITERS.values()}},
        304: {"description": "The page is as the ETag in If-None-Match says."},
        **describe({422: "bbox: give west,south,east,north in degrees"}),
    },
)
def list_events(request: Request, backend: OnBackend, params: Annotated[EventParams, Query()]) -> Response:
    """Events that match all filters, a page at a time: as JSON, GeoJSON, CSV or JSON lines.

    The path of the next page is `next`, and in every form the header `Link`.  `total` is exact up to 10,000, and
    of one type, status, source, country or key alone; where `total_is_exact` is false there are at least so many.
    """
    query = expand(backend.client, params.collection, params.to_query())
    page = with_path(request, search.find_events(backend.client, params.collection, query))
    headers = {"Link": f'<{page.next}>; rel="next"'} if page.next else {}
    form = params.format or choose_form(request.headers.get("accept", ""))
    if form == "json":
        return answer(request, page.model_dump_json(), "application/json", headers)
    writer = WRITERS[form]
    body = writer.head + writer.write(page.items, True) + writer.foot
    return answer(request, body, writer.media_type, headers)


@router.get("/events/{event_id}", response_model=EventRecord, responses=describe({404: "no event has this id"}))
def show_event(
    request: Request, backend: OnBackend, event_id: EventInPath, collection: Collection = "main"
) -> Response:
    """One event."""
    event = store.read_event(backend.client, collection, event_id)
    return answer(request, event.model_dump_json(), "application/json")


@router.get("/entities", response_model=Page[Subject])
def list_entities(request: Request, backend: OnBackend, params: Annotated[SubjectParams, Query()]) -> Response:
    """Entities across articles, those that most articles name first."""
    return _list_subjects(request, backend, params, located=False)


@router.get("/places", response_model=Page[Subject])
def list_places(request: Request, backend: OnBackend, params: Annotated[SubjectParams, Query()]) -> Response:
    """Places that articles name and the gazetteer knows, those that most articles name first."""
    return _list_subjects(request, backend, params, located=True)


def _list_subjects(request: Request, backend: Backend, params: SubjectParams, *, located: bool) -> Response:
    found = search.find_subjects(backend.client, params.collection, params.to_query(located=located))
    page = with_path(request, found)
    headers = {"Link": f'<{page.next}>; rel="next"'} if page.next else {}
    return answer(request, page.model_dump_json(), "application/json", headers)


def link(request: Request, response: Response, page: Page[T]) -> Page[T]:
    """`page` with the path of the next one in place of its cursor, and in the Link header."""
    page = with_path(request, page)
    if page.next is not None:
        response.headers["Link"] = f'<{page.next}>; rel="next"'
    return page


def with_path(request: Request, page: Page[T]) -> Page[T]:
    """`page` with the path of the next one in place of its cursor."""
    if page.next is None:
        return page
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return page.model_copy(update={"next": f"{request.url.path}?{urlencode([*others, ('cursor', page.next)])}"})
