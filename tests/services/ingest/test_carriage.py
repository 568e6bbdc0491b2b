"""What a post says to RQ, and what it does without it."""

import fakeredis
import pytest

from dateline.acceptance import Accepted
from dateline.errors import Overloaded
from dateline.queue import open_queue
from services.ingest.carriage import carry, require_room


def test_new_work_is_queued_and_known_work_is_not() -> None:
    jobs = open_queue(fakeredis.FakeRedis(), 60)
    for outcome in ("known", "new", "known"):
        carry(jobs, "main", Accepted("a1", 1, outcome, "queued"))
    assert jobs.count == 1


def test_a_full_queue_takes_no_more() -> None:
    jobs = open_queue(fakeredis.FakeRedis(), 60)
    assert require_room(jobs, 1)
    carry(jobs, "main", Accepted("a1", 1, "new", "queued"))
    with pytest.raises(Overloaded):
        require_room(jobs, 1)


def test_a_post_is_taken_while_the_redis_of_the_queue_is_away() -> None:
    server = fakeredis.FakeServer()
    jobs = open_queue(fakeredis.FakeRedis(server=server), 60)
    server.connected = False
    assert not require_room(jobs, 1)
    carry(jobs, "main", Accepted("a1", 1, "new", "queued"))
    server.connected = True
    assert (require_room(jobs, 1), jobs.count) == (True, 0)
