import time

import fakeredis
import pytest
import redis
from rq import Queue

from dateline import queue
from dateline.ledger import Ledger
from dateline.queue import open_queue
from dateline.reconciler import reconcile, resend
from dateline.settings import Settings
from tests.conftest import MakeArticle


@pytest.fixture
def settings() -> Settings:
    return Settings(lease_seconds=0.01, queued_grace_seconds=0.01)


@pytest.fixture
def ledger(fake: redis.Redis, settings: Settings) -> Ledger:
    return Ledger(fake, "main", settings)


@pytest.fixture
def jobs() -> Queue:
    return open_queue(fakeredis.FakeRedis(), 60)


def test_an_article_that_never_reached_the_queue_is_sent(
    fake: redis.Redis, ledger: Ledger, jobs: Queue, settings: Settings, make_article: MakeArticle
) -> None:
    ledger.accept(make_article(id="a"))
    time.sleep(0.02)
    assert reconcile(fake, jobs, settings) == {"queued": 0, "failed": 0, "resent": 1}
    assert queue.holds(jobs, "main", "a", 1)
    assert ledger.totals()["resent"] == 1


def test_an_article_that_waits_in_the_queue_is_left_there(
    fake: redis.Redis, ledger: Ledger, jobs: Queue, settings: Settings, make_article: MakeArticle
) -> None:
    ledger.accept(make_article(id="a"))
    queue.submit(jobs, "main", "a", 1)
    time.sleep(0.02)
    assert reconcile(fake, jobs, settings)["resent"] == 0


def test_the_work_of_a_dead_worker_goes_before_all_others(
    fake: redis.Redis, ledger: Ledger, jobs: Queue, settings: Settings, make_article: MakeArticle
) -> None:
    ledger.accept(make_article(id="a"))
    queue.submit(jobs, "main", "a", 1)
    jobs.pop_job_id()
    ledger.claim("a")
    ledger.accept(make_article(id="b"))
    queue.submit(jobs, "main", "b", 1)
    time.sleep(0.02)
    a, b = queue.job_id("main", "a", 1), queue.job_id("main", "b", 1)
    for _ in range(2):
        assert reconcile(fake, jobs, settings) == {"queued": 1, "failed": 0, "resent": 0}
        assert jobs.job_ids == [a, b]
        assert jobs.pop_job_id() == a
        ledger.claim("a")
        time.sleep(0.02)


def test_an_article_that_rq_lost_behind_others_is_sent_when_it_comes_to_the_front(
    fake: redis.Redis, ledger: Ledger, jobs: Queue, settings: Settings, make_article: MakeArticle
) -> None:
    ledger.accept(make_article(id="a"))
    queue.submit(jobs, "main", "a", 1)
    time.sleep(0.005)
    ledger.accept(make_article(id="lost"))
    time.sleep(0.02)
    assert reconcile(fake, jobs, settings)["resent"] == 0
    ledger.claim("a")
    jobs.pop_job_id()
    assert resend(ledger, jobs, "main", 0.01) == 1
    assert jobs.job_ids == [queue.job_id("main", "lost", 1)]
