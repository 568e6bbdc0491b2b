"""Nothing is lost and nothing doubles, whatever is killed.

The short profile runs with the suite; `make faults` runs the long one and prints the table.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis
from rq.serializers import JSONSerializer

from dateline import keys
from dateline.queue import QUEUE_NAME
from tests.faults.counting import Tally, report, tally
from tests.faults.harness import LONG, Chaos, Stack, run_stack, text, wait_for
from tests.faults.worker import HANG, SEGFAULT
from tests.invariants import check_store

ARTICLES, KILLS = (5000, 200) if LONG else (300, 20)
MAX_WAITING = 20
POST_SECONDS = 0.2 if LONG else 0.03
# Longer than a lease.
AWAY_SECONDS = 30 if LONG else 3


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("f")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with run_stack(tmp_path_factory.mktemp("f")) as started:
        yield started


@pytest.fixture
def stack(running: Stack) -> Stack:
    """The processes of this module, all at work, with a collection that is the test's alone."""
    running.renew()
    return running


def keep_posting(stack: Stack) -> None:
    """Post while others wait, but not without end: what a kill hit goes before them."""
    for n in range(ARTICLES):
        stack.post(text(n))
        time.sleep(POST_SECONDS)
        wait_for(lambda: stack.count_waiting() < MAX_WAITING, 300)


def nothing_lost_or_doubled(counted: Tally) -> bool:
    return (counted.lost, counted.duplicated) == (0, 0)


def test_nothing_is_lost_when_workers_and_their_supervisor_are_killed(stack: Stack) -> None:
    chaos = Chaos(stack, seed=11)
    with ThreadPoolExecutor(1) as pool:
        posting = pool.submit(keep_posting, stack)
        for n in range(KILLS):
            chaos.wait(n * ARTICLES // KILLS, (n + 1) * ARTICLES // KILLS - 1)
            chaos.strike()
        posting.result()
    stack.settle(900)
    counted = report(f"{KILLS} kills of workers", tally(stack, chaos.hits))
    assert counted.accepted == ARTICLES
    assert nothing_lost_or_doubled(counted)
    # Of thousands, one may be at work at three kills.
    assert LONG or counted.dead == 0, "an article that was merely near a kill is no dead letter"
    assert counted.recovery_seconds, "some kills met articles at work"
    check_store(stack.client, stack.collection)


def test_redis_is_killed_and_comes_back_with_all_that_was_acknowledged(stack: Stack) -> None:
    for n in range(20):
        stack.post(text(n))
    stack.kill("redis")
    assert not stack.answers()
    time.sleep(AWAY_SECONDS)
    stack.start("redis")
    began = time.monotonic()
    wait_for(stack.answers, 5)
    assert time.monotonic() - began < 5
    for n in range(20, 30):
        stack.post(text(n))
    stack.settle()
    counted = report("Redis killed", tally(stack))
    assert (counted.accepted, counted.dead) == (30, 0)
    assert nothing_lost_or_doubled(counted)
    check_store(stack.client, stack.collection)


def test_redis_hangs_and_goes_on(stack: Stack) -> None:
    for n in range(20):
        stack.post(text(n))
    stack.kill("redis", signal.SIGSTOP)
    time.sleep(AWAY_SECONDS)
    stack.kill("redis", signal.SIGCONT)
    wait_for(stack.answers, 5)
    stack.settle()
    counted = report("Redis stopped", tally(stack))
    assert (counted.accepted, counted.dead) == (20, 0)
    assert nothing_lost_or_doubled(counted)


def test_a_poisonous_article_is_a_dead_letter_after_three_attempts_and_stops_no_other(data: Path) -> None:
    with run_stack(data, job_deadline_seconds="2") as stack:
        poisonous = [
            stack.post(f"date 2018-10-29 A crash in {word} killed 3 people on Monday.") for word in (SEGFAULT, HANG)
        ]
        for n in range(30):
            stack.post(text(n))
        stack.settle(120)
        counted = report("poison: a segfault and a hang", tally(stack))
        assert (counted.enriched, counted.dead) == (30, 2)
        assert nothing_lost_or_doubled(counted)
        for answer in poisonous:
            assert answer is not None
            article_id = answer.json()["id"]
            fields = stack.client.hgetall(keys.article(stack.collection, article_id))
            assert fields["attempts"] == "3"
            assert fields["error"]
            again = stack.caller.post(f"{stack.url}/v1/articles/{article_id}/retry")
        assert again.status_code == 202, "a dead letter can be tried again"


def test_a_full_memory_refuses_posts_and_loses_none_that_it_took(stack: Stack) -> None:
    for n in range(5):
        stack.post(text(n))
    stack.settle()
    stack.client.config_set("maxmemory", 1_000_000)
    try:
        refused = stack.caller.post(
            f"{stack.url}/v1/articles", content=text(99).encode(), headers={"Content-Type": "text/plain"}
        )
    finally:
        stack.client.config_set("maxmemory", 0)
    assert refused.status_code == 503
    assert refused.headers["retry-after"]
    for n in range(5, 10):
        stack.post(text(n))
    stack.settle()
    counted = report("out of memory", tally(stack))
    assert (counted.accepted, counted.enriched) == (10, 10)
    assert nothing_lost_or_doubled(counted)


def test_a_polite_end_during_work_leaves_nothing_half_done(stack: Stack) -> None:
    for first in (0, 20):
        for n in range(first, first + 20):
            stack.post(text(n))
        wait_for(lambda: stack.count_running() or not stack.count_waiting(), every=0)
        stack.kill("workers", signal.SIGTERM)
        stack.start("workers")
    stack.settle()
    counted = report("SIGTERM during work", tally(stack))
    assert (counted.enriched, counted.dead) == (40, 0)
    assert nothing_lost_or_doubled(counted)


def test_fifty_posts_of_one_article_at_once_are_one_article(stack: Stack) -> None:
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: stack.post(text(1), "same"), range(50)))
    stack.settle()
    outcomes = [answer.json()["outcome"] for answer in answers if answer is not None]
    assert len(outcomes) == 50
    assert sorted(outcomes)[-1] == "new"
    assert outcomes.count("new") == 1
    counted = report("50 identical posts at once", tally(stack))
    assert (counted.accepted, counted.enriched) == (1, 1)
    assert nothing_lost_or_doubled(counted)
    assert stack.client.hget(keys.totals(stack.collection), "succeeded") == "1", "it was enriched once"


@pytest.mark.parametrize("seconds", ["3600", "-3600"])
def test_a_worker_whose_clock_is_wrong_takes_and_loses_no_lease(data: Path, seconds: str) -> None:
    with run_stack(data, FAULT_CLOCK_SECONDS=seconds) as stack:
        for n in range(20):
            stack.post(text(n))
        wait_for(lambda: stack.children("workers"))
        os.kill(stack.children("workers")[0], signal.SIGKILL)
        stack.settle()
        counted = report(f"a clock off by {seconds} s", tally(stack))
        assert (counted.enriched, counted.dead) == (20, 0)
        assert nothing_lost_or_doubled(counted)
        assert stack.client.hget(keys.totals(stack.collection), "succeeded") == "20", "each was enriched once"


def test_a_store_put_back_to_an_older_state_converges(stack: Stack) -> None:
    data = stack.data
    for n in range(30):
        stack.post(text(n))
    # As a copy of the volume would have it, with articles queued and at work.
    saved = data.parent / f"{data.name}-saved"
    shutil.copytree(data / "appendonlydir", saved)
    for n in range(30, 40):
        stack.post(text(n))
    stack.settle()
    for name in ("workers", "redis"):
        stack.kill(name)
    shutil.rmtree(data / "appendonlydir")
    shutil.copytree(saved, data / "appendonlydir")
    stack.start("redis")
    stack.start("workers")
    wait_for(stack.answers)
    for n in range(40):
        stack.post(text(n))
    stack.settle()
    counted = report("put back to an older state", tally(stack))
    assert (counted.accepted, counted.enriched) == (40, 40)
    assert nothing_lost_or_doubled(counted)


class Shell:
    """Would run a command when unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (self.command,)

    def __init__(self, command: str) -> None:
        self.command = command


def test_a_job_put_into_the_queue_by_hand_never_runs(stack: Stack, tmp_path: Path) -> None:
    import pickle

    mark = tmp_path / "ran"
    client = redis.Redis(unix_socket_path=str(stack.socket_path))
    jobs = {
        "shell": JSONSerializer.dumps(("os.system", None, [f"touch {mark}"], {})),
        "pickled": pickle.dumps(("os.system", None, [f"touch {mark}"], {})),
        "reduced": pickle.dumps(Shell(f"touch {mark}")),
        "junk": b"\x00\xff",
    }
    for name, data in jobs.items():
        client.hset(
            f"rq:job:{name}",
            mapping={
                "created_at": "2018-10-29T00:00:00.000000Z",
                "data": data,
                "origin": QUEUE_NAME,
                "status": "queued",
                "timeout": "60",
                "success_callback_name": "os.system",
            },
        )
        client.rpush(f"rq:queue:{QUEUE_NAME}", name)
    for n in range(5):
        stack.post(text(n))
    stack.settle()
    wait_for(lambda: client.llen(f"rq:queue:{QUEUE_NAME}") == 0)
    assert not mark.exists()
    counted = report("jobs put in by hand", tally(stack))
    assert (counted.accepted, counted.enriched) == (5, 5)
