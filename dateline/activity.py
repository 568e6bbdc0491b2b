"""What goes on just now, as it is answered and shown: each process, each article at work, each collection.  Pure."""

from typing import Literal

from dateline.fields import Model

Role = Literal["worker", "reconciler", "stories"]
ROLES: tuple[Role, ...] = ("worker", "reconciler", "stories")
# Of the articles that ended, by when they did: for each of the last so many seconds.
WINDOWS = {"1m": 60, "5m": 300, "15m": 900}


class Timing(Model):
    """How long something took, in seconds: how often, all together, on average, and at most for half and 95 %."""

    count: int
    seconds: float
    mean: float | None
    p50: float | None
    p95: float | None


class ProcessActivity(Model):
    """A process behind the API; `silent_seconds` since it was last heard of, `done` articles since it began."""

    name: str
    role: Role
    pid: int
    up_seconds: float
    silent_seconds: float
    is_silent: bool
    done: int


class RunningArticle(Model):
    """An article at work since `seconds`; its lease ends in `lease_seconds` unless it is renewed."""

    collection: str
    article: str
    attempt: int
    worker: str
    stage: str | None
    seconds: float
    lease_seconds: float


class DeadLetter(Model):
    """An article that was given up `seconds` ago, and why."""

    collection: str
    article: str
    attempts: int
    error: str
    seconds: float


class CollectionActivity(Model):
    """One collection: articles by state, how it keeps up, and how many ended in each window, by outcome."""

    name: str
    states: dict[str, int]
    oldest_queued_seconds: float
    overdue_leases: int
    outdated: int
    parked: int
    stories_lag_seconds: float
    stories_scanning: bool
    accepted: int
    ended: dict[str, dict[str, int]]


class StoreActivity(Model):
    """The Redis that holds the articles; null where it does not say."""

    version: str | None = None
    memory_used_bytes: int | None = None
    memory_max_bytes: int | None = None
    clients: int | None = None
    commands_per_second: int | None = None
    append_only_ok: bool | None = None
    index_failures: int = 0


class Activity(Model):
    """What goes on just now; `listeners` are those of the feed at the process that answers.

    The timings are of all articles since the store began: how long one waited, an attempt took, and each stage.
    """

    at_ms: float
    pipeline_version: str
    n_collections: int
    listeners: int | None = None
    store: StoreActivity
    processes: list[ProcessActivity]
    running: list[RunningArticle]
    dead_letters: list[DeadLetter]
    collections: list[CollectionActivity]
    wait: Timing
    job: Timing
    stages: dict[str, Timing]
