"""Articles older than a policy keeps go whole, and no others."""

import contextlib
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import redis
from pydantic import SecretStr

from dateline import keys, retention
from dateline.connection import connect
from dateline.errors import NotFound, Setup, Unavailable
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.records import make_records
from dateline.retention import Old, Policy, clear_policy, count_old, read_policy, retire, set_policy
from dateline.settings import Settings
from tests.invariants import check_store
from tests.make import enriched, event, store

DAY_MS = 86_400_000


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


def days_ago(client: redis.Redis, days: int) -> str:
    """A day before Redis's today."""
    seconds, _ = client.time()
    return (dt.datetime.fromtimestamp(seconds, dt.UTC).date() - dt.timedelta(days=days)).isoformat()


def fill(client: redis.Redis, *ages: int, collection: str = "main") -> None:
    """An article, `a<n>`, for each age in days by its publication, with one event."""
    made = [
        enriched(f"a{age}", [event(f"e{age}")], published_at=days_ago(client, age), text=f"Trump met Leeds {age}. " * 2)
        for age in ages
    ]
    store(client, made, collection)


def articles(client: redis.Redis, collection: str = "main") -> set[str]:
    found: Any = client.zrange(keys.publications(collection), 0, -1)
    return set(found)


def arrive(client: redis.Redis, article_id: str, days: int) -> None:
    """Let an article have come so many days ago."""
    seconds, _ = client.time()
    client.zadd(keys.arrivals("main"), {article_id: seconds * 1000 - days * DAY_MS})


def test_articles_published_too_long_ago_go_with_all_that_came_of_them(client: redis.Redis) -> None:
    fill(client, 0, 9, 10, 11, 400)
    set_policy(client, "main", 10, "published")
    assert retire(client, Settings()) == 2
    assert articles(client) == {"a0", "a9", "a10"}
    assert not client.exists(keys.enriched("main", "a11"), keys.event("main", "e11"), keys.events("main", "a11"))
    assert client.hmget(keys.totals("main"), ["retired", "retired_events"]) == ["2", "2"]
    assert retire(client, Settings()) == 0


def test_no_orphan_stays_and_the_feed_tells_of_each_event_that_went(real: redis.Redis) -> None:
    fill(real, 1, 50, 60)
    set_policy(real, "main", 10, "published")
    retire(real, Settings())
    check_store(real)
    entries: Any = real.xrange(keys.feed("main"))
    assert [(fields["op"], fields["event"]) for _, fields in entries[-2:]] == [
        ("retracted", "e60"),
        ("retracted", "e50"),
    ]


def test_by_arrival_an_old_story_that_came_today_stays(client: redis.Redis) -> None:
    fill(client, 0, 400)
    arrive(client, "a0", 31)
    set_policy(client, "main", 30, "arrival")
    assert retire(client, Settings()) == 1
    assert articles(client) == {"a400"}


@pytest.mark.parametrize("state", ["queued", "running"])
def test_an_article_that_waits_or_is_in_work_stays_until_it_is_done(client: redis.Redis, state: str) -> None:
    set_up = Ledger(client, "main", Settings())
    made = enriched("a1", [event("e1")])
    set_up.accept(Article(**{name: getattr(made, name) for name in Article.model_fields}))
    claim = set_up.claim("a1") if state == "running" else None
    set_policy(client, "main", 10, "published")
    assert retire(client, Settings()) == 0
    claim = claim or set_up.claim("a1")
    assert isinstance(claim, Claim)
    assert set_up.commit(claim, made, make_records("main", made))
    assert retire(client, Settings()) == 1


def test_a_younger_revision_that_came_meanwhile_stays(client: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the list and the removal, the article becomes another one."""
    fill(client, 400)
    set_policy(client, "main", 10, "published")
    oldest = retention._oldest

    def then_revise(*arguments: Any) -> list[str]:
        found = oldest(*arguments)
        revised = enriched("a400", [event("e400")], published_at=days_ago(client, 0), title="Anew")
        store(client, [revised])
        return found

    monkeypatch.setattr(retention, "_oldest", then_revise)
    assert retire(client, Settings()) == 0
    assert articles(client) == {"a400"}


def test_many_go_in_bounded_passes_and_those_that_must_stay_do_not_hold_up_the_rest(
    client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    Ledger(client, "main", Settings()).accept(Article(id="q", text="Waits.", published_at=dt.date(1990, 1, 1)))
    fill(client, 20, 21, 22, 23, 24)
    set_policy(client, "main", 10, "published")
    assert [retire(client, Settings()) for _ in range(4)] == [2, 2, 1, 0]
    assert articles(client) == {"q"}


def test_each_collection_has_its_own_policy_or_that_of_the_settings(client: redis.Redis) -> None:
    fill(client, 5, 50, collection="one")
    fill(client, 5, 50, collection="two")
    settings = Settings(retention_days=30)
    set_policy(client, "two", None, "published")
    assert read_policy(client, "one", settings) == Policy(30, "published", "settings")
    assert read_policy(client, "two", settings) == Policy(None, "published", "collection")
    assert retire(client, settings) == 1
    assert (articles(client, "one"), articles(client, "two")) == ({"a5"}, {"a5", "a50"})
    clear_policy(client, "two")
    assert retire(client, settings) == 1


def test_a_dry_run_counts_what_would_go(client: redis.Redis) -> None:
    fill(client, 5, 50, 60)
    Ledger(client, "main", Settings()).accept(Article(id="q", text="Waits.", published_at=dt.date(1990, 1, 1)))
    assert count_old(client, "main", Policy(30, "published", "settings")) == Old(articles=3, events=2, busy=1)
    assert count_old(client, "main", Policy(None, "published", "settings")) == Old(0, 0, 0)
    assert len(articles(client)) == 4


@pytest.mark.parametrize(("days", "by"), [(0, "published"), (40_000, "published"), (3, "moon")])
def test_a_policy_that_makes_no_sense_is_refused(client: redis.Redis, days: int, by: str) -> None:
    fill(client, 1)
    with pytest.raises(Setup):
        set_policy(client, "main", days, by)


def test_a_collection_that_nobody_posted_to_has_no_policy(client: redis.Redis) -> None:
    with pytest.raises(NotFound):
        set_policy(client, "typo", 3, "published")


def test_nothing_is_counted_while_the_articles_are_not_all_listed_yet(client: redis.Redis) -> None:
    fill(client, 5)
    client.set(keys.layout("main"), 2)
    with pytest.raises(Unavailable):
        count_old(client, "main", Policy(1, "published", "settings"))


def test_many_supervisors_remove_each_article_once_while_others_come(real: redis.Redis, redis_url: SecretStr) -> None:
    fill(real, *range(20, 110))
    set_policy(real, "main", 10, "published")

    def supervise(_: int) -> int:
        with contextlib.closing(connect(redis_url, 10)) as client:
            return sum(retire(client, Settings()) for _ in range(6))

    with ThreadPoolExecutor(3) as threads:
        removed = threads.map(supervise, range(3))
        fill(real, 0, 1, 2, 3)
        assert sum(removed) == 90
    assert real.hmget(keys.totals("main"), ["retired", "retired_events"]) == ["90", "90"]
    assert articles(real) == {"a0", "a1", "a2", "a3"}
    check_store(real)
