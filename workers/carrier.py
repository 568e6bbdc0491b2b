"""RQ's worker, without most of what it tells Redis between two jobs: whether it lives and whether it is busy.

Nobody here asks RQ: the ledger has its own leases, and processes say themselves what they are at
(`dateline.presence`).  What is left keeps `rq info` and RQ's own clean-up right.
"""

import time

from redis.client import Pipeline
from rq import SimpleWorker

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
