"""`python -m workers`: loads the models once and keeps the workers running."""

import threading
import time
from functools import partial

import redis
import structlog
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from dateline import keys
from dateline import log as logs
from dateline.connection import WORKER_SECONDS, connect, connect_queue
from dateline.follower import Follower
from dateline.queue import QUEUE_NAME, EnrichJob, open_queue
from dateline.reconciler import reconcile
from dateline.reenrich import announce_pipeline
from dateline.refresh import PASS, refresh
from dateline.search import ensure_indexes
from dateline.settings import Settings
from dateline.upgrade import upgrade_collections
from workers import pipeline
from workers.deadline import Deadline
from workers.supervisor import supervise
from workers.wiring import Process, wire

log = structlog.get_logger()


def main() -> None:
    """Load, fork, supervise, until a signal ends it."""
    settings = Settings()
    logs.configure(settings.log_level)
    loaded = pipeline.load(time.perf_counter)
    log.info("models.loaded", stages=[stage.name for stage in loaded.stages])
    work = {f"worker-{n}": partial(run_worker, settings, loaded) for n in range(1, settings.workers + 1)}
    supervise(
        {**work, "reconciler": partial(run_reconciler, settings), "stories": partial(run_stories, settings)},
        settings.job_deadline_seconds,
        grace_seconds=10.0,
    )


def run_worker(settings: Settings, loaded: pipeline.Pipeline, deadline: Deadline) -> None:
    """Take jobs in this process's main thread until a signal or a lost Redis ends it."""
    client = connect(settings.redis_url, WORKER_SECONDS)
    announce_pipeline(client, pipeline.PIPELINE_VERSION)
    wire(Process(settings, client, loaded, deadline))
    connection = connect_queue(settings.queue_url, timeout_seconds=None)
    SimpleWorker(
        [QUEUE_NAME],
        connection=connection,
        job_class=EnrichJob,
        serializer=JSONSerializer,
        log_job_description=False,
    ).work(logging_level="WARNING")


def run_reconciler(settings: Settings, _deadline: Deadline) -> None:
    """Reconcile every few seconds; a Redis that is away is waited for."""
    client = connect(settings.redis_url, WORKER_SECONDS)
    jobs = open_queue(connect_queue(settings.queue_url, WORKER_SECONDS), settings.job_deadline_seconds)
    pause, prepared = threading.Event(), False
    remade = 0
    # Many articles are made anew pass by pass, without a pause.
    while not pause.wait(settings.reconcile_seconds if remade < PASS else 0):
        try:
            if not prepared:
                # Redis may have come back with its data but without its indexes, or as a new one.
                ensure_indexes(client)
                upgrade_collections(client)
                prepared = True
            done = reconcile(client, jobs, settings)
            remade = refresh(client, settings)
        except redis.RedisError as error:
            log.warning("reconciler.waiting", error=type(error).__name__)
            prepared, remade = False, 0
            continue
        if remade:
            log.info("reconciler.refreshed", articles=remade)
        if any(done.values()):
            log.warning("reconciler.recovered", **done)


def run_stories(settings: Settings, _deadline: Deadline) -> None:
    """Keep the stories of all collections up to date behind the commits; a Redis that is away is waited for."""
    client = connect(settings.redis_url, WORKER_SECONDS)
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


if __name__ == "__main__":
    main()
