"""The RQ queue: it carries ids of articles, never articles, and runs one function by its name alone."""

from collections.abc import Callable, Mapping
from typing import Any

from redis import Redis
from rq import Queue, Retry
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from dateline.identity import digest

QUEUE_NAME = "dateline"
# Named, not imported: what queues an article needs none of the packages that enrich it.
TASK = "workers.tasks.enrich_article"
ALLOWED = frozenset({TASK})
# At interval 0; these carry a job past a failure of Redis and are not attempts in the ledger's sense.
RETRIES = 3
FAILURE_TTL_SECONDS = 3600
INTERRUPTED = 0.8


class ForbiddenJobError(Exception):
    """A job names a function that is not on the list."""


class EnrichJob(Job):
    """A job that runs a function of ALLOWED or nothing: no callbacks and no webhooks either."""

    @property
    def func(self) -> Callable[..., Any]:
        """The function of the job.  Raises ForbiddenJobError."""
        if self.instance or self.func_name not in ALLOWED:
            raise ForbiddenJobError("the job names a function that is not on the list")
        return super().func  # type: ignore[no-any-return]

    def restore(self, raw_data: Any) -> None:
        """Read the job from its hash, without what would import or fetch something else."""
        super().restore({key: value for key, value in raw_data.items() if not _reaches_out(key)})


def _reaches_out(key: str | bytes) -> bool:
    name = key.decode() if isinstance(key, bytes) else key
    return name == "webhooks" or name.endswith("_callback_name")


def open_queue(client: "Redis", deadline_seconds: float) -> Queue:
    """The queue on `client` (which does not decode its answers).

    RQ interrupts a job at INTERRUPTED of the deadline: the stage at work fails, and the result is partial.  What cannot
    be interrupted, the supervisor kills at the deadline.
    """
    return Queue(
        QUEUE_NAME,
        connection=client,
        job_class=EnrichJob,
        serializer=JSONSerializer,
        default_timeout=max(1, int(deadline_seconds * INTERRUPTED)),
    )


def submit(queue: Queue, collection: str, article_id: str, revision: int, *, first: bool = False) -> bool:
    """Queue the enrichment of a revision, with `first` before all others; false where it is queued already."""
    try:
        queue.enqueue(
            TASK,
            collection,
            article_id,
            job_id=job_id(collection, article_id, revision),
            unique=True,
            at_front=first,
            retry=Retry(max=RETRIES),
            result_ttl=0,
            failure_ttl=FAILURE_TTL_SECONDS,
            description="",
        )
    except DuplicateJobError:
        return False
    return True


def submit_all(queue: Queue, collection: str, revisions: Mapping[str, int]) -> None:
    """Queue the enrichment of fresh revisions, by id, in their order and in one round trip.

    One that is queued already is queued twice; the ledger declines it the second time.
    """
    queue.enqueue_many(
        [
            Queue.prepare_data(
                TASK,
                args=[collection, article_id],
                job_id=job_id(collection, article_id, revision),
                retry=Retry(max=RETRIES),
                result_ttl=0,
                failure_ttl=FAILURE_TTL_SECONDS,
                description="",
            )
            for article_id, revision in revisions.items()
        ]
    )


def resubmit(queue: Queue, collection: str, article_id: str, revision: int, *, first: bool = False) -> None:
    """Queue the enrichment again, whatever RQ thinks has become of it before; with `first` before all others."""
    discard(queue, collection, article_id, revision)
    submit(queue, collection, article_id, revision, first=first)


def discard(queue: Queue, collection: str, article_id: str, revision: int) -> None:
    """Forget the job of a revision, wherever RQ has it."""
    name = job_id(collection, article_id, revision)
    queue.remove(name)
    queue.connection.delete(EnrichJob.key_for(name))


def holds(queue: Queue, collection: str, article_id: str, revision: int) -> bool:
    """Does the job wait in the queue's list?"""
    return queue.connection.lpos(queue.key, job_id(collection, article_id, revision)) is not None


def job_id(collection: str, article_id: str, revision: int) -> str:
    """RQ takes letters, digits, `_` and `-` in ids, so the article's is hashed."""
    return f"{digest(collection, article_id)}-{revision}"
