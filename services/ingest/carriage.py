"""RQ's side of a post.  Where its Redis is away, the ledger keeps the article, and the reconciler queues it later."""

import redis
import structlog
from rq import Queue

from dateline import queue
from dateline.errors import Overloaded
from dateline.ledger import Accepted

log = structlog.get_logger()


def require_room(jobs: Queue, max_queued: int) -> bool:
    """Does RQ's Redis answer?  Raises Overloaded where as many articles wait there, of all collections, as may."""
    try:
        waiting = jobs.count
    except redis.RedisError as error:
        log.warning("queue.unreached", error=type(error).__name__)
        return False
    if waiting >= max_queued:
        raise Overloaded("as many articles as may are waiting; try again later")
    return True


def carry(jobs: Queue, collection: str, accepted: Accepted) -> None:
    """Queue the work that an accepted article gives, if any."""
    if accepted.outcome == "known":
        return
    try:
        queue.submit(jobs, collection, accepted.id, accepted.revision)
    except redis.RedisError as error:
        log.warning("queue.unreached", error=type(error).__name__)
