"""RQ's worker, without most of what it tells and asks Redis between two jobs.

Nobody here asks RQ whether a worker lives or is busy: the ledger has its own leases, and processes say themselves what
they are at (`dateline.presence`).  No job depends on another or has a result.  What is left keeps `rq info` and RQ's
own clean-up right; of 20 round trips an article it takes 10.
"""

import time
from datetime import timedelta

from redis.client import Pipeline
from rq import Queue, SimpleWorker
from rq.executions import Execution
from rq.job import Job
from rq.registry import StartedJobRegistry
from rq.utils import now

# RQ takes a worker that was silent for 480 s for dead, and one that waits for a job is silent for 405 s.
SAID_SECONDS = 15.0


class Carrier(SimpleWorker):
    """A worker that says now and then that it lives, not ten times a job, and what it is at only where that changes."""

    _said = 0.0

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Prolong the worker's life in Redis, unless that was done just now."""
        now = time.monotonic()
        if now - self._said > SAID_SECONDS:
            self._said = now
            # Not for the time of a job alone: the next heartbeat may come that much later.
            super().heartbeat(max(timeout or 0, self.worker_ttl + 60), pipeline)

    def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
        """Note whether the worker is busy, unless that is known."""
        if state != self.get_state():
            super().set_state(state, pipeline)

    def handle_execution_ended(self, job: Job, *_: object) -> None:
        """Note when the job ended; that it lives need not be told of what ends next."""
        job.ended_at = now()

    def handle_job_success(
        self,
        job: Job,
        queue: Queue,  # noqa: ARG002  # what else RQ tells
        started_job_registry: StartedJobRegistry,  # noqa: ARG002
        execution: Execution,
    ) -> None:
        """Count the job and forget it in one step: nothing waits for it, and only the list of runs has it."""
        took = job.ended_at - job.started_at if job.ended_at and job.started_at else timedelta()
        with self.connection.pipeline() as pipeline:
            self.increment_successful_job_count(pipeline=pipeline)
            self.increment_total_working_time(took, pipeline)
            pipeline.delete(job.key)
            self.cleanup_execution(job, pipeline=pipeline, execution=execution)
            pipeline.execute()
