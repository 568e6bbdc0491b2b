import json
import pickle
import zlib

import fakeredis
import pytest
import redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from dateline import queue
from dateline.queue import QUEUE_NAME, TASK, EnrichJob, open_queue

ran: list[tuple[str, str]] = []


@pytest.fixture
def connection() -> redis.Redis:
    return fakeredis.FakeRedis()


@pytest.fixture
def jobs(connection: redis.Redis) -> Queue:
    ran.clear()
    return open_queue(connection, 60)


def work(connection: redis.Redis) -> None:
    worker = SimpleWorker(
        [QUEUE_NAME], connection=connection, job_class=EnrichJob, serializer=JSONSerializer, log_job_description=False
    )
    worker.work(burst=True, logging_level="CRITICAL")


def push(connection: redis.Redis, data: bytes, **fields: str) -> None:
    """A job written into the queue by hand, as an intruder would."""
    job: dict[str, str | bytes] = {"data": data, "status": "queued", "origin": QUEUE_NAME, **fields}
    connection.hset("rq:job:evil", mapping={"created_at": "2026-01-01T00:00:00Z", **job})  # type: ignore[dict-item]
    connection.rpush(f"rq:queue:{QUEUE_NAME}", "evil")


def test_a_revision_is_queued_once(jobs: Queue) -> None:
    assert queue.submit(jobs, "main", "a", 1)
    assert not queue.submit(jobs, "main", "a", 1)
    assert queue.submit(jobs, "main", "a", 2)
    assert jobs.count == 2


def test_many_revisions_are_queued_at_once_in_their_order(jobs: Queue) -> None:
    queue.submit(jobs, "main", "z", 1)
    queue.submit_all(jobs, "main", {"b": 2, "a": 1})
    assert [job.args for job in jobs.jobs] == [["main", "z"], ["main", "b"], ["main", "a"]]
    first, *many = jobs.jobs
    for job in many:
        assert (job.retries_left, job.result_ttl, job.failure_ttl, job.timeout) == (
            first.retries_left,
            first.result_ttl,
            first.failure_ttl,
            first.timeout,
        )


def test_the_same_id_in_two_collections_is_two_jobs(jobs: Queue) -> None:
    assert queue.submit(jobs, "one", "a", 1)
    assert queue.submit(jobs, "two", "a", 1)


def test_a_job_that_rq_lost_is_queued_again(jobs: Queue, connection: redis.Redis) -> None:
    queue.submit(jobs, "main", "a", 1)
    connection.delete(jobs.key)
    assert not queue.holds(jobs, "main", "a", 1)
    queue.resubmit(jobs, "main", "a", 1)
    assert queue.holds(jobs, "main", "a", 1)


def test_nothing_pickled_is_in_the_queue(jobs: Queue, connection: redis.Redis) -> None:
    queue.submit(jobs, "main", "a", 1)
    stored = connection.hget(f"rq:job:{queue.job_id('main', 'a', 1)}", "data")
    assert isinstance(stored, bytes)
    assert json.loads(zlib.decompress(stored)) == [TASK, None, ["main", "a"], {}]


HOSTILE = [
    pytest.param(json.dumps(["os.system", None, ["touch {target}"], {}]), id="a function that is not on the list"),
    pytest.param(json.dumps(["system", "os", ["touch {target}"], {}]), id="a method of something"),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_a_job_of_another_function_never_runs_and_the_worker_goes_on(
    jobs: Queue, connection: redis.Redis, tmp_path: object, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = f"{tmp_path}/touched"
    push(connection, zlib.compress(data.replace("{target}", target).encode()))
    monkeypatch.setattr("workers.tasks.enrich_article", lambda collection, article: ran.append((collection, article)))
    queue.submit(jobs, "main", "a", 1)
    work(connection)
    assert ran == [("main", "a")]
    from pathlib import Path

    assert not Path(target).exists()


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[tuple[str, str]]]:
        return (ran.append, (("pickle", "ran"),))


def test_a_pickle_is_never_loaded(jobs: Queue, connection: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    push(connection, pickle.dumps((TASK, None, (Bomb(),), {})))
    monkeypatch.setattr("workers.tasks.enrich_article", lambda collection, article: ran.append((collection, article)))
    queue.submit(jobs, "main", "a", 1)
    work(connection)
    assert ran == [("main", "a")]


def test_callbacks_and_webhooks_of_a_job_are_dropped(connection: redis.Redis) -> None:
    push(
        connection,
        zlib.compress(json.dumps([TASK, None, ["main", "a"], {}]).encode()),
        success_callback_name="os.abort",
        failure_callback_name="os.abort",
        webhooks='[{"url": "http://127.0.0.1:1/", "job_status": "finished"}]',
    )
    job = EnrichJob.fetch("evil", connection, serializer=JSONSerializer)
    assert (job.success_callback, job.failure_callback, job.webhooks) == (None, None, [])


def test_the_name_of_the_task_resolves() -> None:
    from rq.utils import import_attribute

    from workers.tasks import enrich_article

    assert import_attribute(TASK) is enrich_article
