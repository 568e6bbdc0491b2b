"""`Idempotency-Key`: a request that is made again gets the answer that it got, and does no work."""

import asyncio
import contextlib
import hashlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import IO, Annotated

import redis
import structlog
from fastapi import Header, Request, Response
from starlette.concurrency import run_in_threadpool

from dateline.errors import Busy, TooLarge
from dateline.idempotency import HOLD_SECONDS, MAX_KEY, Answer, IdempotencyKey
from services.http import Backend

log = structlog.get_logger()
# How long a request waits for another of the same key to end, before it is told to come back.
WAIT_SECONDS = 10.0
POLL_SECONDS = 0.05
CHUNK_BYTES = 65_536
MEMORY_BYTES = 1_000_000
REPLAYED = "Idempotency-Replayed"
KEPT_HEADERS = ("location", "retry-after", "content-type")

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=rf"^[\x21-\x7e]{{1,{MAX_KEY}}}$",
        description="Made up by the client, new for each piece of work.  For 24 hours the same key with the same"
        " content gets the same answer, and with other content 422.",
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ),
]


Work = Callable[[], Awaitable[Response]]


async def answer_once(
    request: Request, backend: Backend, collection: str, key: str | None, body: bytes | str, work: Work
) -> Response:
    """What `work` answers; where a request of this key was answered before, that answer, without any work.

    `body` is the request's, or its hash.

    An error is not kept: the same key can be used again.  Raises Invalid and Busy (see `IdempotencyKey`).
    """
    if key is None:
        return await work()
    held = IdempotencyKey(backend.waiting, collection, _own(request, key), _fingerprint(request, body))
    if (answer := await _hold(held)) is not None:
        return Response(answer.body, answer.status, {**answer.headers, REPLAYED: "true"})
    try:
        async with _renewed(held):
            response = await work()
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        await held.keep(Answer(response.status_code, headers, bytes(response.body).decode()))
    except BaseException:
        # Also where the client went away.  If this fails as well, the hold runs out by itself.
        with contextlib.suppress(redis.RedisError):
            await asyncio.shield(held.release())
        raise
    return response


async def _hold(held: IdempotencyKey) -> Answer | None:
    loop = asyncio.get_running_loop()
    until = loop.time() + WAIT_SECONDS
    while True:
        try:
            return await held.hold()
        except Busy:
            if loop.time() > until:
                raise
        await asyncio.sleep(POLL_SECONDS)


@contextlib.asynccontextmanager
async def _renewed(held: IdempotencyKey) -> AsyncIterator[None]:
    """Hold the key for as long as the block takes."""

    async def renew() -> None:
        while True:
            await asyncio.sleep(HOLD_SECONDS / 3)
            try:
                await held.renew()
            except redis.RedisError as error:
                log.warning("redis.failed", error=type(error).__name__)

    task = asyncio.create_task(renew())
    try:
        yield
    finally:
        task.cancel()


def _own(request: Request, key: str) -> str:
    """`key` as one of the key of access that the request came with: another client may have made up the same."""
    key_id = getattr(request.state, "key_id", None)
    # There is no space in either.
    return key if key_id is None else f"{key_id} {key}"


def _fingerprint(request: Request, body: bytes | str) -> str:
    """A hash of method, path, query, content type, and body (or its own hash)."""
    parts = (request.method, request.url.path, request.url.query, request.headers.get("content-type", ""))
    found = hashlib.blake2b(digest_size=16)
    for part in (*(part.encode() for part in parts), body if isinstance(body, bytes) else body.encode()):
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


@contextlib.asynccontextmanager
async def spool(request: Request, limit: int) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
    """The body's hash, and the body in chunks, read whole first: on disk where it is long.  Raises TooLarge."""
    found, size = hashlib.blake2b(digest_size=16), 0
    with tempfile.SpooledTemporaryFile(MEMORY_BYTES) as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise TooLarge(f"body: longer than {limit} bytes")
            found.update(chunk)
            await run_in_threadpool(file.write, chunk)
        file.seek(0)
        yield found.hexdigest(), _chunks(file)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := await run_in_threadpool(file.read, CHUNK_BYTES):
        yield chunk
