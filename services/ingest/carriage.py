"""RQ's side of a post.  Where its Redis is away, the ledger keeps the article, and the reconciler queues it later."""

from collections.abc import Iterable

import redis
import structlog
from rq import Queue

from dateline import queue
from dateline.acceptance import Accepted
from dateline.errors import Overloaded

log = structlog.get_logger()


def find_room(jobs: Queue, max_queued: int) -> int | None:
    """How many more articles, of all collections, may wait there; None where RQ's Redis does not answer."""
    try:
        return max(0, max_queued - jobs.count)
    except redis.RedisError as error:
        log.warning("queue.unreached", error=type(error).__name__)
        return None


def overload() -> Overloaded:
    """The error that there is no room."""
    return Overloaded("as many articles as may are waiting; try again later")


def require_room(jobs: Queue, max_queued: int) -> bool:
    """Does RQ's Redis answer?  Raises Overloaded where as many articles wait there, of all collections, as may."""
    room = find_room(jobs, max_queued)
    if room == 0:
        raise overload()
    return room is not None


def carry(jobs: Queue, collection: str, accepted: Accepted) -> None:
    """Queue the work that an accepted article gives, if any."""
    if accepted.outcome == "known":
        return
    try:
        queue.submit(jobs, collection, accepted.id, accepted.revision)
    except redis.RedisError as error:
        log.warning("queue.unreached", error=type(error).__name__)


def carry_all(jobs: Queue, collection: str, accepted: Iterable[Accepted]) -> None:
    """Queue the work that accepted articles give."""
    revisions = {one.id: one.revision for one in accepted if one.outcome != "known"}
    if not revisions:
        return
    try:
        queue.submit_all(jobs, collection, revisions)
    except redis.RedisError as error:
        log.warning("queue.unreached", error=type(error).__name__)
