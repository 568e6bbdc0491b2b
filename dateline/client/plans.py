"""What takes several calls, written once for both clients: retries, pages, imports, waiting for an article.

A plan is a generator: it asks for an answer, for a pause, or hands out items, and is driven by a client,
which sends each answer back in.  It does no input or output of its own.
"""

import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import httpx2
from pydantic import ValidationError

from dateline.client import calls
from dateline.client.calls import Call
from dateline.client.errors import Failed, NoAnswer, NotInTime, NotUnderstood, Unavailable, read_refusal
from dateline.models import Article, EnrichedArticle
from dateline.queries import Page
from dateline.status import ImportResult, Receipt, Status

T = TypeVar("T")
TIMEOUT_SECONDS = 40.0
RETRIES = 3
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 60.0
LONG_POLL_SECONDS = 20.0
# One request of an import: few enough that its answer comes within the time limit of a call.
BATCH_LINES, BATCH_BYTES = 500, 4_000_000


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait before the next step."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Batch:
    """Items for whoever iterates."""

    items: tuple[Any, ...]


Answer = httpx2.Response | httpx2.TransportError | None
Plan = Generator[Call[Any] | Pause | Batch, Answer, T]
Importable = Article | Mapping[str, Any] | str | bytes


def perform(call: Call[T], retries: int) -> Plan[T]:
    """The answer to a call; one that may be sent again is, where the service was busy or broke off.

    Raises Refused and NoAnswer.
    """
    for attempt in range(retries + 1):
        answer = yield call
        is_last = attempt == retries or not call.is_safe
        pause = FIRST_PAUSE_SECONDS * 2**attempt
        if isinstance(answer, httpx2.Response):
            if answer.is_success:
                return _read(call, answer)
            refusal = read_refusal(answer)
            if is_last or not isinstance(refusal, Unavailable):
                raise refusal
            pause = refusal.retry_after or pause
        elif isinstance(answer, httpx2.TransportError) and (is_last or isinstance(answer, httpx2.ConnectError)):
            raise explain(answer) from answer
        yield Pause(min(pause, LONGEST_PAUSE_SECONDS))
    raise NoAnswer("no attempt was made")


def _read(call: Call[T], answer: httpx2.Response) -> T:
    try:
        return call.read(answer)
    except ValidationError as error:
        raise NotUnderstood(
            f"{call.method} {call.path} was answered in a form that this client does not know"
        ) from error


def explain(error: httpx2.TransportError) -> NoAnswer:
    """The transport's error as ours."""
    if isinstance(error, httpx2.ConnectError):
        return NoAnswer("is Dateline running there? Start it with `dateline up`.")
    return NoAnswer(f"the service broke off ({type(error).__name__})")


def walk(call: Call[Page[Any]], retries: int) -> Plan[None]:
    """The items of all pages."""
    while True:
        page = yield from perform(call, retries)
        yield Batch(page.items)
        if page.next is None:
            return
        # The path of the next page has all parameters already.
        call = replace(call, path=page.next, params=None)


def post_and_wait(call: Call[Receipt], retries: int, timeout_seconds: float) -> Plan[EnrichedArticle]:
    """Post an article, and give it enriched.  Raises Failed, NotInTime, and what `perform` does."""
    until = time.monotonic() + timeout_seconds
    receipt = yield from perform(call, retries)
    while True:
        left = max(0.0, until - time.monotonic())
        status: Status = yield from perform(calls.status(receipt.id, min(left, LONG_POLL_SECONDS)), retries)
        if status.status == "failed":
            raise Failed(status.error or "the reason is not known")
        if status.status in ("succeeded", "partial"):
            return (yield from perform(calls.article(receipt.id), retries))
        if left == 0:
            raise NotInTime(f"the article {receipt.id} is {status.status} after {timeout_seconds:g} seconds")


def import_all(source: Path | Iterable[Importable], retries: int) -> Plan[None]:
    """Post articles in batches; a result for each line, numbered from 1 through all of them."""
    for batch in _batches(source):
        yield Batch(tuple(sorted((yield from _import_batch(batch, retries)), key=lambda result: result.line)))


def _import_batch(batch: list[tuple[int, bytes]], retries: int) -> Plan[list[ImportResult]]:
    """The results of one batch; lines that the service was too busy for are sent again."""
    done: list[ImportResult] = []
    for attempt in range(retries + 1):
        results = yield from perform(calls.import_lines([line for _, line in batch]), retries)
        numbers = {sent: number for sent, (number, _) in enumerate(batch, 1)}
        results = [result.model_copy(update={"line": numbers[result.line]}) for result in results]
        busy = {result.line for result in results if result.error and result.error.status in (429, 503)}
        if attempt == retries or not busy:
            return done + results
        done += [result for result in results if result.line not in busy]
        batch = [(number, line) for number, line in batch if number in busy]
        yield Pause(min(2.0**attempt, LONGEST_PAUSE_SECONDS))
    return done


def _batches(source: Path | Iterable[Importable]) -> Iterator[list[tuple[int, bytes]]]:
    batch: list[tuple[int, bytes]] = []
    size = 0
    for number, line in enumerate(_lines(source), 1):
        if not line:
            continue
        if batch and (len(batch) == BATCH_LINES or size + len(line) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((number, line))
        size += len(line)
    if batch:
        yield batch


def _lines(source: Path | Iterable[Importable]) -> Iterator[bytes]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield from map(calls.as_line, file)
    else:
        yield from map(calls.as_line, source)
