import datetime as dt
import time

import fakeredis
import pytest
import redis
from rq import Queue

from dateline import keys
from dateline.errors import Conflict
from dateline.ledger import Claim, Ledger
from dateline.queue import job_id, open_queue
from dateline.records import make_records
from dateline.reenrich import announce_pipeline, reenrich
from dateline.settings import Settings
from dateline.status import Reenrichment
from dateline.store import read_article
from tests.conftest import MakeArticle
from tests.make import enriched, event, store


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def jobs() -> Queue:
    return open_queue(fakeredis.FakeRedis(), 60)


def run(client: redis.Redis, jobs: Queue, limit: int = 100, room: int = 100, **which: object) -> Reenrichment:
    asked = {"before": None, "all_of_them": False, **which}
    return reenrich(client, jobs, "main", limit=limit, room=room, **asked)  # type: ignore[arg-type]


@pytest.fixture
def older(client: redis.Redis) -> redis.Redis:
    """Three articles that pipeline 1 enriched, one after the other, and workers that run pipeline 2."""
    announce_pipeline(client, "1")
    for n in range(3):
        store(client, [enriched(f"a{n}", (event(f"e{n}"),))])
        time.sleep(0.002)
    announce_pipeline(client, "2")
    return client


def test_those_that_ended_first_are_queued_first_and_only_a_few_at_a_time(older: redis.Redis, jobs: Queue) -> None:
    step = run(older, jobs, room=2)
    assert (step.pipeline_version, step.queued, step.remaining, step.waiting) == ("2", 2, 1, 2)
    assert jobs.job_ids == [job_id("main", "a0", 1), job_id("main", "a1", 1)]
    assert run(older, jobs, room=2).queued == 0
    assert run(older, jobs, limit=1, room=9).queued == 1
    assert run(older, jobs, room=9).remaining == 0


def test_new_articles_leave_no_room_for_old_ones(older: redis.Redis, jobs: Queue, make_article: MakeArticle) -> None:
    ledger = Ledger(older, "main", Settings())
    for n in range(2):
        ledger.accept(make_article(id=f"new-{n}"))
    assert run(older, jobs, room=2).queued == 0
    assert run(older, jobs, room=3).queued == 1


def test_what_the_present_pipeline_enriched_is_left_alone(older: redis.Redis, jobs: Queue) -> None:
    store(older, [enriched("fresh")])
    time.sleep(0.002)
    announce_pipeline(older, "2")
    run(older, jobs)
    assert older.zrange(keys.state("main", "succeeded"), 0, -1) == ["fresh"]


def test_all_means_those_that_ended_before_the_first_call(older: redis.Redis, jobs: Queue) -> None:
    older.hset(keys.PIPELINE, "since_ms", 0)
    assert run(older, jobs).queued == 0
    step = run(older, jobs, before=dt.datetime.now(dt.UTC) + dt.timedelta(days=1), limit=1)
    assert (step.queued, step.remaining) == (1, 2)
    # Of a time to come there would be no end: what is done again ends before it.
    assert step.before <= dt.datetime.now(dt.UTC)
    assert run(older, jobs, before=step.before).remaining == 0


def test_events_are_served_meanwhile_and_unchanged_ones_are_no_news(older: redis.Redis, jobs: Queue) -> None:
    run(older, jobs)
    assert [found.id for found in read_article(older, "main", "a0").events] == ["e0"]
    ledger = Ledger(older, "main", Settings())
    claim = ledger.claim("a0")
    assert isinstance(claim, Claim)
    entries = older.xlen(keys.feed("main"))
    again = enriched("a0", (event("e0"),), pipeline_version="2")
    assert ledger.commit(claim, again, make_records("main", again))
    after = read_article(older, "main", "a0")
    assert ([found.id for found in after.events], after.pipeline_version) == (["e0"], "2")
    assert older.xlen(keys.feed("main")) == entries


def test_an_article_at_work_or_dead_is_not_queued(older: redis.Redis, jobs: Queue) -> None:
    ledger = Ledger(older, "main", Settings())
    run(older, jobs)
    claim = ledger.claim("a0")
    assert isinstance(claim, Claim)
    ledger.fail(claim, "a0", "defect")
    assert isinstance(ledger.claim("a1"), Claim)
    step = run(older, jobs, before=dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1))
    assert (step.queued, ledger.status("a0").status, ledger.status("a1").status) == (0, "failed", "running")


def test_before_any_worker_has_started_there_is_nothing_to_compare_with(client: redis.Redis, jobs: Queue) -> None:
    with pytest.raises(Conflict, match="worker"):
        run(client, jobs)
