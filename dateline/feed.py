"""The feed: the stream of what commits, deletions and corrections did to events, read without blocking.

A position is the id of a stream entry; Redis makes them, in order.  The stream is trimmed to about a length.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from redis import ResponseError
from redis.asyncio import Redis

from dateline import keys
from dateline.changes import START, Change, FeedPosition, Op
from dateline.errors import Later
from dateline.matching import matches
from dateline.models import EventRecord
from dateline.queries import EventQuery
from dateline.records import read_record
from dateline.schema import keep_later

Fields = dict[str, str]
Entry = tuple[FeedPosition, Fields]
Order = tuple[int, int]


Indexed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """A change, and what the index reads of the event: as it stands now, and as it was before.

    `now` is None for a retracted event, `before` for a created one, and for one whose article is deleted by now.
    """

    change: Change
    now: Indexed | None
    before: Indexed | None

    def matches(self, query: EventQuery) -> bool:
        """Does the event match, or did it before?  Whoever was told of it is told what became of it.

        Of a deleted article nothing is kept that could tell, so everybody is told that its events are gone.
        """
        if self.now is None and self.before is None:
            return True
        return any(indexed is not None and matches(indexed, query) for indexed in (self.now, self.before))


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the feed holds after `begin`: messages up to `last`, the newest if `is_end`.

    `gap` says why changes after the position that was asked for are missing, if any are; then `begin` is the
    start of the feed.
    """

    begin: FeedPosition
    messages: Sequence[Message]
    last: FeedPosition
    is_end: bool
    gap: str | None


async def read_after(client: "Redis", collection: str, position: FeedPosition, count: int) -> Stretch:
    """At most `count` entries after a position."""
    name = keys.feed(collection)
    async with client.pipeline(transaction=True) as pipe:
        pipe.xinfo_stream(name)
        pipe.xrange(name, min=f"({position}", count=count)
        info, entries = await pipe.execute(raise_on_error=False)
    if isinstance(info, ResponseError):  # there is no stream yet
        gap = None if position == START else "the feed is empty; the position is none of this feed's"
        return Stretch(START, (), START, True, gap)
    for answer in (info, entries):
        if isinstance(answer, Exception):
            raise answer
    gap = explain_gap(info, position)
    begin = position if gap is None else START
    if gap is not None:
        entries = cast("list[Entry]", await client.xrange(name, count=count))
    last = entries[-1][0] if entries else info["last-generated-id"]
    return Stretch(begin, await load(client, collection, entries), last, len(entries) < count, gap)


async def find_newest(client: "Redis", collection: str) -> FeedPosition:
    """The position of the newest entry."""
    try:
        info = await client.xinfo_stream(keys.feed(collection))
    except ResponseError:
        return START
    return str(info["last-generated-id"])


async def await_after(
    client: "Redis", collection: str, position: FeedPosition, count: int, milliseconds: int
) -> list[Entry]:
    """At most `count` entries after a position, waiting for the first for up to `milliseconds`."""
    found: Any = await client.xread({keys.feed(collection): position}, count=count, block=milliseconds)
    if not found:
        return []
    # A list of pairs in RESP2, a mapping in RESP3.
    streams = list(found.values()) if isinstance(found, dict) else [entries for _, entries in found]
    nested = streams[0]
    return cast("list[Entry]", nested[0] if nested and isinstance(nested[0], list) else nested)


async def load(client: "Redis", collection: str, entries: Sequence[Entry]) -> list[Message]:
    """The entries as messages, with the events as they stand now; one that is gone since is left out."""
    if not entries:
        return []
    async with client.pipeline(transaction=False) as pipe:
        for _, fields in entries:
            pipe.hmget(keys.events(collection, fields["article"]), [keys.HEADER, fields["event"]])
            pipe.hgetall(keys.event(collection, fields["event"]))
        for position, _ in entries:
            pipe.xrange(keys.feed_was(collection), min=position, max=position)
        found = await pipe.execute()
    told = found[: 2 * len(entries)]
    messages = (
        _read_message(position, fields, stored, indexed, was)
        for (position, fields), stored, indexed, was in zip(
            entries, told[::2], told[1::2], found[2 * len(entries) :], strict=True
        )
    )
    return [message for message in messages if message is not None]


def _read_message(
    position: FeedPosition, fields: Fields, stored: list[str | None], indexed: Indexed, was: Sequence[Entry]
) -> Message | None:
    now: Indexed | None = None
    event: EventRecord | None = None
    if fields["op"] != "retracted":
        header, told = stored
        if header is None or told is None or not indexed:
            return None
        now = indexed
        found = keep_later(read_record, header, told, now.get("story"))
        event = None if isinstance(found, Later) else found
    change = Change(
        position=position,
        op=cast(Op, fields["op"]),
        id=fields["event"],
        article=fields["article"],
        revision=int(fields["revision"]),
        event=event,
    )
    return Message(change, now, json.loads(was[0][1]["before"]) if was else None)


def order(position: FeedPosition) -> Order:
    """What positions are compared by."""
    milliseconds, _, number = position.partition("-")
    return int(milliseconds), int(number)


def spell(order: Order) -> FeedPosition:
    """The position that is compared by `order`."""
    return f"{order[0]}-{order[1]}"


def explain_gap(info: dict[str, Any], position: FeedPosition) -> str | None:
    """Why changes after `position` are missing from the stream of this `info` (XINFO STREAM); None if none are."""
    if order(position) > order(info["last-generated-id"]):
        return "the position lies ahead of this feed, which is not the one that it was taken from"
    first = info["first-entry"]
    is_trimmed = info["entries-added"] > info["length"]
    if is_trimmed and (first is None or order(first[0]) > order(position)) and info["last-generated-id"] != position:
        return "changes after this position are no longer kept"
    return None
