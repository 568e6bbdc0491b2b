"""RQ's worker without its chatter: jobs are done as ever, and it counts as alive while it waits."""

from collections import Counter

import fakeredis
import pytest
from rq.serializers import JSONSerializer

from dateline import queue
from dateline.queue import QUEUE_NAME, EnrichJob, open_queue
from workers import tasks
from workers.carrier import SAID_SECONDS, Carrier


def test_jobs_are_done_and_life_is_told_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(tasks, "enrich_article", lambda _collection, article_id: done.append(article_id))
    connection = fakeredis.FakeRedis()
    jobs = open_queue(connection, 60)
    queue.submit_all(jobs, "main", {"a": 1, "b": 1, "c": 2})
    worker = Carrier([QUEUE_NAME], connection=connection, job_class=EnrichJob, serializer=JSONSerializer)
    told: Counter[str] = Counter()
    lives = connection.expire

    def expire(name: str, seconds: int) -> object:
        told[name] += 1
        return lives(name, seconds)

    monkeypatch.setattr(connection, "expire", expire)
    worker.work(burst=True, logging_level="CRITICAL")
    assert done == ["a", "b", "c"]
    assert (jobs.count, worker.get_state()) == (0, "idle")
    assert told[worker.key] <= 1
    assert connection.hget(worker.key, "successful_job_count") == b"3"
    left = [str(key, "utf-8") for key in connection.scan_iter()]
    assert not [key for key in left if key.startswith(("rq:job", "rq:execution", "rq:wip"))]


def test_it_counts_as_alive_for_longer_than_it_waits_for_a_job() -> None:
    connection = fakeredis.FakeRedis()
    worker = Carrier([QUEUE_NAME], connection=connection, job_class=EnrichJob, serializer=JSONSerializer)
    connection.hset(worker.key, "birth", "now")
    worker.heartbeat(10)
    worker.heartbeat(10)
    assert connection.ttl(worker.key) > worker.dequeue_timeout + SAID_SECONDS
