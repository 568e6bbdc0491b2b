"""A store of layout 1, written by hand as it was laid down then, brought up to date while in use."""

import json
import secrets
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
import redis
from pydantic import SecretStr

from dateline import keys, upgrade
from dateline.connection import connect_queue
from dateline.doctor import examine
from dateline.ledger import Ledger
from dateline.matching import matches
from dateline.models import Article, ArticleRef, EnrichedArticle, EventRecord
from dateline.queries import EventQuery
from dateline.queue import open_queue
from dateline.refresh import Refresher, refresh
from dateline.search import find_events
from dateline.settings import Settings
from dateline.store import read_article, read_event, read_subject_by_key
from dateline.upgrade import find_older, upgrade_collections
from tests.contents import contents
from tests.dateline.people import BOB, article_about, person
from tests.make import store


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


def lay_down(client: redis.Redis, article: EnrichedArticle) -> None:
    """What a commit of layout 1 left behind."""
    day = article.published_day.toordinal()
    posted = Article(**{name: getattr(article, name) for name in Article.model_fields})
    client.sadd(keys.COLLECTIONS, "main")
    client.hset(
        keys.article("main", article.id),
        mapping={"revision": 1, "fingerprint": "f", "state": "succeeded", "attempts": 1, "url": "", "stages": "{}"},
    )
    client.hset(keys.posted("main", article.id), "1", posted.model_dump_json(exclude_none=True))
    client.zadd(keys.state("main", "succeeded"), {article.id: 1})
    client.set(keys.enriched("main", article.id), article.model_dump_json(exclude_none=True))
    ref = ArticleRef(**{name: getattr(article, name) for name in ArticleRef.model_fields})
    for event in article.events:
        record = EventRecord(**dict(event), article=ref, pipeline_version="1")
        index: dict[str, Any] = {
            "c": "main", "id": event.id, "art": article.id, "type": event.type, "status": event.status,
            "date": -1, "pub": day, "conf": event.confidence, "txt": "Marchers",
            "ent": [BOB, "bob", "bob smith"], "cty": ["GB"], "geo": ["-1.55,53.8"],
            "event": record.model_dump(mode="json", exclude_none=True),
        }  # fmt: skip
        client.execute_command("JSON.SET", keys.event("main", event.id), "$", json.dumps(index))
        client.hset(keys.owned("main", article.id), f"e:{event.id}", "digest")
    for entity in article.entities:
        names = [entity.name, *entity.aliases]
        subject = {"c": "main", "key": entity.key, "type": entity.type, "name": entity.name, "names": names}
        client.execute_command(
            "JSON.SET",
            keys.subject("main", entity.key),
            "$",
            json.dumps({**subject, "articles": 1, "first": day, "last": day}),
        )
        client.zadd(keys.subject_articles("main", entity.key), {article.id: day})
        for name in names:
            client.hincrby(keys.subject_names("main", entity.key), name, 1)
        client.hset(keys.owned("main", article.id), f"s:{entity.key}", json.dumps(names))


def article_of_old(article_id: str = "a1") -> EnrichedArticle:
    return article_about(article_id, person("Bob Smith", "Bob"), places=())


def count_outdated(client: redis.Redis) -> int:
    return Ledger(client, "main", Settings()).outdated()


def feed(client: redis.Redis) -> list[tuple[str, str]]:
    entries: Any = client.xrange(keys.feed("main"))
    return [(entry["op"], entry["event"]) for _, entry in entries]


def test_an_older_store_becomes_what_a_new_one_is_and_the_feed_begins_anew(
    client: redis.Redis, settings: Settings
) -> None:
    store(client, [article_of_old("a1"), article_of_old("a2")])
    expected = contents(client)
    for name in client.keys("dateline:*"):
        client.delete(name)
    lay_down(client, article_of_old("a1"))
    lay_down(client, article_of_old("a2"))
    client.hset(keys.subject_names("main", BOB), mapping={"Bob Smith": 2, "Bob": 2})
    client.xadd(keys.feed("main"), {"kind": "created", "event": "e-a1", "article": "a1", "revision": 1})
    assert upgrade_collections(client) == 2
    assert refresh(client, settings) == 2
    assert contents(client) == expected
    assert feed(client) == [("updated", "e-a1"), ("updated", "e-a2")]


def test_an_upgrade_goes_on_where_it_was_killed_and_is_begun_once(client: redis.Redis, settings: Settings) -> None:
    for name in ("a1", "a2", "a3"):
        lay_down(client, article_of_old(name))
    upgrade_collections(client)
    assert Refresher(client, "main", settings).run(1) == 1
    assert count_outdated(client) == 2
    assert upgrade_collections(client) == 0
    assert refresh(client, settings) == 2
    assert read_subject_by_key(client, "main", BOB).articles == 3


def test_an_article_of_the_older_layout_is_read_whole_before_it_is_made_anew(client: redis.Redis) -> None:
    lay_down(client, article_of_old())
    assert read_article(client, "main", "a1") == article_of_old()


def test_a_new_revision_before_the_upgrade_takes_back_what_was_there(client: redis.Redis, settings: Settings) -> None:
    lay_down(client, article_of_old())
    store(client, [article_about("a1", person("Somebody Else"), title="New").model_copy(update={"events": ()})])
    assert feed(client) == [("retracted", "e-a1")]
    entries: Any = client.xrange(keys.feed_was("main"))
    before = json.loads(entries[0][1]["before"])
    assert matches(before, EventQuery(entity=("Bob",), country=("GB",), min_confidence=0.5))
    assert not matches(before, EventQuery(entity=("Robert",)))
    assert not client.exists(keys.event("main", "e-a1"), keys.subject("main", BOB))
    assert not client.exists(keys.counts("main", "date"))


def test_a_deletion_before_the_upgrade_takes_back_what_was_there(client: redis.Redis, settings: Settings) -> None:
    lay_down(client, article_of_old())
    assert Ledger(client, "main", settings).delete("a1") == 1
    assert feed(client) == [("retracted", "e-a1")]
    assert contents(client) == {}
    assert not client.xlen(keys.feed_was("main"))


def test_a_collection_of_today_is_never_upgraded(client: redis.Redis) -> None:
    store(client, [article_of_old()])
    assert upgrade_collections(client) == 0
    assert count_outdated(client) == 0


def test_events_of_an_older_store_are_found_once_made_anew(real: redis.Redis, settings: Settings) -> None:
    lay_down(real, article_of_old())
    upgrade_collections(real)
    refresh(real, settings)
    page = find_events(real, "main", EventQuery(entity=(BOB,)))
    assert [event.id for event in page.items] == ["e-a1"]
    assert read_event(real, "main", "e-a1").actors[0].key == BOB


class KilledError(BaseException):
    """What ends a process between two steps."""


def kill_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> list[int]:
    """End the process after so many steps of the walk; the cursors that it asks for from now on."""
    asked: list[int] = []
    scan = redis.Redis.scan

    def scan_some(client: redis.Redis, cursor: int = 0, **how: Any) -> Any:
        asked.append(cursor)
        if len(asked) == steps:
            raise KilledError
        return scan(client, cursor, **how)

    monkeypatch.setattr(redis.Redis, "scan", scan_some)
    return asked


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_a_walk_that_was_killed_goes_on_where_it_was_and_readers_see_all_the_while(
    real: redis.Redis, redis_url: SecretStr, settings: Settings, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    names = [f"a{n}" for n in range(30)]
    for name in names:
        lay_down(real, article_of_old(name))
    real.xadd(keys.feed("main"), {"kind": "created", "event": "e-a1", "article": "a1", "revision": 1})
    monkeypatch.setattr(upgrade, "STEP", 20)
    with monkeypatch.context() as patch:
        kill_after(patch, steps)
        with pytest.raises(KilledError):
            upgrade_collections(real)
    assert find_older(real) == ["main"]
    assert read_article(real, "main", "a7") == article_of_old("a7")
    store(real, [article_about("new", person("Somebody Else"))])
    entries = real.xlen(keys.feed("main"))
    with monkeypatch.context() as patch:
        asked = kill_after(patch, -1)
        upgrade_collections(real)
    assert (asked[0] == 0) == (steps == 1)
    assert find_older(real) == []
    assert not real.exists(keys.upgrade("main"))
    assert real.xlen(keys.feed("main")) == entries
    listed: Any = real.zrange(keys.publications("main"), 0, -1)
    assert sorted(listed) == sorted([*names, "new"])
    assert real.zcard(keys.arrivals("main")) == count_outdated(real) + 1 == 31
    assert refresh(real, settings) == 30
    with connect_queue(redis_url, 10) as jobs:
        assert examine(real, open_queue(jobs, 60), settings).is_good


def test_an_upgrade_goes_on_by_some_steps_at_a_time(real: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(30):
        lay_down(real, article_of_old(f"a{n}"))
    monkeypatch.setattr(upgrade, "STEP", 20)
    assert 0 < upgrade_collections(real, 1) < 30
    passes = 1
    while find_older(real):
        upgrade_collections(real, 1)
        passes += 1
    assert passes > 2
    assert count_outdated(real) == 30


def test_another_server_begins_the_walk_anew(real: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a walk stands means nothing to a server that was started since."""
    for n in range(30):
        lay_down(real, article_of_old(f"a{n}"))
    monkeypatch.setattr(upgrade, "STEP", 20)
    upgrade_collections(real, 1)
    real.hset(keys.upgrade("main"), "run", "another")
    asked = kill_after(monkeypatch, -1)
    upgrade_collections(real)
    assert asked[0] == 0
    assert count_outdated(real) == 30


def test_articles_of_layout_2_are_listed_by_age_without_being_made_anew(client: redis.Redis) -> None:
    store(client, [article_of_old("a1"), article_of_old("a2")])
    ages = client.zrange(keys.arrivals("main"), 0, -1, withscores=True)
    client.delete(keys.arrivals("main"), keys.publications("main"))
    client.set(keys.layout("main"), 2)
    assert upgrade_collections(client) == 0
    assert client.zrange(keys.arrivals("main"), 0, -1, withscores=True) == ages
    assert client.zcard(keys.publications("main")) == 2
    assert client.xlen(keys.feed("main")) == count_outdated(client) == 0


# Goes on with the upgrade as a worker does, in small steps, and says when it begins.
WORKER = """
import sys
from pydantic import SecretStr
from dateline import upgrade
from dateline.connection import connect
upgrade.STEP = 20
client = connect(SecretStr(sys.argv[1]), 10)
print("ready", flush=True)
while upgrade.upgrade_collections(client, 50) or upgrade.find_older(client):
    pass
"""


def test_an_upgrade_goes_on_after_its_process_was_killed_at_any_moment(
    real: redis.Redis, redis_url: SecretStr, settings: Settings
) -> None:
    names = [f"a{n}" for n in range(1_500)]
    store(real, [article_of_old("model")])
    copy_article(real, "model", names)
    lay_down(real, article_of_old("old"))
    real.delete(keys.arrivals("main"), keys.publications("main"), keys.layout("main"))
    command = [sys.executable, "-c", WORKER, redis_url.get_secret_value()]
    kills = 0
    while True:
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            if kills < 3:
                time.sleep(secrets.randbelow(80) / 1_000)
                process.send_signal(signal.SIGKILL)
                kills += 1
        if process.returncode == 0:
            break
        # Whoever posts meanwhile is not held up.
        Ledger(real, "main", settings).accept(Article(id=f"n{kills}", text="It waits.", published_at="2018-10-29"))
    assert find_older(real) == []
    assert (
        real.zcard(keys.publications("main"))
        == real.zcard(keys.arrivals("main"))
        == len(names) + 2 + real.zcard(keys.state("main", "queued"))
    )
    while refresh(real, settings):
        pass
    with connect_queue(redis_url, 10) as jobs:
        report = examine(real, open_queue(jobs, 60), settings)
    assert [check.examples for check in report.checks.values() if check.wrong] == []


def copy_article(client: redis.Redis, name: str, names: list[str]) -> None:
    """Dead letters with the text of an article, of layout 2: in no list of ages."""
    posted: Any = client.hgetall(keys.posted("main", name))
    with client.pipeline(transaction=False) as pipe:
        for one in names:
            fields: dict[Any, Any] = {
                "revision": 1,
                "state": "failed",
                "attempts": 3,
                "url": "",
                "accepted_ms": 1,
                "fingerprint": "f",
            }
            pipe.hset(keys.article("main", one), mapping=fields)
            pipe.hset(keys.posted("main", one), "1", posted["1"])
            pipe.hset(keys.posted_at("main", one), "1", 1)
            pipe.zadd(keys.state("main", "failed"), {one: 1})
        pipe.execute()
