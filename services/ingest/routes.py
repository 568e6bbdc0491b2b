"""POST, PUT, DELETE of articles, their status, and bulk import."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State

from dateline import keys, queue
from dateline.acceptance import Accepted, Origin
from dateline.errors import Conflict
from dateline.fields import ArticleId
from dateline.ledger import read_status
from dateline.models import MAX_TEXT, Article
from dateline.status import Overview, Receipt, Status
from services.documented import describe
from services.http import Backend, Collection, OnBackend, read_body
from services.ingest.bodies import read_article
from services.ingest.carriage import carry, carry_all, find_room, overload, require_room
from services.ingest.imports import Outcome, import_lines
from services.ingest.reenrich import router as reenrich
from services.ingest.repeats import Key, answer_once, spool
from services.query.answers import answer

router = APIRouter(prefix="/v1", tags=["ingest"])
router.include_router(reenrich)

RETRY_AFTER_SECONDS = 1
MAX_WAIT_SECONDS = 25
# A waiting client asks Redis at first after 50 ms, then ever less often, every half second at last.
POLL_SECONDS = (0.05, 0.5)
InPath = Annotated[ArticleId, Path(description="The id of the article.", examples=["a1"])]
_LINE = '{"text": "Troops arrived on Monday.", "published_at": "2018-10-29"}\n'
_LINES: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {"application/jsonl": {"schema": {"type": "string"}, "example": _LINE}},
    }
}
_RESULTS = '{"line": 1, "id": "a1", "revision": 1, "outcome": "new"}\n'
_TOO_LONG = "body: longer than 256000000 bytes"
UNKNOWN = "no article has this id"
_REFUSED = {
    413: f"text: longer than {MAX_TEXT} characters",
    415: "Content-Type: send application/json, text/plain or text/html",
}
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


@router.post(
    "/articles",
    status_code=202,
    response_model=Receipt,
    openapi_extra=_BODY,
    responses=describe({**_REFUSED, 409: "url: belongs to the article 'a2' already"}),
)
async def submit(
    request: Request, backend: OnBackend, idempotency_key: Key = None, collection: Collection = "main"
) -> Response:
    """Take an article: JSON, plain text with a `date YYYY-MM-DD` header, or HTML.

    For the last two the query parameters `published_at`, `id`, `url`, `title`, `source` and `language` are read too.
    """
    body = await read_body(request, backend.settings.max_body_bytes)

    async def take() -> Response:
        return await _accept(request, backend, collection, await _read(request, body))

    return await answer_once(request, backend, collection, idempotency_key, body, take)


@router.put(
    "/articles/{article_id}",
    status_code=202,
    response_model=Receipt,
    openapi_extra=_BODY,
    responses=describe({**_REFUSED, 409: "id: differs from the id in the path"}),
)
async def revise(request: Request, backend: OnBackend, article_id: InPath, collection: Collection = "main") -> Response:
    """Take an article under this id: new, or a new revision where its content differs."""
    article = await _read(request, await read_body(request, backend.settings.max_body_bytes))
    if article.id not in (None, article_id):
        raise Conflict("id: differs from the id in the path")
    return await _accept(request, backend, collection, article.model_copy(update={"id": article_id}))


async def _read(request: Request, body: bytes) -> Article:
    content_type = request.headers.get("content-type", "")
    return await run_in_threadpool(read_article, content_type, body, request.query_params)


async def _accept(request: Request, backend: Backend, collection: str, article: Article) -> Response:
    accepted = await run_in_threadpool(accept, backend, collection, article, request.state)
    request.state.article_id = accepted.id
    status_url = locate_status(collection, accepted.id)
    receipt = Receipt(
        id=accepted.id,
        revision=accepted.revision,
        outcome=accepted.outcome,
        status=accepted.state,
        status_url=status_url,
    )
    headers = {"Location": status_url, "Retry-After": str(RETRY_AFTER_SECONDS)}
    return Response(receipt.model_dump_json(), 202, headers, "application/json")


def locate_status(collection: str, article_id: str) -> str:
    """The path of an article's status."""
    return f"/v1/articles/{article_id}/status" + ("" if collection == "main" else f"?collection={collection}")


def accept(backend: Backend, collection: str, article: Article, origin: State) -> Accepted:
    """Put the article on the ledger, then into the queue.

    Its job goes under the ids of the request that it comes from.  Once it is on the ledger it cannot be lost: where
    queuing fails, the reconciler queues it.
    """
    # The ledger looks at its own collection once more, in the step that stores the article.
    is_reached = require_room(backend.jobs, backend.settings.max_queued)
    key_id = getattr(origin, "key_id", "")
    accepted = backend.ledger(collection).accept(article, origin.request_id, origin.traceparent, key_id)
    if is_reached:
        carry(backend.jobs, collection, accepted)
    return accepted


def accept_all(backend: Backend, collection: str, origin: State, articles: Sequence[Article]) -> list[Outcome]:
    """The same for many articles, in a few round trips; the errors stand in their places."""
    room = find_room(backend.jobs, backend.settings.max_queued)
    some = articles[:room]
    came_with = Origin(origin.request_id, origin.traceparent, getattr(origin, "key_id", ""))
    found: list[Outcome] = [*backend.ledger(collection).accept_all(some, came_with)]
    if room is not None:
        carry_all(backend.jobs, collection, (one for one in found if isinstance(one, Accepted)))
    return found + [overload() for _ in articles[len(some) :]]


@router.post(
    "/imports",
    response_class=Response,
    openapi_extra=_LINES,
    responses={
        200: {"content": {"application/jsonl": {"schema": {"type": "string"}, "example": _RESULTS}}},
        **describe({409: "a request with this Idempotency-Key is at work; try again for its answer", 413: _TOO_LONG}),
    },
)
async def import_articles(
    request: Request, backend: OnBackend, idempotency_key: Key = None, collection: Collection = "main"
) -> Response:
    """Take many articles, one JSON object per line; answers one line for each, good ones kept when others are bad."""
    settings, origin = backend.settings, request.state

    async def take(chunks: AsyncIterator[bytes]) -> Response:
        results = await import_lines(chunks, settings, partial(accept_all, backend, collection, origin))
        return Response("".join(results), media_type="application/jsonl")

    if idempotency_key is None:
        return await take(request.stream())
    # What it was used for is known only once the body is read.
    async with spool(request, settings.max_import_bytes) as (body_hash, chunks):
        return await answer_once(request, backend, collection, idempotency_key, body_hash, lambda: take(chunks))


@router.get(
    "/articles/{article_id}/status",
    response_model=Status,
    responses={304: {"description": "The status is as the ETag in If-None-Match says."}, **describe({404: UNKNOWN})},
)
async def show_status(
    request: Request,
    backend: OnBackend,
    article_id: InPath,
    wait: Annotated[
        float, Query(ge=0, le=MAX_WAIT_SECONDS, description="Seconds to wait for the end.", examples=[20])
    ] = 0,
    collection: Collection = "main",
) -> Response:
    """How far the article is; with `wait`, as soon as it is done, or after that many seconds."""
    request.state.article_id = article_id
    status = await _await_end(backend, collection, article_id, wait)
    is_at_work = status.status in ("queued", "running")
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if is_at_work else {}
    return answer(request, status.model_dump_json(), "application/json", headers)


@router.get("/status", response_model=Overview)
def show_overview(backend: OnBackend, collection: Collection = "main") -> Overview:
    """How many articles are queued, running, enriched, partial and failed."""
    ledger = backend.ledger(collection)
    return Overview(
        collection=collection,
        **ledger.counts(),
        oldest_queued_seconds=round(ledger.oldest_seconds(), 3),
        outdated=ledger.outdated(),
    )


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


@router.post(
    "/articles/{article_id}/retry",
    status_code=202,
    response_model=Status,
    responses=describe(
        {404: UNKNOWN, 409: "the article is succeeded; only a failed or partial one can be tried again"}
    ),
)
def retry(
    request: Request, response: Response, backend: OnBackend, article_id: InPath, collection: Collection = "main"
) -> Status:
    """Enrich a failed article again; of a partial one, the first stage that failed and those after it.

    What a partial article has stays, and is served until then.
    """
    request.state.article_id = article_id
    ledger = backend.ledger(collection)
    revision = ledger.retry(article_id, getattr(request.state, "key_id", ""))
    queue.resubmit(backend.jobs, collection, article_id, revision)
    response.headers["Location"] = locate_status(collection, article_id)
    return ledger.status(article_id)


@router.delete("/articles/{article_id}", status_code=204, response_class=Response, responses=describe({404: UNKNOWN}))
def delete(request: Request, backend: OnBackend, article_id: InPath, collection: Collection = "main") -> Response:
    """Remove the article with its revisions and events; the feed says that they are retracted."""
    request.state.article_id = article_id
    backend.ledger(collection).delete(article_id)
    return Response(status_code=204)
