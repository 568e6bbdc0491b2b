"""The doctor finds what is broken, says nothing of what is not, and repairs what can be."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from pydantic import SecretStr
from rq import Queue

from dateline import keys, queue
from dateline.connection import connect, connect_queue
from dateline.correction_store import CorrectionStore
from dateline.doctor import Report, examine, store
from dateline.follower import Follower
from dateline.ledger import Ledger
from dateline.models import Article
from dateline.names import normalize_name
from dateline.queries import EventQuery
from dateline.refresh import Refresher
from dateline.search import find_events
from dateline.settings import Settings
from tests import make
from tests.dateline.following import OWN, WIRE, article, follow, march
from tests.dateline.people import person
from tests.invariants import check_settled_store
from tests.make import event

ANN, BEA = person("Ann Ash", "Ash", titles=("Mayor",)), person("Bea Oak", id="n2")
OLD_MS = 1_000


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PAUSES_SECONDS", (0.0,))


@pytest.fixture
def jobs(redis_url: SecretStr) -> Iterator[Queue]:
    with connect_queue(redis_url, 10) as client:
        yield queue.open_queue(client, 60)


@pytest.fixture
def sound(real: redis.Redis) -> redis.Redis:
    """A store with something of everything, in order."""
    made = [
        article("a1", WIRE, "2018-10-29T12:00:00Z", 3, entities=(ANN, BEA), url="https://example.org/1"),
        article("a2", f"By Ann Lee\n\n{WIRE}"[:190], "2018-10-29T13:00:00Z", 3, entities=(ANN,)),
        article("a3", OWN, "2018-10-30", 11, march("e-a3"), event("s-a3", None), entities=(BEA,)),
    ]
    make.store(real, made)
    CorrectionStore(real, "main", "r").give_aliases(ANN.key, ["The Mayor"])
    while Refresher(real, "main", Settings()).run(100):
        pass
    follow(Follower(real, "main"))
    return real


def look(client: redis.Redis, jobs: Queue, **how: Any) -> Report:
    return examine(client, jobs, Settings(), **how)


def found(report: Report) -> dict[str, int]:
    return {name: check.wrong for name, check in report.checks.items() if check.wrong}


def test_a_sound_store_is_found_sound_and_nothing_in_it_is_changed(sound: redis.Redis, jobs: Queue) -> None:
    before = {name: sound.dump(name) for name in sound.scan_iter()}
    report = look(sound, jobs)
    assert found(report) == {}
    assert report.is_good
    assert {name for name, check in report.checks.items() if not check.looked} == {"leases", "queue", "strays"}
    assert {name: sound.dump(name) for name in sound.scan_iter()} == before
    assert json.loads(json.dumps(report.tell()))["good"] is True


def _work_for_ever(client: redis.Redis) -> None:
    ledger = Ledger(client, "main", Settings())
    ledger.accept(Article(id="q", text="It waits.", published_at="2018-10-29"))
    ledger.claim("q")
    client.zadd(keys.state("main", "running"), {"q": OLD_MS})


Breakage = Callable[[redis.Redis], object]
REPAIRED: dict[str, tuple[str, Breakage]] = {
    "an article in two states": ("states", lambda c: c.zadd(keys.state("main", "failed"), {"a1": 1})),
    "an article in no state": ("states", lambda c: c.zrem(keys.state("main", "succeeded"), "a1")),
    "a state of what is no article": ("states", lambda c: c.zadd(keys.state("main", "succeeded"), {"zz": 1})),
    "a token of nobody": ("states", lambda c: c.hset(keys.article("main", "a1"), "token", "x")),
    "an age that is not listed": ("articles", lambda c: c.zrem(keys.arrivals("main"), "a1")),
    "an address that is lost": (
        "articles", lambda c: c.delete(str(c.hget(keys.article("main", "a1"), "url")))
    ),
    "an address of another": ("articles", lambda c: c.set(keys.url("main", "0f"), "a1")),
    "an age of what is no article": ("orphans", lambda c: c.zadd(keys.publications("main"), {"zz": 1})),
    "a text of what is no article": ("orphans", lambda c: c.hset(keys.posted("main", "zz"), "1", "{}")),
    "events that are not in the index": ("events", lambda c: c.delete(keys.event("main", "e-a1"))),
    "an event of nobody in the index": (
        "events",
        lambda c: c.hset(
            keys.event("main", "zz"),
            mapping={"c": "main", "id": "zz", "art": "a1", "date": 1, "pub": 1, "conf": 1, "type": "PROTEST"},
        ),
    ),
    "an article that is not listed": ("events", lambda c: c.zrem(keys.articles("main"), "a1")),
    "a bucket with one too many": ("histograms", lambda c: c.hincrby(keys.counts("main", "pub"), "736996", 1)),
    "a bucket that is not in order": ("histograms", lambda c: c.zrem(keys.buckets("main", "pub"), "736996")),
    "a value with one too many": ("facets", lambda c: c.zincrby(keys.facet("main", "type"), 1, "PROTEST")),
    "a value that none has": ("facets", lambda c: c.zincrby(keys.facet("main", "country"), 1, "XX")),
    "names counted twice": ("subjects", lambda c: c.hincrby(keys.subject_names("main", ANN.key), "Ann Ash", 1)),
    "an alias counted twice": ("subjects", lambda c: c.zincrby(keys.alias("main", "ann ash"), 1, ANN.key)),
    "an alias that is lost": ("subjects", lambda c: c.zrem(keys.alias("main", normalize_name("The Mayor")), ANN.key)),
    "a list with one too many": (
        "subjects", lambda c: c.zadd(keys.subject_articles("main", BEA.key), {"a2": 736_996})
    ),
    "articles of a key that wait no more": ("queue", lambda c: c.hset(keys.waiting("main"), "0123", 7)),
    "a mark that is lost": ("stories", lambda c: c.hdel(keys.event("main", "e-a1"), "story")),
    "a subject that says too many": (
        "subjects", lambda c: c.execute_command("JSON.SET", keys.subject("main", ANN.key), "$.articles", 9)
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REPAIRED)
def test_what_is_broken_is_found_and_repaired(sound: redis.Redis, jobs: Queue, what: str) -> None:
    check, breakage = REPAIRED[what]
    before = find_events(sound, "main", EventQuery(limit=100))
    breakage(sound)
    assert check in found(look(sound, jobs))
    for _ in range(3):
        look(sound, jobs, repair=True)
    assert found(look(sound, jobs)) == {}
    if check != "events":
        # The feed is told of what is made anew.
        check_settled_store(sound)
    assert find_events(sound, "main", EventQuery(limit=100)) == before


TOLD: dict[str, tuple[str, Breakage]] = {
    "a revision that is lost": ("articles", lambda c: c.hdel(keys.posted("main", "a1"), "1")),
    "a lease that ended long ago": ("leases", _work_for_ever),
    "a story without its event": (
        "stories", lambda c: c.hdel(keys.story("main", str(c.hget(keys.stories_of("main", "a1"), "e-a1"))), "e-a1")
    ),
    "a trait of a story that is gone": ("stories", lambda c: c.zadd(keys.story_block("main", "b"), {"zz": 1})),
    "a feed that says otherwise": (
        "feed",
        lambda c: c.xadd(keys.feed("main"), {"op": "retracted", "event": "e-a1", "article": "a1", "revision": 1}),
    ),
    "an alias of nobody": ("subjects", lambda c: c.zadd(keys.alias("main", "nobody"), {"person/nobody": 1})),
    "a key that nobody knows": ("strays", lambda c: c.set("dateline:{main}:zebra:1", "x")),
    "a restore that was not ended": ("upgrade", lambda c: c.hset(keys.RESTORE, "archive", "x")),
}  # fmt: skip


@pytest.mark.parametrize("what", TOLD)
def test_what_cannot_be_repaired_is_told_and_left_alone(sound: redis.Redis, jobs: Queue, what: str) -> None:
    check, breakage = TOLD[what]
    breakage(sound)
    if check == "feed":
        follow(Follower(sound, "main"))
        sound.delete(keys.story_lease("main"))
        follow(Follower(sound, "main"))
    report = look(sound, jobs, repair=True)
    assert report.checks[check].state == "bad"
    assert report.checks[check].examples
    assert not report.is_good


def test_what_waits_without_a_job_is_told(sound: redis.Redis, jobs: Queue) -> None:
    ledger = Ledger(sound, "main", Settings())
    for name in ("q1", "q2"):
        ledger.accept(Article(id=name, text="It waits.", published_at="2018-10-29"))
        sound.zadd(keys.state("main", "queued"), {name: OLD_MS})
    queue.submit(jobs, "main", "q1", 1)
    report = look(sound, jobs)
    assert report.checks["queue"].wrong == 1
    assert "q2 waits" in report.checks["queue"].examples[0]


def test_stories_behind_the_feed_are_a_note_and_nothing_wrong(sound: redis.Redis, jobs: Queue) -> None:
    make.store(sound, [article("a4", OWN, "2018-10-29", 2)])
    report = look(sound, jobs)
    assert report.is_good
    assert report.checks["stories"].notes == ["main was not examined: 1 entries of the feed are to be taken in"]


@pytest.mark.parametrize(
    ("setting", "value"), [("maxmemory-policy", "allkeys-lru"), ("appendonly", "no"), ("appendfsync", "no")]
)
def test_a_redis_that_may_lose_articles_is_told(sound: redis.Redis, jobs: Queue, setting: str, value: str) -> None:
    was = str(sound.config_get(setting)[setting])
    sound.config_set(setting, value)
    try:
        assert look(sound, jobs).checks["redis"].state == "bad"
    finally:
        sound.config_set(setting, was)


def test_a_change_that_is_under_way_is_not_taken_for_wrong(sound: redis.Redis) -> None:
    seen: list[int] = []

    def look_once_wrong(ids: Any) -> dict[str, str]:
        seen.append(len(ids))
        return {"a1": "half done"} if len(seen) == 1 else {}

    assert store.make_sure(look_once_wrong, ["a1", "a2"]) == {}
    assert seen == [2, 1]


def test_a_store_in_use_is_sound_too(
    sound: redis.Redis, redis_url: SecretStr, jobs: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAUSES_SECONDS", (0.0, 0.01, 0.05, 0.1))
    over = threading.Event()
    done: list[int] = []

    def write() -> None:
        with contextlib.closing(connect(redis_url, 10)) as client:
            ledger = Ledger(client, "main", Settings())
            while not over.is_set():
                made = article(f"w{len(done) % 5}", OWN, "2018-10-29", len(done), entities=(ANN,), title=str(len(done)))
                make.store(client, [made])
                if len(done) % 3 == 0:
                    ledger.delete(made.id)
                done.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        reports = [look(sound, jobs) for _ in range(3)]
    finally:
        over.set()
        thread.join()
    assert len(done) > 10
    assert [report.tell() for report in reports if not report.is_good] == []


@pytest.mark.parametrize(("layout", "told"), [("2", "is being upgraded"), ("99", "was laid out by a later version")])
def test_a_collection_of_another_layout_is_not_examined(
    sound: redis.Redis, jobs: Queue, layout: str, told: str
) -> None:
    sound.set(keys.layout("main"), layout)
    sound.hincrby(keys.counts("main", "conf"), "50", 1)
    report = look(sound, jobs, repair=True)
    assert report.is_good
    assert told in report.checks["upgrade"].notes[0]
