"""What the store says of itself and of those at work on it: read in a bounded number of commands, for all who watch.

No command depends on how many articles there are; some are sent for each collection, of MAX_COLLECTIONS at most.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis, RedisError
from redis.client import Pipeline

from dateline import keys
from dateline.presence import Presence, read_processes
from dateline.search.state import IndexState, read_indexes

# Whoever may post may begin collections; more than these are counted, but not described.
MAX_COLLECTIONS = 100


@dataclass(frozen=True, slots=True)
class CollectionVitals:
    """One collection: articles by state, how it keeps up, and its counters (`keys.totals`).  Seconds and counts.

    `overdue` leases have run out and wait for the reconciler; `outdated` articles are to be made anew; `parked` ones
    were posted by a later version of Dateline and wait for its workers;
    `stories_lag` is the age of the oldest change that stories have not taken in.
    """

    name: str
    states: dict[str, int]
    oldest_queued: float
    overdue: int
    outdated: int
    parked: int
    feed_entries: int
    stories_lag: float
    stories_scanning: bool
    totals: dict[str, float]


@dataclass(frozen=True, slots=True)
class Vitals:
    """The whole store at one time (milliseconds of Redis time); `server` is what INFO says, where it may be asked.

    `backup_ms` is when the last backup came to its end; 0 where none did.
    """

    at_ms: float
    n_collections: int
    collections: tuple[CollectionVitals, ...]
    processes: tuple[Presence, ...]
    pipeline_version: str
    server: dict[str, Any]
    indexes: tuple[IndexState, ...]
    backup_ms: float


def read_vitals(client: "Redis", only: str | None = None) -> Vitals:
    """The vitals of the store, with those of all collections or of one.  Raises RedisError where it does not answer."""
    with client.pipeline(transaction=False) as pipe:
        pipe.time()
        pipe.smembers(keys.COLLECTIONS)
        pipe.hgetall(keys.PROCESSES)
        pipe.hget(keys.PIPELINE, "version")
        pipe.hget(keys.BACKUP, "ended_ms")
        pipe.info()
        *told, server = pipe.execute(raise_on_error=False)
    for answer in told:
        if isinstance(answer, RedisError):
            raise answer
    (seconds, microseconds), names, processes, version, backup_ms = told
    now = seconds * 1000 + microseconds / 1000
    known = sorted(names)
    chosen = known[:MAX_COLLECTIONS] if only is None else [only]
    return Vitals(
        now,
        len(known),
        tuple(read_collections(client, chosen, now)),
        tuple(read_processes(processes)),
        version or "",
        # An account with few rights, and a stand-in for Redis, may lack INFO.
        {} if isinstance(server, RedisError) else server,
        tuple(read_indexes(client)),
        float(backup_ms or 0),
    )


def read_collections(client: "Redis", names: Sequence[str], now_ms: float) -> Iterator[CollectionVitals]:
    """The vitals of these collections, in two round trips for all."""
    with client.pipeline(transaction=False) as pipe:
        for name in names:
            _ask(pipe, name, now_ms)
        answers = pipe.execute()
    size = len(answers) // len(names) if names else 0
    told = [answers[at : at + size] for at in range(0, len(answers), size or 1)]
    waiting = _first_unread(client, names, [dict(zip(_FOLLOWER, answer[-1], strict=True)) for answer in told])
    for name, answer, unread_ms in zip(names, told, waiting, strict=True):
        yield _read(name, answer, now_ms, unread_ms)


_FOLLOWER = ("position", "scan")


def _ask(pipe: "Pipeline", name: str, now_ms: float) -> None:
    for state in keys.STATES:
        pipe.zcard(keys.state(name, state))
    pipe.zrange(keys.state(name, "queued"), 0, 0, withscores=True)
    pipe.zcount(keys.state(name, "running"), "-inf", now_ms)
    pipe.zcard(keys.outdated(name))
    pipe.zrange(keys.unmarked(name), 0, -1, withscores=True)
    pipe.zcard(keys.parked(name))
    pipe.xlen(keys.feed(name))
    pipe.hgetall(keys.totals(name))
    pipe.hmget(keys.story_follower(name), list(_FOLLOWER))


def _first_unread(
    client: "Redis", names: Iterable[str], followers: Iterable[Mapping[str, str | None]]
) -> list[float | None]:
    """When the oldest entry of each feed was written that its follower has not taken in (ms); None where none waits."""
    with client.pipeline(transaction=False) as pipe:
        for name, follower in zip(names, followers, strict=True):
            pipe.xrange(keys.feed(name), min=f"({follower['position'] or '0-0'}", count=1)
        found = cast("list[list[tuple[str, dict[str, str]]]]", pipe.execute())
    return [float(entries[0][0].partition("-")[0]) if entries else None for entries in found]


def _read(name: str, answer: Sequence[Any], now_ms: float, unread_ms: float | None) -> CollectionVitals:
    n = len(keys.STATES)
    oldest, overdue, marked, unmarked, parked, feed_entries, totals, (_, scan) = answer[n:]
    return CollectionVitals(
        name,
        states=dict(zip(keys.STATES, answer[:n], strict=True)),
        oldest_queued=max(0.0, (now_ms - oldest[0][1]) / 1000) if oldest else 0.0,
        overdue=overdue,
        outdated=int(marked + sum(size for _, size in unmarked)),
        parked=parked,
        feed_entries=feed_entries,
        stories_lag=0.0 if unread_ms is None else max(0.0, (now_ms - unread_ms) / 1000),
        stories_scanning=scan is not None,
        totals={field: float(value) for field, value in totals.items()},
    )
