"""`python -m workers`: loads the models once and keeps the workers running."""

import threading
import time
from functools import partial

import redis
import structlog
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from dateline import log as logs
from dateline.connection import WORKER_SECONDS, connect, connect_queue
from dateline.queue import QUEUE_NAME, EnrichJob, open_queue
from dateline.reconciler import reconcile
from dateline.search import ensure_indexes
from dateline.settings import Settings
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
        {**work, "reconciler": partial(run_reconciler, settings)},
        settings.job_deadline_seconds,
        grace_seconds=10.0,
    )


def run_worker(settings: Settings, loaded: pipeline.Pipeline, deadline: Deadline) -> None:
    """Take jobs in this process's main thread until a signal or a lost Redis ends it."""
    wire(Process(settings, connect(settings.redis_url, WORKER_SECONDS), loaded, deadline))
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
    while not pause.wait(settings.reconcile_seconds):
        try:
            if not prepared:
                # Redis may have come back with its data but without its indexes, or as a new one.
                ensure_indexes(client)
                prepared = True
            done = reconcile(client, jobs, settings)
        except redis.RedisError as error:
            log.warning("reconciler.waiting", error=type(error).__name__)
            prepared = False
            continue
        if any(done.values()):
            log.warning("reconciler.recovered", **done)


if __name__ == "__main__":
    main()
