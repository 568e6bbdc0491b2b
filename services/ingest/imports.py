"""Bulk import: JSON lines in, one result per line out."""

import json
from collections.abc import AsyncIterator, Callable

import redis
import structlog
from starlette.concurrency import run_in_threadpool

from dateline.errors import DatelineError, TooLarge
from dateline.ledger import Accepted
from dateline.models import Article
from dateline.settings import Settings
from services.ingest.bodies import read_submission

log = structlog.get_logger()
BATCH = 64
MAX_LINES = 200_000


async def import_lines(
    body: AsyncIterator[bytes], settings: Settings, accept: Callable[[Article], Accepted]
) -> list[str]:
    """Accept every good line of the body, which comes in chunks; the results as JSON lines, in the order of the lines.

    Raises TooLarge where the body itself is over a limit; what was accepted until then stays accepted.
    """
    results: list[str] = []
    batch: list[tuple[int, bytes | None]] = []
    async for number, line in _lines(body, settings):
        batch.append((number, line))
        if len(batch) == BATCH:
            results += await run_in_threadpool(_accept_all, batch, accept)
            batch = []
    return results + await run_in_threadpool(_accept_all, batch, accept)


def _accept_all(batch: list[tuple[int, bytes | None]], accept: Callable[[Article], Accepted]) -> list[str]:
    return [_accept_line(number, line, accept) for number, line in batch]


def _accept_line(number: int, line: bytes | None, accept: Callable[[Article], Accepted]) -> str:
    try:
        if line is None:
            raise TooLarge("line: longer than an article may be")
        accepted = accept(read_submission(line))
        result: dict[str, object] = {"id": accepted.id, "revision": accepted.revision, "outcome": accepted.outcome}
    except DatelineError as error:
        result = {"error": {"status": error.status, "title": error.title, "detail": str(error)}}
    except redis.RedisError as error:
        log.warning("redis.failed", error=type(error).__name__)
        result = {
            "error": {
                "status": 503,
                "title": "Service unavailable",
                "detail": "the store did not answer; post it again",
            }
        }
    return json.dumps({"line": number, **result}) + "\n"


async def _lines(body: AsyncIterator[bytes], settings: Settings) -> AsyncIterator[tuple[int, bytes | None]]:
    """The lines that hold something, numbered from 1; None for one over the limit, whose bytes are dropped."""
    buffer, number, size, dropping = b"", 0, 0, False
    async for chunk in body:
        size += len(chunk)
        if size > settings.max_import_bytes:
            raise TooLarge(f"body: longer than {settings.max_import_bytes} bytes")
        *complete, buffer = (buffer + chunk).split(b"\n")
        for line in complete:
            number += 1
            if number > MAX_LINES:
                raise TooLarge(f"body: more than {MAX_LINES} lines")
            if dropping or line.strip():
                yield number, None if dropping or len(line) > settings.max_body_bytes else line
            dropping = False
        if len(buffer) > settings.max_body_bytes:
            buffer, dropping = b"", True
    if dropping or buffer.strip():
        yield number + 1, None if dropping else buffer
