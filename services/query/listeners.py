"""Listeners of the feed: one reader per process and collection tells them all, and none can hold up another."""

import asyncio
from collections import Counter as Tally
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import redis
import structlog
from fastapi.sse import format_sse_event
from prometheus_client import CollectorRegistry, Counter, Gauge
from redis.asyncio import Redis

from dateline.changes import Change, Dropped, Reset
from dateline.errors import Overloaded, TooMany, Unavailable
from dateline.feed import Message, Order, await_after, load, order, read_after, spell
from dateline.queries import EventQuery

log = structlog.get_logger()
# Below the connection's own time limit for an answer.
BLOCK_MILLISECONDS = 500
RETRY_SECONDS = 0.5
BATCH = 200
OFFERS_AT_ONCE = 1_000
# How many listeners read the past at once, each through a connection; thousands come back together after a restart.
MAX_READING = 16
# When whoever has too many listeners may try again: only the end of another makes room.
CROWDED_SECONDS = 30
# What a listener may lag behind before it is let go.
MAX_WAITING = 1_000
TOO_SLOW = f"more than {MAX_WAITING} messages were waiting; come back with the last position"


class FeedMetrics:
    """How many listen, and who was let go."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.listeners = Gauge("dateline_feed_listeners", "Listeners of the feed at this process.", registry=registry)
        text = "Listeners of the feed that were let go, because they read too slowly."
        self.dropped = Counter("dateline_feed_dropped", text, ("reason",), registry=registry)
        self.sent = Counter("dateline_feed_sent", "Changes that listeners of the feed were sent.", registry=registry)
        # It is to be seen before it happens.
        self.dropped.labels("slow")


@dataclass(eq=False, slots=True)
class Listener:
    """One connection: what it asks for, how far it has been told, how far it has been sent, and what waits.

    `key_id` is the key of access that it came with, '' where none is needed.

    What waits is bytes, shared by all whom it is for; `taken` is how many messages it took last.  Until it is live, it
    reads the feed by itself, and what the common reader offers waits.
    """

    collection: str
    query: EventQuery
    told: Order
    sent: Order = (0, 0)
    wants_all: bool = False
    key_id: str = ""
    is_live: bool = False
    is_dropped: bool = False
    is_ended: bool = False
    taken: int = 0
    _waiting: deque[tuple[Order, bytes]] = field(default_factory=deque)
    _called: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, at: Order, message: Message, data: bytes) -> None:
        """Have the message sent if it is new and for this listener, who is dropped where too many wait already."""
        if self.is_dropped or at <= self.told or (self._waiting and at <= self._waiting[-1][0]):
            return
        if self.is_live:
            self.told = at
        if not (self.wants_all or message.matches(self.query)):
            return
        if len(self._waiting) >= MAX_WAITING:
            self.is_dropped = True
            self._waiting.clear()
        else:
            self._waiting.append((at, data))
        self._called.set()

    def go_live(self, read_to: Order) -> None:
        """The listener has read the feed up to a position by itself; what the reader offered beyond it is next."""
        self.told, self.is_live = read_to, True
        while self._waiting and self._waiting[0][0] <= read_to:
            self._waiting.popleft()
        if self._waiting:
            self.told = self._waiting[-1][0]

    def pass_to(self, at: Order) -> None:
        """Up to a position, there is no more for this listener than what waits."""
        if self.is_live and at > self.told:
            self.told = at

    def reset(self, at: Order, reason: str) -> None:
        """Tell the listener that changes are missing; what follows is told whatever its position."""
        self.told = at
        self._waiting.append((at, encode_reset(at, reason)))
        self._called.set()

    def end(self) -> None:
        """Have the listener's stream end."""
        self.is_ended = True
        self._called.set()

    async def take(self, seconds: float) -> bytes:
        """All that waits, as soon as something does; nothing where the stream ends, or `seconds` have passed."""
        if not (self._waiting or self.is_dropped or self.is_ended):
            self._called.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._called.wait()
            except TimeoutError:
                self.sent = self.told
                return b""
        found, self.taken = b"".join(data for _, data in self._waiting), len(self._waiting)
        self._waiting.clear()
        if not self.is_dropped:
            self.sent = self.told
        return found


class Switchboard:
    """All listeners of one process, on `client` (which decodes its answers).

    Whoever reads the feed by itself holds `reading` meanwhile.
    """

    def __init__(self, client: "Redis", metrics: FeedMetrics, max_listeners: int, max_per_key: int) -> None:
        self._client = client
        self.reading = asyncio.Semaphore(MAX_READING)
        self._metrics = metrics
        self._max_listeners = max_listeners
        self._max_per_key = max_per_key
        self._of_key: Tally[str] = Tally()
        self._listeners: dict[str, set[Listener]] = {}
        self._readers: dict[str, asyncio.Task[None]] = {}
        self._count = 0
        self._is_closed = False

    @property
    def count(self) -> int:
        """How many listen."""
        return self._count

    def note_sent(self, n: int) -> None:
        """Count the changes that a listener is sent."""
        self._metrics.sent.inc(n)

    def admit(self, collection: str, query: EventQuery, told: Order, key_id: str = "") -> Listener:
        """A listener who is not told anything yet.

        Raises TooMany where the key has too many, Overloaded, and Unavailable where the service stops.
        """
        if self._is_closed:
            raise Unavailable("the service is stopping; try again")
        if self._count >= self._max_listeners:
            raise Overloaded(f"{self._max_listeners} clients listen here already, which is the limit")
        if key_id and self._of_key[key_id] >= self._max_per_key:
            raise TooMany(f"{self._max_per_key} clients with this key listen here, which is the limit", CROWDED_SECONDS)
        self._count += 1
        self._of_key[key_id] += 1
        self._metrics.listeners.set(self._count)
        return Listener(collection, query, told, told, wants_all=query == EventQuery(), key_id=key_id)

    def join(self, listener: Listener) -> None:
        """Offer the listener all that comes from now on."""
        name = listener.collection
        if self._is_closed:
            listener.end()
            return
        self._listeners.setdefault(name, set()).add(listener)
        if name not in self._readers:
            self._readers[name] = asyncio.create_task(self._read(name))
            self._readers[name].add_done_callback(partial(self._end_all, name))

    def leave(self, listener: Listener) -> None:
        """Forget a listener that was admitted."""
        self._count -= 1
        self._of_key[listener.key_id] -= 1
        if not self._of_key[listener.key_id]:
            del self._of_key[listener.key_id]
        self._metrics.listeners.set(self._count)
        if listener.is_dropped:
            self._metrics.dropped.labels("slow").inc()
            log.info("listener.dropped", reason="slow")
        others = self._listeners.get(listener.collection, set())
        others.discard(listener)
        if not others and (reader := self._readers.pop(listener.collection, None)):
            reader.cancel()

    def close(self) -> None:
        """End all streams, and admit nobody any more."""
        self._is_closed = True
        for reader in self._readers.values():
            reader.cancel()
        for name in self._listeners:
            self._end_all(name)

    def _end_all(self, name: str, reader: "asyncio.Task[None] | None" = None) -> None:
        """End the streams of a collection, when closing or where its reader failed: clients come back."""
        if reader is not None:
            if reader.cancelled() or reader.exception() is None:
                return
            log.error("feed.failed", exc_info=reader.exception())
            self._readers.pop(name, None)
        for listener in self._listeners.get(name, ()):
            listener.end()

    async def _read(self, name: str) -> None:
        """Read the feed of a collection for as long as somebody listens."""
        position: str | None = None
        # The client may turn a cancellation into an error of its own, which is met below.
        while self._listeners.get(name):
            try:
                if position is None:
                    position = await self._resume(name)
                entries = await await_after(self._client, name, position, BATCH, BLOCK_MILLISECONDS)
                await self._tell(name, await load(self._client, name, entries))
                position = entries[-1][0] if entries else position
                self._pass(name, position)
            except redis.RedisError as error:
                log.warning("redis.failed", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
                position = None

    async def _resume(self, name: str) -> str:
        """Tell the listeners what comes after that which all of them know, BATCH entries; up to where that is.

        The feed may have lost entries while Redis was away: its disk may be behind what was told.
        """
        since = min(listener.told for listener in self._listeners[name])
        stretch = await read_after(self._client, name, spell(since), BATCH)
        if stretch.gap is not None:
            for listener in self._listeners[name]:
                if listener.is_live:
                    listener.reset(order(stretch.begin), stretch.gap)
        await self._tell(name, stretch.messages)
        self._pass(name, stretch.last)
        return stretch.last

    def _pass(self, name: str, position: str) -> None:
        at = order(position)
        for listener in self._listeners[name]:
            listener.pass_to(at)

    async def _tell(self, name: str, messages: Sequence[Message]) -> None:
        """Offer the messages to all; whatever else the process has to do gets its turn in between."""
        offered = 0
        for message in messages:
            at, data = order(message.change.position), encode(message.change)
            listeners = self._listeners[name]
            for listener in listeners:
                listener.offer(at, message, data)
            offered += len(listeners)
            if offered >= OFFERS_AT_ONCE:
                offered = 0
                await asyncio.sleep(0)


def encode(change: Change) -> bytes:
    """A change as a message of the stream."""
    return format_sse_event(data_str=change.model_dump_json(), event=change.op, id=change.position)


def encode_reset(at: Order, reason: str) -> bytes:
    """The message that changes are missing."""
    position = spell(at)
    return format_sse_event(
        data_str=Reset(position=position, reason=reason).model_dump_json(), event="reset", id=position
    )


def encode_dropped(at: Order) -> bytes:
    """The last message to a listener that reads too slowly."""
    position = spell(at)
    return format_sse_event(
        data_str=Dropped(position=position, reason=TOO_SLOW).model_dump_json(), event="dropped", id=position
    )
