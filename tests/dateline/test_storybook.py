"""Stories in Redis: what becomes of them as articles are committed, revised and deleted."""

import pytest
import redis

from dateline import keys
from dateline.errors import NotFound
from dateline.follower import Follower
from dateline.ledger import Ledger
from dateline.models import Actor, EventDate, EventRecord, Interval
from dateline.settings import Settings
from dateline.store import read_article, read_events
from dateline.storybook import read_story
from tests.dateline.following import (
    DAY,
    OWN,
    WIRE,
    article,
    client,
    everything,
    follow,
    follower,
    march,
    revise,
    story_of,
    three,
)
from tests.make import ILLINOIS, TRUMP, enriched, place_of, span, store

__all__ = ["client", "follower", "three"]  # the fixtures


def test_three_outlets_of_which_two_carry_the_same_text_are_two_independent_sources(three: redis.Redis) -> None:
    story = story_of(three, "e-a1")
    assert (story.articles, story.sources, story.independent_sources) == (3, 3, 2)
    assert [origin.articles for origin in story.origins] == [("a1", "a2"), ("a3",)]
    assert [(member.event, member.article.source) for member in story.members] == [
        ("e-a1", "Paper a1"),
        ("e-a2", "Paper a2"),
        ("e-a3", "Paper a3"),
    ]
    assert story.place is not None
    assert (story.place.name, story.date.value, story.first_report.article) == ("Leeds", "2018-10-29", "a1")


def test_numbers_are_told_as_they_changed(three: redis.Redis) -> None:
    found = [(n.role, n.value, n.source, n.reports) for n in story_of(three, "e-a1").numbers_over_time]
    assert found == [("killed", 3, "paper a1", 2), ("killed", 11, "paper a3", 1)]


def test_all_events_of_a_story_name_it(three: redis.Redis) -> None:
    found = read_events(three, "main", ["e-a1", "e-a2", "e-a3"])
    assert len({record.story for record in found if isinstance(record, EventRecord)}) == 1


def test_a_revision_that_retracts_leaves_the_story_to_the_others(three: redis.Redis, follower: Follower) -> None:
    story = story_of(three, "e-a1")
    revise(three, enriched("a3", (), text="We withdraw our report.", published_at="2018-10-30"))
    follow(follower)
    after = story_of(three, "e-a1")
    assert (after.id, [member.event for member in after.members]) == (story.id, ["e-a1", "e-a2"])
    assert (after.independent_sources, [n.value for n in after.numbers_over_time]) == (1, [3])
    assert not three.exists(keys.stories_of("main", "a3"))


def test_an_event_that_moves_away_leaves_its_story(three: redis.Redis, follower: Follower) -> None:
    first = story_of(three, "e-a3").id
    moved = march("e-a3", places=(place_of(ILLINOIS),))
    revise(three, article("a3", OWN + " It was in Illinois.", "2018-10-29T19:00:00Z", 11, moved))
    follow(follower)
    assert story_of(three, "e-a3").id != first
    assert story_of(three, "e-a1").articles == 2


def test_a_deleted_article_takes_its_events_from_the_story(three: redis.Redis, follower: Follower) -> None:
    ledger = Ledger(three, "main", Settings())
    for article_id in ("a1", "a2"):
        ledger.delete(article_id)
    follow(follower)
    assert [member.event for member in story_of(three, "e-a3").members] == ["e-a3"]
    story = story_of(three, "e-a3").id
    assert not three.exists(keys.listed_story("main", story))
    ledger.delete("a3")
    follow(follower)
    left = set(everything(three)) - {keys.story_follower("main")}
    assert left == set()
    with pytest.raises(NotFound):
        read_story(three, "main", story)


def test_a_text_that_is_gone_already_is_compared_with_none(three: redis.Redis, follower: Follower) -> None:
    three.delete(keys.posted("main", "a1"))
    store(three, [article("a4", WIRE, "2018-10-29T19:00:00Z", 3)])
    fresh = Follower(three, "main")
    follower.release()
    follow(fresh)
    assert [origin.articles for origin in story_of(three, "e-a4").origins] == [("a1",), ("a2", "a4"), ("a3",)]


def test_joined_stories_answer_to_both_ids(client: redis.Redis, follower: Follower) -> None:
    actor = Actor(**dict(span("Trump")), role="actor", key=TRUMP.key, name="Donald Trump")
    rally = {"type": "TRAVEL", "quantities": ()}
    clause = EventDate(value="2018-10-29", interval=Interval(begin=DAY, end=DAY), precision="day", basis="clause")
    placed = march("e-a1", date=clause, **rally)
    named = march("e-a2", date=clause, places=(), actors=(actor,), **rally)
    both = march("e-a3", actors=(actor,), **rally)
    store(client, [article("a1", WIRE, "2018-10-29", 3, placed), article("a2", OWN, "2018-10-29", 3, named)])
    follow(follower)
    one, other = (story_of(client, name).id for name in ("e-a1", "e-a2"))
    assert one != other
    store(client, [article("a3", "Other words.", "2018-10-29", 3, both)])
    follow(follower)
    stays = story_of(client, "e-a3")
    gone = ({one, other} - {stays.id}).pop()
    assert read_story(client, "main", gone) == stays
    assert (stays.joined, stays.articles) == ((gone,), 3)


def test_an_event_that_is_back_as_it_was_has_its_story_again(three: redis.Redis, follower: Follower) -> None:
    story = story_of(three, "e-a3").id
    revise(three, enriched("a3", (), text="We withdraw our report.", published_at="2018-10-30"))
    revise(three, article("a3", OWN, "2018-10-29T18:00:00Z", 11))
    follow(follower)
    assert story_of(three, "e-a3").id == story
    assert story_of(three, "e-a1").articles == 3


def test_an_event_that_no_longer_counts_leaves_its_story(three: redis.Redis, follower: Follower) -> None:
    revise(three, article("a3", OWN, "2018-10-29T18:00:00Z", 11, march("e-a3", confidence=0.1), title="Doubts"))
    follow(follower)
    found = read_events(three, "main", ["e-a3"])[0]
    assert isinstance(found, EventRecord)
    assert found.story is None
    assert story_of(three, "e-a1").articles == 2


def test_the_story_of_one_article_keeps_nothing_but_what_it_tells(client: redis.Redis, follower: Follower) -> None:
    store(client, [article("a1", WIRE, "2018-10-29T12:00:00Z", 3)])
    follow(follower)
    story = story_of(client, "e-a1")
    assert client.hkeys(keys.story("main", story.id)) == ["e-a1"]
    assert (story.sources, story.independent_sources, story.text) == (1, 1, story.members[0].evidence)


def test_an_article_shows_the_stories_of_its_events(three: redis.Redis) -> None:
    (shown,) = read_article(three, "main", "a1").events
    assert shown.story == story_of(three, "e-a1").id
