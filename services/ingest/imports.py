"""Bulk import: JSON lines in, one result per line out."""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from itertools import repeat
from typing import TypeAlias

import redis
import structlog
from starlette.concurrency import run_in_threadpool

from dateline.acceptance import Accepted
from dateline.errors import DatelineError, TooLarge
from dateline.models import Article
from dateline.settings import Settings
from services.ingest.bodies import read_submission

log = structlog.get_logger()
BATCH = 64
MAX_LINES = 200_000
# Its number, and its bytes; None for one over the limit.
Line: TypeAlias = tuple[int, bytes | None]
Outcome: TypeAlias = Accepted | DatelineError | redis.RedisError
AcceptAll: TypeAlias = Callable[[Sequence[Article]], Sequence[Outcome]]


async def import_lines(body: AsyncIterator[bytes], settings: Settings, accept_all: AcceptAll) -> list[str]:
    """Accept every good line of the body, which comes in chunks; the results as JSON lines, in the order of the lines.

    Raises TooLarge where the body itself is over a limit; what was accepted until then stays accepted.
    """
    results: list[str] = []
    batch: list[Line] = []
    async for line in _lines(body, settings):
        batch.append(line)
        if len(batch) == BATCH:
            results += await run_in_threadpool(_accept_lines, batch, accept_all)
            batch = []
    return results + await run_in_threadpool(_accept_lines, batch, accept_all)


def _accept_lines(batch: list[Line], accept_all: AcceptAll) -> list[str]:
    read = [_read(line) for _, line in batch]
    articles = [found for found in read if isinstance(found, Article)]
    outcomes: Iterator[Outcome]
    try:
        outcomes = iter(accept_all(articles) if articles else ())
    except redis.RedisError as error:
        outcomes = repeat(error)
    return [
        _write(number, next(outcomes) if isinstance(found, Article) else found)
        for (number, _), found in zip(batch, read, strict=True)
    ]


def _read(line: bytes | None) -> Article | DatelineError:
    try:
        return TooLarge("line: longer than an article may be") if line is None else read_submission(line)
    except DatelineError as error:
        return error


def _write(number: int, found: Outcome) -> str:
    """What became of a line, as one."""
    if isinstance(found, Accepted):
        result: dict[str, object] = {"id": found.id, "revision": found.revision, "outcome": found.outcome}
    elif isinstance(found, DatelineError):
        result = {"error": {"status": found.status, "title": found.title, "detail": str(found)}}
    else:
        log.warning("redis.failed", error=type(found).__name__)
        result = {
            "error": {
                "status": 503,
                "title": "Service unavailable",
                "detail": "the store did not answer; post it again",
            }
        }
    return json.dumps({"line": number, **result}) + "\n"


async def _lines(body: AsyncIterator[bytes], settings: Settings) -> AsyncIterator[Line]:
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
