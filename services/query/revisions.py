"""GET of the revisions of an article."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import StringConstraints

from dateline import history
from dateline.fields import ArticleId
from dateline.models import Article
from dateline.queries import Page
from dateline.revisions import Revision
from dateline.search import decode_cursor
from services.documented import describe
from services.http import Collection, OnBackend
from services.query.routes import link

router = APIRouter(prefix="/v1", tags=["query"])

InPath = Annotated[ArticleId, Path(description="The id of the article.", examples=["a1"])]
UNKNOWN = "no article has this id"
_CHANGE = {
    "revision": 2,
    "posted_at": "2018-10-29T18:00:00Z",
    "current": True,
    "fields": [{"field": "title", "was": "Three killed in Leeds", "now": "Eleven killed in Leeds"}],
    "text": {
        "words_removed": 1,
        "words_added": 1,
        "passages": [{"was": "Three", "now": "Eleven", "start": 0, "end": 6}],
        "complete": True,
    },
    "enrichments": [
        {
            "revision": 2,
            "at": "2018-10-29T18:00:01Z",
            "status": "succeeded",
            "pipeline_version": "1",
            "created": ["5c0f6d0b7a1e2f3d4c5b6a79"],
            "updated": [],
            "retracted": ["a1b2c3d4e5f60718293a4b5c"],
        }
    ],
}
_EXAMPLE = {"items": [_CHANGE], "next": None, "total": 2, "total_is_exact": True}


@router.get(
    "/articles/{article_id}/revisions",
    response_model=Page[Revision],
    responses={200: {"content": {"application/json": {"example": _EXAMPLE}}}, **describe({404: UNKNOWN})},
)
def list_revisions(
    request: Request,
    response: Response,
    backend: OnBackend,
    article_id: InPath,
    limit: Annotated[int, Query(ge=1, le=50, description="Revisions on a page.", examples=[20])] = 20,
    cursor: Annotated[
        str | None, StringConstraints(max_length=2000), Query(description="From `next`.", examples=[None])
    ] = None,
    collection: Collection = "main",
) -> Page[Revision]:
    """The revisions of an article, the last one first: what each changed, and what it did to the events.

    Fields and words are compared with the revision before; of the text at most 50 passages are told, each cut at 300
    characters.  One revision may have been enriched more than once.
    """
    request.state.article_id = article_id
    after = decode_cursor(history.SORT, cursor) if cursor else None
    return link(request, response, history.read_revisions(backend.client, collection, article_id, limit, after))


@router.get(
    "/articles/{article_id}/revisions/{revision}",
    response_model=Article,
    responses=describe({404: "the article has no such revision; its last one is 2"}),
)
def show_revision(
    request: Request,
    backend: OnBackend,
    article_id: InPath,
    revision: Annotated[int, Path(ge=1, le=1_000_000_000, description="Its number, from 1.", examples=[1])],
    collection: Collection = "main",
) -> Article:
    """A revision of an article as it was posted."""
    request.state.article_id = article_id
    return history.read_posted(backend.client, collection, article_id, revision)
