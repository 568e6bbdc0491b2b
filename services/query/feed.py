"""GET /v1/feed: what changes, as it happens, as Server-Sent Events."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import FrameType
from typing import Annotated

import redis
import structlog
from fastapi import APIRouter, FastAPI, Header, Query, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from dateline.aliases import expand
from dateline.changes import FeedPosition
from dateline.feed import find_newest, order, read_after, spell
from dateline.matching import check
from services.http import Backend, OnBackend
from services.query.listeners import (
    BATCH,
    FeedMetrics,
    Listener,
    Switchboard,
    encode,
    encode_dropped,
    encode_reset,
)
from services.query.params import FilterParams

log = structlog.get_logger()
HEARTBEAT_SECONDS = 15.0
# A client that takes nothing for so long is gone, or might as well be.
STALL_SECONDS = 30.0
RECONNECT_MILLISECONDS = 1_000
# A proxy would keep the stream, or hold it back until it has more of it.
HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


class FeedParams(FilterParams):
    """The filters of `/v1/feed`, and where it begins."""

    since: Annotated[
        FeedPosition | None,
        Field(
            description="The `id` of the last message that is known; `0-0` for the start of the feed; now, if left"
            " out.  The header `Last-Event-ID` says the same, and wins.",
            examples=["0-0"],
        ),
    ] = None


@asynccontextmanager
async def run_switchboard(app: FastAPI) -> AsyncIterator[None]:
    """Connect listeners for as long as the application runs; their streams end as soon as it is told to stop."""
    backend: Backend = app.state.backend
    if not hasattr(app.state, "feed_metrics"):
        app.state.feed_metrics = FeedMetrics(app.state.registry)
    limits = backend.settings.max_listeners, backend.settings.max_listeners_per_key
    board = Switchboard(backend.waiting, app.state.feed_metrics, *limits)
    app.state.switchboard = board
    with _on_stop(board):
        yield
    board.close()


@contextmanager
def _on_stop(board: Switchboard) -> Iterator[None]:
    """Close the board at the first signal to stop: the server would wait for streams that never end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    stops = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in stops}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(board.close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in stops:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in stops:
            if signal.getsignal(number) is stop:
                signal.signal(number, before[number])


router = APIRouter(prefix="/v1", tags=["feed"], lifespan=run_switchboard)


class FeedResponse(StreamingResponse):
    """The stream of one listener, who is forgotten when it ends, however it does.

    FastAPI's own EventSourceResponse encodes each message for each listener; here that is done once for all.
    """

    media_type = "text/event-stream"

    def __init__(self, board: Switchboard, listener: Listener, content: AsyncIterator[bytes]) -> None:
        super().__init__(content, headers=HEADERS)
        self._board = board
        self._listener = listener

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream to its end."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._board.leave(self._listener)

    async def stream_response(self, send: Send) -> None:
        """Send piece by piece; the connection is broken off where one is not taken in STALL_SECONDS."""

        async def send_soon(message: AsgiMessage) -> None:
            async with asyncio.timeout(STALL_SECONDS):
                await send(message)

        try:
            await super().stream_response(send_soon)
        except TimeoutError:
            self._listener.is_dropped = True
            log.info("listener.stalled")


@router.get("/feed", status_code=200, response_class=FeedResponse)
async def follow(
    request: Request,
    backend: OnBackend,
    params: Annotated[FeedParams, Query()],
    last_event_id: Annotated[
        FeedPosition | None, Header(description="Where to go on; see `since`.", examples=["1540771200000-0"])
    ] = None,
) -> FeedResponse:
    """Each event that is created, updated or retracted, as it happens: Server-Sent Events that do not end.

    A message has the position in the feed as `id`, `created`, `updated` or `retracted` as `event`, and as `data` JSON
    with the id of the event, of its article, the revision that did it, and the event as it stands (none if retracted).
    An event that no longer matches the filters is told of once more.  `reset` says that changes since the position
    asked for are no longer kept; `dropped` that the client reads too slowly.
    """
    query = params.to_query()
    check(query)
    query = await run_in_threadpool(expand, backend.client, params.collection, query)
    board: Switchboard = request.app.state.switchboard
    async with board.reading:
        newest = await find_newest(backend.waiting, params.collection)
    since = last_event_id or params.since or newest
    key_id = getattr(request.state, "key_id", "")
    listener = board.admit(params.collection, query, order(since), key_id)
    return FeedResponse(board, listener, _tell(board, listener, backend))


async def _tell(board: Switchboard, listener: Listener, backend: Backend) -> AsyncIterator[bytes]:
    """What a listener is sent: where the feed stands, what it missed, then what comes."""
    yield format_sse_event(id=spell(listener.told), retry=RECONNECT_MILLISECONDS)
    try:
        async for data in _catch_up(board, listener, backend):
            yield data
    except redis.RedisError as error:
        # The stream ends, and the client comes back for the rest.
        log.warning("redis.failed", error=type(error).__name__)
        return
    while not listener.is_ended:
        if data := await listener.take(HEARTBEAT_SECONDS):
            board.note_sent(listener.taken)
            yield data
        elif listener.is_dropped:
            yield encode_dropped(listener.sent)
            return
        elif not listener.is_ended:
            yield _beat(listener)


async def _catch_up(board: Switchboard, listener: Listener, backend: Backend) -> AsyncIterator[bytes]:
    """What the feed holds after the listener's position; then the listener is live.

    The last stretch is read after joining, so that nothing falls between it and what the board tells.
    """
    loop = asyncio.get_running_loop()
    told_at = loop.time()
    has_joined, position = False, spell(listener.told)
    while not listener.is_ended:
        async with board.reading:
            stretch = await read_after(backend.waiting, listener.collection, position, BATCH)
        if stretch.gap is not None:
            yield encode_reset(order(stretch.begin), stretch.gap)
        messages = [encode(message.change) for message in stretch.messages if message.matches(listener.query)]
        board.note_sent(len(messages))
        data = b"".join(messages)
        position = stretch.last
        listener.told = listener.sent = order(position)
        if data or loop.time() - told_at > HEARTBEAT_SECONDS:
            yield data or _beat(listener)
            told_at = loop.time()
        if stretch.is_end and has_joined:
            listener.go_live(order(position))
            return
        if stretch.is_end:
            board.join(listener)
            has_joined = True


def _beat(listener: Listener) -> bytes:
    """A comment, and how far the feed is, so that a client of rare messages does not come back with an old position."""
    return format_sse_event(comment="nothing new", id=spell(listener.sent))
