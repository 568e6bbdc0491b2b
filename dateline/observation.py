"""What goes on just now, read from Redis for `dateline top` and for the API that it asks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from redis import Redis

from dateline import keys
from dateline.activity import (
    WINDOWS,
    Activity,
    CollectionActivity,
    DeadLetter,
    ProcessActivity,
    RunningArticle,
    StoreActivity,
    Timing,
)
from dateline.measures import Measured, name_stage, read_measured
from dateline.models import STAGES
from dateline.presence import Presence
from dateline.status import ArticleState
from dateline.vitals import CollectionVitals, Vitals, read_vitals

ENDED: tuple[ArticleState, ...] = ("succeeded", "partial", "failed")
# However many collections there are, so many articles are named at most; of one collection so many.
MAX_RUNNING, MAX_DEAD, DEAD_OF_ONE = 256, 50, 20
Listed = tuple[str, str, float]


@dataclass(slots=True)
class _Lists:
    """How many ended in each window, by collection; and (collection, article, score) of what runs and what failed."""

    ended: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    running: list[Listed] = field(default_factory=list)
    dead: list[Listed] = field(default_factory=list)


def read_activity(client: "Redis", only: str | None = None) -> Activity:
    """What goes on in all collections, or in one.  Raises RedisError where Redis does not answer."""
    vitals = read_vitals(client, only)
    totals: dict[str, float] = defaultdict(float)
    for one in vitals.collections:
        for name, value in one.totals.items():
            totals[name] += value
    lists = _read_lists(client, [one.name for one in vitals.collections], vitals.at_ms)
    return Activity(
        at_ms=vitals.at_ms,
        pipeline_version=vitals.pipeline_version,
        n_collections=vitals.n_collections,
        store=_store(vitals),
        processes=[_process(one, vitals.at_ms) for one in vitals.processes],
        running=_running(client, lists.running[:MAX_RUNNING], vitals),
        dead_letters=_dead(client, sorted(lists.dead, key=lambda one: -one[2])[:MAX_DEAD], vitals.at_ms),
        collections=[_collection(one, lists.ended[one.name]) for one in vitals.collections],
        wait=_timing(read_measured(totals, "wait", "wait")),
        job=_timing(read_measured(totals, "job", "job")),
        stages={stage: _timing(read_measured(totals, "stage", name_stage(stage))) for stage in STAGES},
    )


def _read_lists(client: "Redis", names: Iterable[str], now_ms: float) -> _Lists:
    asked = [(name, state, window) for name in names for state in ENDED for window in WINDOWS]
    with client.pipeline(transaction=False) as pipe:
        for name, state, window in asked:
            pipe.zcount(keys.state(name, state), now_ms - WINDOWS[window] * 1000, "+inf")
        for name in names:
            pipe.zrange(keys.state(name, "running"), 0, MAX_RUNNING - 1, withscores=True)
            pipe.zrange(keys.state(name, "failed"), 0, DEAD_OF_ONE - 1, desc=True, withscores=True)
        answers = iter(pipe.execute())
    found = _Lists({name: {window: {} for window in WINDOWS} for name in names})
    for name, state, window in asked:
        found.ended[name][window][state] = int(next(answers))
    for name in names:
        found.running += [(name, article, score) for article, score in next(answers)]
        found.dead += [(name, article, score) for article, score in next(answers)]
    return found


def _fields(client: "Redis", articles: Iterable[Listed], *fields: str) -> list[list[str | None]]:
    with client.pipeline(transaction=False) as pipe:
        for collection, article, _ in articles:
            pipe.hmget(keys.article(collection, article), list(fields))
        return cast("list[list[str | None]]", pipe.execute())


def _running(client: "Redis", listed: Sequence[Listed], vitals: Vitals) -> list[RunningArticle]:
    stages = {(one.name, one.collection, one.article): one.stage for one in vitals.processes}
    found = []
    read = _fields(client, listed, "attempts", "worker", "claimed_ms")
    for (collection, article, until), (attempts, worker, claimed) in zip(listed, read, strict=True):
        # One whose claim is gone has ended since it was listed.
        if claimed is not None:
            found.append(
                RunningArticle(
                    collection=collection,
                    article=article,
                    attempt=int(attempts or 0),
                    worker=worker or "",
                    stage=stages.get((worker or "", collection, article)),
                    seconds=_seconds(vitals.at_ms - float(claimed)),
                    lease_seconds=round((until - vitals.at_ms) / 1000, 3),
                )
            )
    return found


def _dead(client: "Redis", listed: Sequence[Listed], now_ms: float) -> list[DeadLetter]:
    read = _fields(client, listed, "attempts", "error")
    return [
        DeadLetter(
            collection=collection,
            article=article,
            attempts=int(attempts or 0),
            error=error or "",
            seconds=_seconds(now_ms - at),
        )
        for (collection, article, at), (attempts, error) in zip(listed, read, strict=True)
    ]


def _process(one: Presence, now_ms: float) -> ProcessActivity:
    return ProcessActivity(
        name=one.name,
        role=one.role,
        pid=one.pid,
        up_seconds=_seconds(now_ms - one.started_ms),
        silent_seconds=_seconds(now_ms - one.beat_ms),
        is_silent=one.is_silent(now_ms),
        done=one.done,
    )


def _collection(one: CollectionVitals, ended: dict[str, dict[str, int]]) -> CollectionActivity:
    return CollectionActivity(
        name=one.name,
        states=one.states,
        oldest_queued_seconds=round(one.oldest_queued, 3),
        overdue_leases=one.overdue,
        outdated=one.outdated,
        parked=one.parked,
        stories_lag_seconds=round(one.stories_lag, 3),
        stories_scanning=one.stories_scanning,
        accepted=int(one.totals.get("accepted", 0)),
        ended=ended,
    )


def _timing(measured: Measured) -> Timing:
    return Timing(
        count=measured.count,
        seconds=round(measured.seconds, 6),
        mean=measured.mean(),
        p50=measured.quantile(0.5),
        p95=measured.quantile(0.95),
    )


def _store(vitals: Vitals) -> StoreActivity:
    failures = sum(index.failures for index in vitals.indexes)
    info: dict[str, Any] = vitals.server
    if not info:
        return StoreActivity(index_failures=failures)
    return StoreActivity(
        version=info["redis_version"],
        memory_used_bytes=info["used_memory"],
        memory_max_bytes=info["maxmemory"],
        clients=info["connected_clients"],
        commands_per_second=info["instantaneous_ops_per_sec"],
        append_only_ok=info.get("aof_last_write_status") == "ok",
        index_failures=failures,
    )


def _seconds(milliseconds: float) -> float:
    return round(max(0.0, milliseconds / 1000), 3)
