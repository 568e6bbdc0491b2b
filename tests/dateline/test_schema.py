"""What an earlier version stored is upgraded; what a later one stored is left, and said to be."""

import json
from collections.abc import Iterator

import fakeredis
import pytest
import redis

from dateline import keys, schema
from dateline.errors import Later
from dateline.ledger import Claim, Ledger
from dateline.queries import EventQuery
from dateline.queue import open_queue
from dateline.reconciler import unpark
from dateline.records import read_posted, write_posted
from dateline.schema import SCHEMA_VERSION, STEPS, split_later, upgrade
from dateline.search import find_events
from dateline.settings import Settings
from dateline.store import read_article, read_event
from dateline.upgrade import LAYOUT
from tests.conftest import MakeArticle
from tests.make import enriched, event, store


@pytest.fixture
def steps() -> Iterator[None]:
    STEPS["event", 1] = lambda fields: {**fields, "a": 1}
    STEPS["event", 2] = lambda fields: {**fields, "b": fields["a"] + 1}
    yield
    STEPS.clear()


@pytest.mark.usefixtures("steps")
def test_older_fields_go_through_each_step_to_the_present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 3)
    assert upgrade("event", {}, 1) == {"a": 1, "b": 2}
    assert upgrade("event", {"a": 7}, 2) == {"a": 7, "b": 8}
    assert upgrade("event", {}, 3) == upgrade("header", {}, 1) == {}


def test_what_carries_no_version_was_stored_by_the_first() -> None:
    assert upgrade("posted", {"x": 1}) == {"x": 1}


def test_later_fields_are_refused_with_their_version() -> None:
    with pytest.raises(Later, match="later version") as raised:
        upgrade("posted", {"schema_version": SCHEMA_VERSION + 1})
    assert (raised.value.schema_version, raised.value.status) == (SCHEMA_VERSION + 1, 503)


def test_a_posted_article_says_its_version_first_and_reads_back(make_article: MakeArticle) -> None:
    article = make_article(id="a", title="T", authors=["One"], metadata={"k": [1, {"n": None}]})
    stored = write_posted(article)
    assert stored.startswith(f'{{"schema_version":{SCHEMA_VERSION},')
    assert read_posted(stored) == article
    assert read_posted(article.model_dump_json()) == article


def test_what_is_gone_and_what_is_later_are_told_apart() -> None:
    assert split_later([1, None, Later("x"), 2]) == ((1, 2), 1)


def post_as_later(client: redis.Redis, ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a"))
    posted = json.loads(client.hget(keys.posted("main", "a"), "1") or "")
    posted = {"schema_version": SCHEMA_VERSION + 1, **{k: v for k, v in posted.items() if k != "schema_version"}}
    client.hset(keys.posted("main", "a"), "1", json.dumps(posted, separators=(",", ":")))


def test_an_article_of_a_later_version_is_set_aside_without_an_attempt(
    fake: redis.Redis, settings: Settings, make_article: MakeArticle
) -> None:
    ledger = Ledger(fake, "main", settings)
    post_as_later(fake, ledger, make_article)
    assert ledger.claim("a") == "later"
    status = ledger.status("a")
    assert (status.status, status.attempts) == ("queued", 0)
    assert fake.zrange(keys.parked("main"), 0, -1, withscores=True) == [("a", SCHEMA_VERSION + 1)]
    assert (ledger.parked(), ledger.waiting(0)) == ([], [])
    assert ledger.delete("a") == 0
    assert not fake.exists(keys.parked("main"))


def test_whoever_can_read_it_takes_it_up(
    fake: redis.Redis, settings: Settings, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(fake, "main", settings)
    post_as_later(fake, ledger, make_article)
    ledger.claim("a")
    for module in ("dateline.ledger", "dateline.steps", "dateline.schema"):
        monkeypatch.setattr(f"{module}.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    assert unpark(ledger, open_queue(fakeredis.FakeRedis(), 60), "main") == 1
    assert not fake.exists(keys.parked("main"))
    claim = ledger.claim("a")
    assert isinstance(claim, Claim)
    assert claim.attempt == 1


@pytest.mark.parametrize("key", ["layout", "upgrade"])
def test_a_store_of_a_later_layout_is_neither_written_nor_worked_at(
    fake: redis.Redis, settings: Settings, make_article: MakeArticle, key: str
) -> None:
    ledger = Ledger(fake, "main", settings)
    ledger.accept(make_article(id="a"))
    if key == "layout":
        fake.set(keys.layout("main"), LAYOUT + 1)
    else:
        fake.hset(keys.upgrade("main"), "to", str(LAYOUT + 1))
    assert ledger.claim("a") == "later"
    with pytest.raises(Later):
        ledger.accept(make_article(id="b"))
    assert ledger.counts()["queued"] == 1


def test_a_list_leaves_out_what_a_later_version_stored_and_says_how_many(real: redis.Redis) -> None:
    store(real, [enriched("a1", [event("e1")]), enriched("a2", [event("e2"), event("e3")])])
    header = json.loads(real.hget(keys.events("main", "a2"), keys.HEADER) or "")
    real.hset(keys.events("main", "a2"), keys.HEADER, json.dumps({**header, "schema_version": SCHEMA_VERSION + 1}))
    page = find_events(real, "main", EventQuery())
    assert ([found.id for found in page.items], page.unread, page.total) == (["e1"], 2, 3)
    assert '"unread":2' in page.model_dump_json()
    with pytest.raises(Later):
        read_event(real, "main", "e2")
    with pytest.raises(Later):
        read_article(real, "main", "a2")
    assert read_event(real, "main", "e1").id == "e1"
