"""`python -m workers`: loads the models once and keeps the workers running."""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from types import FrameType

import redis
import structlog
from rq import Queue
from rq.serializers import JSONSerializer

from dateline import keys
from dateline import log as logs
from dateline.activity import Role
from dateline.connection import WORKER_SECONDS, connect, connect_queue
from dateline.errors import Setup
from dateline.follower import Follower
from dateline.presence import Work, be_present, name_process
from dateline.queue import QUEUE_NAME, EnrichJob, open_queue
from dateline.reconciler import reconcile
from dateline.reenrich import announce_pipeline
from dateline.search import ensure_indexes
from dateline.settings import Settings, read_settings
from dateline.tracing import open_tracer
from dateline.upkeep import keep_up
from workers import pipeline
from workers.carrier import Carrier
from workers.deadline import Deadline
from workers.supervisor import supervise
from workers.wiring import Process, watch_stage, wire

log = structlog.get_logger()

# Jobs that a process takes before a fresh fork has its place: spaCy keeps each word that it has ever met, some 650
# bytes of it, which no pages are shared for.
SHARE = 2_000


def main() -> None:
    """Load, fork, supervise, until a signal ends it."""
    try:
        settings = read_settings({})
    except Setup as error:
        sys.exit(f"{error.title}: {error}")
    logs.configure(settings.log_level)
    loaded = pipeline.load(time.perf_counter)
    log.info("models.loaded", stages=[stage.name for stage in loaded.stages])
    work = {f"worker-{n}": partial(run_worker, settings, loaded, f"worker-{n}") for n in range(1, settings.workers + 1)}
    supervise(
        {**work, "reconciler": partial(run_reconciler, settings), "stories": partial(run_stories, settings)},
        settings.job_deadline_seconds,
        grace_seconds=10.0,
    )


def run_worker(settings: Settings, loaded: pipeline.Pipeline, place: str, deadline: Deadline) -> None:
    """Take jobs in this process's main thread until it has done its SHARE, or a signal or a lost Redis ends it."""
    client = connect(settings.redis_url, WORKER_SECONDS)
    announce_pipeline(client, pipeline.PIPELINE_VERSION)
    name, work, tracer = name_process(place), Work(), open_tracer("dateline-worker")
    watched = replace(loaded, watch=partial(watch_stage, work, tracer))
    wire(Process(settings, client, watched, deadline, name, work, tracer))
    connection = connect_queue(settings.queue_url, timeout_seconds=None)
    with contextlib.closing(tracer), be_present(client, "worker", name, work):
        Carrier(
            [QUEUE_NAME],
            connection=connection,
            job_class=EnrichJob,
            serializer=JSONSerializer,
            log_job_description=False,
        ).work(logging_level="WARNING", max_jobs=SHARE)


def run_reconciler(settings: Settings, _deadline: Deadline) -> None:
    """Reconcile every few seconds; a Redis that is away is waited for."""
    client = connect(settings.redis_url, WORKER_SECONDS)
    jobs = open_queue(connect_queue(settings.queue_url, WORKER_SECONDS), settings.job_deadline_seconds)
    with _until_stopped(client, "reconciler"):
        _reconcile(client, jobs, settings)


def _reconcile(client: "redis.Redis", jobs: Queue, settings: Settings) -> None:
    pause, prepared = threading.Event(), False
    is_behind = False
    # Much is done pass by pass, without a pause.
    while not pause.wait(0 if is_behind else settings.reconcile_seconds):
        try:
            if not prepared:
                # Redis may have come back with its data but without its indexes, or as a new one.
                ensure_indexes(client)
                prepared = True
            done = reconcile(client, jobs, settings)
            is_behind = keep_up(client, settings)
        except redis.RedisError as error:
            log.warning("reconciler.waiting", error=type(error).__name__)
            prepared, is_behind = False, False
            continue
        if any(done.values()):
            log.warning("reconciler.recovered", **done)


def run_stories(settings: Settings, _deadline: Deadline) -> None:
    """Keep the stories of all collections up to date behind the commits; a Redis that is away is waited for."""
    client = connect(settings.redis_url, WORKER_SECONDS)
    with _until_stopped(client, "stories"):
        _follow(client, settings)


def _follow(client: "redis.Redis", settings: Settings) -> None:
    followers: dict[str, Follower] = {}
    pause, done = threading.Event(), 0
    while not pause.wait(0 if done else settings.stories_seconds):
        try:
            for collection in map(str, client.smembers(keys.COLLECTIONS)):
                followers.setdefault(collection, Follower(client, collection))
            done = sum(follower.follow() for follower in followers.values())
        except redis.RedisError as error:
            log.warning("stories.waiting", error=type(error).__name__)
            done = 0


class _Stopped(BaseException):
    """SIGTERM came; all steps are atomic, so it may come anywhere."""


@contextlib.contextmanager
def _until_stopped(client: "redis.Redis", role: Role) -> Iterator[None]:
    """Be present within the block, which SIGTERM ends."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Stopped

    with contextlib.suppress(_Stopped), be_present(client, role, name_process(role), Work()):
        signal.signal(signal.SIGTERM, stop)
        yield


if __name__ == "__main__":
    main()
