"""What so many articles a day need of each resource, reckoned from what one takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.scale.arrivals import DAY_SECONDS, SWING
from bench.scale.figures import Costs

VOLUMES = (1_000, 100_000, 10_000_000)
KEPT_DAYS = (30, 365)
# No more of a core than this is planned for: what waits before a server at rho is rho / (1 - rho) of its work.
BUSY = 0.7
# An append-only file grows to twice what it was after the last rewrite, and the next is written beside it.
LOG_GROWTH = 3
# Workers of one machine, which load models and gazetteer once for all.
MACHINE_WORKERS = 16


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of a volume; rates are those of the busiest hour.  Bytes, and bytes a second.

    `memory` and `disk` have one value for each of KEPT_DAYS; `workers` are those that the mean of the busiest hour
    takes at BUSY, before bursts; `redis_cores`, `story_cores` and `api_cores` are busy cores, no servers.
    """

    volume: int
    peak_rate: float
    workers: int
    worker_memory: float
    redis_cores: float
    story_cores: float
    api_cores: float
    memory: Sequence[float]
    index: Sequence[float]
    disk: Sequence[float]
    archive: Sequence[float]
    posted_rate: float
    redis_rate: float
    log_rate: float


def reckon(costs: Costs, volume: int) -> Needs:
    """What `volume` articles a day need."""
    peak = volume / DAY_SECONDS * (1 + SWING)
    workers = max(1, -int(-peak * (costs.worker_seconds + costs.redis_seconds) / BUSY // 1))
    kept = [volume * days for days in KEPT_DAYS]
    return Needs(
        volume=volume,
        peak_rate=peak,
        workers=workers,
        worker_memory=workers * costs.own_memory_bytes + -(-workers // MACHINE_WORKERS) * costs.shared_memory_bytes,
        redis_cores=peak * (costs.redis_seconds + costs.story_redis_seconds),
        story_cores=peak * costs.story_seconds,
        api_cores=peak * costs.api_seconds,
        memory=[articles * costs.memory_bytes for articles in kept],
        index=[articles * costs.index_bytes for articles in kept],
        disk=[articles * costs.base_bytes * LOG_GROWTH for articles in kept],
        archive=[articles * costs.archive_bytes for articles in kept],
        posted_rate=peak * costs.posted_bytes,
        redis_rate=peak * costs.redis_network_bytes,
        log_rate=peak * costs.log_bytes,
    )


@dataclass(frozen=True, slots=True)
class Wall:
    """Where one of something is full: so many articles a day, at the busiest hour for rates."""

    name: str
    a_day: float
    moved_by: str


def find_walls(costs: Costs, redis_memory_bytes: float) -> list[Wall]:
    """The walls of one collection on one Redis of so much memory, the nearest first."""
    per_core = BUSY * DAY_SECONDS / (1 + SWING)
    redis = costs.redis_seconds + costs.story_redis_seconds
    walls = [
        *(
            Wall(f"memory of one Redis, {days} days kept", redis_memory_bytes / costs.memory_bytes / days, "fewer days")
            for days in KEPT_DAYS
        ),
        Wall("the one core that Redis commits and indexes on", per_core / redis, "more collections, each with a Redis"),
        Wall("the one follower that keeps a collection's stories", per_core / costs.story_seconds, "more collections"),
        Wall("one core of the API", per_core / costs.api_seconds, "more API processes"),
        Wall("one worker", per_core / (costs.worker_seconds + costs.redis_seconds), "more workers"),
    ]
    return sorted(walls, key=lambda wall: wall.a_day)
