"""GET /v1/export: everything that matches, as one file; and GET /v1/articles, the same articles by the page."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Literal

import redis
import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field, StringConstraints

from dateline import walks
from dateline.aliases import expand
from dateline.errors import DatelineError
from dateline.fields import ArticleId
from dateline.intake import invalid
from dateline.models import EnrichedArticle, EventRecord
from dateline.queries import Page
from services.http import OnBackend
from services.query.answers import answer
from services.query.formats import WRITERS, Format, Writer
from services.query.params import FilterParams
from services.query.routes import with_path

router = APIRouter(prefix="/v1", tags=["query"])
log = structlog.get_logger()


class ExportParams(FilterParams):
    """The filters of `/v1/export`, and what is exported how."""

    what: Annotated[
        Literal["events", "articles"],
        Field(description="Events, or the enriched articles that have a matching event.", examples=["events"]),
    ] = "events"
    format: Annotated[
        Format, Field(description="JSON lines, CSV or GeoJSON; articles as JSON lines alone.", examples=["csv"])
    ] = "jsonl"
    after: Annotated[
        ArticleId | None,
        Field(
            description="Of articles, those whose id comes after this one: the last that came, where an export broke"
            " off.",
            examples=["a1"],
        ),
    ] = None


class ArticleParams(FilterParams):
    """The filters of `/v1/articles`, and its pages."""

    limit: Annotated[int, Field(ge=1, le=100, description="Articles on a page.", examples=[20])] = 20
    cursor: Annotated[
        str | None, StringConstraints(max_length=2000), Field(description="From `next`.", examples=[None])
    ] = None


@router.get("/export", response_class=StreamingResponse)
def export(backend: OnBackend, params: Annotated[ExportParams, Query()]) -> StreamingResponse:
    """Everything that matches: events newest first, or articles in the order of their ids.

    Where it fails midway the connection is broken off before the end of the response, which every client of HTTP
    tells from a whole one (`curl` ends with code 18).
    """
    if params.what == "articles" and params.format != "jsonl":
        raise invalid("format", "articles are exported as jsonl alone")
    if params.what == "events" and params.after is not None:
        raise invalid("after", "goes with what=articles alone")
    query = expand(backend.client, params.collection, params.to_query())
    writer = WRITERS[params.format]
    if params.what == "articles":
        pieces = _write_articles(walks.walk_articles(backend.client, params.collection, query, params.after))
    else:
        pieces = _write_events(writer, walks.walk_events(backend.client, params.collection, query))
    # What is wrong from the start is answered as a problem.
    first = next(pieces, "")
    headers = {"Content-Disposition": f'attachment; filename="dateline-{params.what}.{writer.suffix}"'}
    return StreamingResponse(_note_failure(chain([first], pieces)), headers=headers, media_type=writer.media_type)


@router.get("/articles", response_model=Page[EnrichedArticle])
def list_articles(request: Request, backend: OnBackend, params: Annotated[ArticleParams, Query()]) -> Response:
    """Enriched articles that have a matching event, or all, in the order of their ids, a page at a time.

    Under filters a page may hold fewer than `limit`, and `total` counts those of the page; `total_is_exact` says
    whether they are all.
    """
    query = expand(backend.client, params.collection, params.to_query())
    found = walks.find_articles(backend.client, params.collection, query, params.limit, params.cursor)
    page = with_path(request, found)
    headers = {"Link": f'<{page.next}>; rel="next"'} if page.next else {}
    return answer(request, page.model_dump_json(), "application/json", headers)


def _write_events(writer: Writer, batches: Iterator[tuple[EventRecord, ...]]) -> Iterator[str]:
    # The first batch is fetched before anything is sent.
    batch = next(batches, ())
    yield writer.head + writer.write(batch, True)
    for batch in batches:
        yield writer.write(batch, False)
    if writer.foot:
        yield writer.foot


def _write_articles(articles: Iterator[EnrichedArticle]) -> Iterator[str]:
    for article in articles:
        yield article.model_dump_json() + "\n"


def _note_failure(pieces: Iterator[str]) -> Iterator[str]:
    """`pieces`; where one cannot be had, the error goes on to the server, which breaks the connection off."""
    try:
        yield from pieces
    except (DatelineError, redis.RedisError) as error:
        log.warning("export.broken", error=type(error).__name__)
        raise
