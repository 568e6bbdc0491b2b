"""POST, PUT, DELETE of articles, their status, and bulk import."""

import asyncio
import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from dateline import keys, queue
from dateline.errors import Conflict
from dateline.ledger import Accepted, read_status
from dateline.models import Article, ArticleId, Model, Overview, Status
from services.http import Backend, Collection, OnBackend, read_body
from services.ingest.bodies import read_article
from services.ingest.imports import import_lines

router = APIRouter(prefix="/v1", tags=["ingest"])

RETRY_AFTER_SECONDS = 1
MAX_WAIT_SECONDS = 25
# A waiting client asks Redis at first after 50 ms, then ever less often, every half second at last.
POLL_SECONDS = (0.05, 0.5)
InPath = Annotated[ArticleId, Path(description="The id of the article.")]
_BODY: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"example": {"text": "Troops arrived on Monday.", "published_at": "2018-10-29"}},
            "text/plain": {"example": "date 2018-10-29 Troops arrived on Monday."},
            "text/html": {"example": "<html>...</html>"},
        },
    }
}


class Receipt(Model):
    """What became of a post."""

    id: str
    revision: int
    outcome: str
    status: str
    status_url: str


@router.post("/articles", status_code=202, response_model=Receipt, openapi_extra=_BODY)
async def submit(request: Request, response: Response, backend: OnBackend, collection: Collection = "main") -> Receipt:
    """Take an article: JSON, plain text with a `date YYYY-MM-DD` header, or HTML.

    For the last two the query parameters `published_at`, `id`, `url`, `title`, `source` and `language` are read too.
    """
    article = await _read(request, backend)
    return await _accept(request, response, backend, collection, article)


@router.put("/articles/{article_id}", status_code=202, response_model=Receipt, openapi_extra=_BODY)
async def revise(
    request: Request, response: Response, backend: OnBackend, article_id: InPath, collection: Collection = "main"
) -> Receipt:
    """Take an article under this id: new, or a new revision where its content differs."""
    article = await _read(request, backend)
    if article.id not in (None, article_id):
        raise Conflict("id: differs from the id in the path")
    return await _accept(request, response, backend, collection, article.model_copy(update={"id": article_id}))


async def _read(request: Request, backend: Backend) -> Article:
    body = await read_body(request, backend.settings.max_body_bytes)
    content_type = request.headers.get("content-type", "")
    return await run_in_threadpool(read_article, content_type, body, request.query_params)


async def _accept(request: Request, response: Response, backend: Backend, collection: str, article: Article) -> Receipt:
    accepted = await run_in_threadpool(accept, backend, collection, article, request.state.request_id)
    request.state.article_id = accepted.id
    status_url = locate_status(collection, accepted.id)
    response.headers["Location"] = status_url
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return Receipt(
        id=accepted.id,
        revision=accepted.revision,
        outcome=accepted.outcome,
        status=accepted.state,
        status_url=status_url,
    )


def locate_status(collection: str, article_id: str) -> str:
    """The path of an article's status."""
    return f"/v1/articles/{article_id}/status" + ("" if collection == "main" else f"?collection={collection}")


def accept(backend: Backend, collection: str, article: Article, request_id: str) -> Accepted:
    """Put the article on the ledger, then into the queue.

    Once it is on the ledger it cannot be lost: where queuing fails, the reconciler queues it.
    """
    accepted = backend.ledger(collection).accept(article, request_id)
    if accepted.outcome != "known":
        queue.submit(backend.jobs, collection, accepted.id, accepted.revision)
    return accepted


@router.post("/imports", response_class=Response, responses={200: {"content": {"application/jsonl": {}}}})
async def import_articles(request: Request, backend: OnBackend, collection: Collection = "main") -> Response:
    """Take many articles, one JSON object per line; answers one line for each, good ones kept when others are bad."""
    request_id = request.state.request_id
    results = await import_lines(
        request, backend.settings, lambda article: accept(backend, collection, article, request_id)
    )
    return Response("".join(results), media_type="application/jsonl")


@router.get("/articles/{article_id}/status", response_model=Status)
async def show_status(
    request: Request,
    backend: OnBackend,
    article_id: InPath,
    wait: Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS, description="Seconds to wait for the end.")] = 0,
    if_none_match: Annotated[str | None, Header()] = None,
    collection: Collection = "main",
) -> Response:
    """How far the article is; with `wait`, as soon as it is done, or after that many seconds."""
    request.state.article_id = article_id
    status = await _await_end(backend, collection, article_id, wait)
    body = status.model_dump_json()
    etag = f'"{hashlib.blake2b(body.encode(), digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if status.status in ("queued", "running"):
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if if_none_match == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


@router.get("/status", response_model=Overview)
def show_overview(backend: OnBackend, collection: Collection = "main") -> Overview:
    """How many articles are queued, running, enriched, partial and failed."""
    ledger = backend.ledger(collection)
    return Overview(collection=collection, **ledger.counts(), oldest_queued_seconds=round(ledger.oldest_seconds(), 3))


async def _await_end(backend: Backend, collection: str, article_id: str, wait_seconds: float) -> Status:
    loop = asyncio.get_running_loop()
    until, pause = loop.time() + wait_seconds, POLL_SECONDS[0]
    while True:
        async with backend.waiting.pipeline() as pipe:
            pipe.hgetall(keys.article(collection, article_id))
            pipe.zrank(keys.state(collection, "queued"), article_id)
            fields, position = await pipe.execute()
        status = read_status(article_id, fields, position)
        left = until - loop.time()
        if left <= 0 or status.status not in ("queued", "running"):
            return status
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 1.5, POLL_SECONDS[1])


@router.post("/articles/{article_id}/retry", status_code=202, response_model=Status)
def retry(
    request: Request, response: Response, backend: OnBackend, article_id: InPath, collection: Collection = "main"
) -> Status:
    """Enrich a failed or partial article again."""
    request.state.article_id = article_id
    ledger = backend.ledger(collection)
    revision = ledger.retry(article_id)
    queue.resubmit(backend.jobs, collection, article_id, revision)
    response.headers["Location"] = locate_status(collection, article_id)
    return ledger.status(article_id)


@router.delete("/articles/{article_id}", status_code=204, response_class=Response)
def delete(request: Request, backend: OnBackend, article_id: InPath, collection: Collection = "main") -> Response:
    """Remove the article with its revisions and events; the feed says that they are retracted."""
    request.state.article_id = article_id
    backend.ledger(collection).delete(article_id)
    return Response(status_code=204)
