import pytest
import redis

from dateline import keys
from dateline.storylease import LEASE_MS, StoryLease


def test_one_at_a_time_holds_the_stories_until_it_lets_go_or_is_gone(fake: redis.Redis) -> None:
    first, second = StoryLease(fake, "main"), StoryLease(fake, "main")
    assert (first.take(), second.take(), first.take()) == (True, False, True)
    assert 0 < fake.pttl(keys.story_lease("main")) <= LEASE_MS
    assert StoryLease(fake, "other").take()
    second.release()
    assert not second.take()
    first.release()
    assert second.take()


def test_whoever_seizes_the_stories_takes_them_from_the_other(fake: redis.Redis) -> None:
    first, second = StoryLease(fake, "main"), StoryLease(fake, "main")
    first.take()
    second.seize()
    assert not first.take()
    first.release()
    assert second.take()


def test_a_lease_is_renewed_when_that_is_due_and_an_ended_one_is_not_taken_again(
    fake: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr("dateline.storylease.time.monotonic", lambda: now[0])
    lease = StoryLease(fake, "main")
    lease.take()
    fake.pexpire(keys.story_lease("main"), 5_000)
    now[0] += 1
    assert lease.renew()
    assert fake.pttl(keys.story_lease("main")) <= 5_000
    now[0] += 3
    assert lease.renew()
    assert fake.pttl(keys.story_lease("main")) > 5_000
    fake.delete(keys.story_lease("main"))
    now[0] += 4
    assert not lease.renew()
    assert not fake.exists(keys.story_lease("main"))
