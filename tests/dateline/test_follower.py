"""The follower: at least once, one at a time, and whatever ends it, another one goes on."""

import time
from collections.abc import Sequence

import pytest
import redis

from dateline import keys
from dateline.blocks import blocks_of
from dateline.errors import NotFound
from dateline.follower import Follower
from dateline.ledger import Ledger
from dateline.settings import Settings
from dateline.storybook import read_story
from dateline.tellings import Telling
from tests.dateline.following import (
    OWN,
    WIRE,
    article,
    client,
    everything,
    follow,
    follower,
    story_of,
    three,
)
from tests.make import store

__all__ = ["client", "follower", "three"]  # the fixtures


def test_following_again_from_the_start_changes_nothing(three: redis.Redis) -> None:
    before = everything(three)
    three.hset(keys.story_follower("main"), "position", "0-0")
    again = Follower(three, "main")
    three.delete(keys.story_lease("main"))
    follow(again)
    position = keys.story_follower("main")
    assert {k: v for k, v in everything(three).items() if k != position} == {
        k: v for k, v in before.items() if k != position
    }


def test_only_one_process_follows_at_a_time(three: redis.Redis, follower: Follower) -> None:
    store(three, [article("a4", OWN, "2018-10-29", 3)])
    other = Follower(three, "main")
    assert other.follow() == 0
    follower.release()
    assert other.follow() == 1
    assert follower.follow() == 0
    assert story_of(three, "e-a4").articles == 4


def test_what_a_process_writes_after_its_lease_ended_is_refused(three: redis.Redis, follower: Follower) -> None:
    store(three, [article("a4", OWN, "2018-10-29", 3)])
    three.set(keys.story_lease("main"), "another")
    assert not follower._book.update(["a4"])
    assert not three.exists(keys.stories_of("main", "a4"))


def test_a_step_may_take_longer_than_the_lease(client: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_long(telling: Telling) -> tuple[str, ...]:
        time.sleep(0.3)
        return blocks_of(telling)

    monkeypatch.setattr("dateline.storylease.LEASE_MS", 1_000)
    monkeypatch.setattr("dateline.prospects.blocks_of", look_long)
    store(client, [article(f"a{n}", WIRE, "2018-10-29", 3) for n in range(6)])
    follow(Follower(client, "main"))
    assert story_of(client, "e-a1").articles == 6


def cut_off(follower: Follower, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process of `follower` end in place of the write that comes after so many."""
    write, left = follower._book.write, iter(range(after))

    def write_or_end(commands: Sequence[Sequence[str]], marks: Sequence[Sequence[str]] = ()) -> bool:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return write(commands, marks)

    monkeypatch.setattr(follower._book, "write", write_or_end)


@pytest.mark.parametrize("after", range(4))
def test_whatever_write_a_follower_ended_at_the_next_one_goes_on(
    client: redis.Redis, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(client, [article(f"a{n}", WIRE if n % 2 else OWN, "2018-10-29", 3 + n // 3) for n in range(6)])
    follow(Follower(client, "main"))
    expected = everything(client)
    for name in [keys.story_lease("main"), *expected]:
        client.delete(name)
    dying = Follower(client, "main")
    cut_off(dying, after, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        follow(dying)
    client.delete(keys.story_lease("main"))
    follow(Follower(client, "main"))
    assert everything(client) == expected


def test_where_the_feed_was_trimmed_all_articles_are_gone_through(real: redis.Redis) -> None:
    follower = Follower(real, "main")
    store(real, [article("a1", WIRE, "2018-10-29", 3), article("gone", OWN, "2018-10-29", 3)])
    follow(follower)
    store(real, [article("a2", OWN, "2018-10-29", 3)])
    Ledger(real, "main", Settings()).delete("gone")
    store(real, [article("a3", OWN, "2018-10-29", 3)])
    real.xtrim(keys.feed("main"), maxlen=1, approximate=False)
    follow(follower)
    assert {member.event for member in story_of(real, "e-a1").members} == {"e-a1", "e-a2", "e-a3"}
    assert not real.exists(keys.stories_of("main", "gone"))
    assert "scan" not in real.hgetall(keys.story_follower("main"))


def test_where_the_rules_have_changed_all_is_grouped_anew(three: redis.Redis, follower: Follower) -> None:
    before = everything(three)
    story = story_of(three, "e-a1").id
    # By other rules the third report was a story of its own.
    three.hset(keys.story_follower("main"), "rules", "0")
    told = three.hget(keys.story("main", story), "e-a3") or ""
    three.hdel(keys.story("main", story), "e-a3")
    three.hset(keys.story("main", "s0"), "e-a3", told)
    three.hset(keys.stories_of("main", "a3"), "e-a3", "s0")
    follow(follower)
    after = everything(three)
    assert after.pop(keys.story_aliases("main")) == {"s0": story}
    assert story_of(three, "e-a3").articles == 3
    assert set(after) == set(before)
    entries = follower.follow()
    assert entries == 0


def test_a_story_is_found_over_several_that_were_joined(three: redis.Redis) -> None:
    story = story_of(three, "e-a1").id
    three.hset(keys.story_aliases("main"), mapping={"s1": "s2", "s2": story, "s3": "s4", "s4": "s3"})
    assert read_story(three, "main", "s1").id == story
    with pytest.raises(NotFound):
        read_story(three, "main", "s3")
