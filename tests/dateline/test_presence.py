import json
import threading
import time

import pytest
import redis

from dateline import keys, presence
from dateline.presence import FORGET_SECONDS, SILENT_SECONDS, Presence, Work, be_present, read_processes


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "BEAT_SECONDS", 0.02)


def stored(client: redis.Redis) -> list[Presence]:
    return read_processes(client.hgetall(keys.PROCESSES))  # type: ignore[arg-type]


def wait_for_stage(client: redis.Redis, stage: str) -> Presence:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        for one in stored(client):
            if one.stage == stage:
                return one
        threading.Event().wait(0.01)
    raise AssertionError("it was never said")


def test_a_process_says_what_it_is_at_until_it_ends(fake: redis.Redis) -> None:
    work = Work()
    with be_present(fake, "worker", "host/worker-1", work):
        with work.at("main", "a1"), work.in_stage("dates"):
            said = wait_for_stage(fake, "dates")
        assert (said.name, said.role, said.collection, said.article) == ("host/worker-1", "worker", "main", "a1")
        assert (work.article, work.stage, work.done) == (None, None, 1)
    assert stored(fake) == []


def test_work_that_fails_is_over_all_the_same() -> None:
    work = Work()
    with pytest.raises(ZeroDivisionError), work.at("main", "a1"), work.in_stage("dates"):
        raise ZeroDivisionError
    assert (work.collection, work.article, work.stage, work.done) == (None, None, None, 1)


def test_silence_tells_a_killed_process() -> None:
    beat = Presence(name="a", role="worker", pid=1, started_ms=0, beat_ms=1_000_000)
    assert not beat.is_silent(1_000_000 + SILENT_SECONDS * 1000)
    assert beat.is_silent(1_000_001 + SILENT_SECONDS * 1000)


def test_whoever_begins_clears_those_long_silent(fake: redis.Redis) -> None:
    now = time.time() * 1000
    said = {"role": "worker", "pid": 1, "started_ms": 0}
    fake.hset(keys.PROCESSES, "old", json.dumps({**said, "beat_ms": now - FORGET_SECONDS * 1000 - 1000}))
    fake.hset(keys.PROCESSES, "late", json.dumps({**said, "beat_ms": now - 60_000}))
    work = Work()
    with be_present(fake, "reconciler", "new", work), work.in_stage("seen"):
        wait_for_stage(fake, "seen")
        assert [one.name for one in stored(fake)] == ["late", "new"]


def test_what_another_version_says_is_left_out() -> None:
    assert read_processes({"a": "no JSON", "b": '{"role": "conductor"}', "c": "[]"}) == []


def test_presence_outlives_a_redis_that_is_away(fake: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    hset = fake.hset

    def fail_first(*arguments: object) -> int:
        calls.append("hset")
        if len(calls) == 1:
            raise redis.ConnectionError
        return int(hset(*arguments))  # type: ignore[arg-type]

    monkeypatch.setattr(fake, "hset", fail_first)
    work = Work()
    with be_present(fake, "stories", "host/stories", work), work.in_stage("on"):
        assert wait_for_stage(fake, "on").role == "stories"
