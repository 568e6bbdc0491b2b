"""What tellings are compared with is the same, asked at once or one by one."""

import fakeredis
import redis

from dateline import keys
from dateline.blocks import blocks_of
from dateline.prospects import Prospects
from tests.dateline.telling import telling


def make(client: redis.Redis) -> Prospects:
    return Prospects(client, "main", lambda: None)


def test_stories_that_share_a_block_are_near_whether_looked_up_before_or_not() -> None:
    client = fakeredis.FakeRedis(decode_responses=True)
    told = [telling("e1"), telling("e2", day="2018-11-20")]
    first, last = blocks_of(told[0])[0], blocks_of(told[0])[-1]
    client.zadd(keys.story_block("main", first), {"s1": 1, "s2": 2})
    client.zadd(keys.story_block("main", last), {"s2": 2, "s3": 3})
    ahead = make(client)
    ahead.look_up(told)
    assert [sorted(ahead.near(one)) for one in told] == [["s1", "s2", "s3"], []]
    assert [ahead.near(one) for one in told] == [make(client).near(one) for one in told]


def test_an_event_that_tells_something_else_by_now_is_asked_for_anew() -> None:
    client = fakeredis.FakeRedis(decode_responses=True)
    was, now = telling("e1"), telling("e1", day="2018-11-20")
    client.zadd(keys.story_block("main", blocks_of(now)[0]), {"s9": 1})
    ahead = make(client)
    ahead.look_up([was])
    assert (ahead.near(was), ahead.near(now)) == ([], ["s9"])


def test_a_name_is_one_that_no_story_has_or_had() -> None:
    client = fakeredis.FakeRedis(decode_responses=True)
    first = make(client).name("e1", ())
    second = make(client).name("e1", (first,))
    client.hset(keys.story("main", first), "event", "{}")
    client.hset(keys.story_aliases("main"), second, first)
    for asked_before in (False, True):
        ahead = make(client)
        if asked_before:
            ahead.look_up([telling("e1")])
        assert ahead.name("e1", ()) not in (first, second)
