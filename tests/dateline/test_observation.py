import json

import redis

from dateline import keys
from dateline.ledger import Claim, Ledger
from dateline.observation import MAX_DEAD, read_activity
from dateline.settings import Settings
from tests.conftest import MakeArticle
from tests.make import enriched, store

NAME = "host/worker-1"


def be_heard(client: redis.Redis, **at: str) -> None:
    seconds, _ = client.time()
    said = {"role": "worker", "pid": 7, "started_ms": (seconds - 60) * 1000, "beat_ms": seconds * 1000, "done": 3}
    client.hset(keys.PROCESSES, NAME, json.dumps({**said, **at}))


def test_an_article_at_work_is_told_with_its_worker_and_stage(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    ledger.accept(make_article(id="a1"))
    assert isinstance(ledger.claim("a1", NAME), Claim)
    be_heard(fake, collection="main", article="a1", stage="dates")
    found = read_activity(fake)
    (running,) = found.running
    assert (running.collection, running.article, running.worker, running.attempt) == ("main", "a1", NAME, 1)
    assert running.stage == "dates"
    assert 0 <= running.seconds < 5
    assert 5 < running.lease_seconds <= 10
    (process,) = found.processes
    assert (process.name, process.pid, process.done, process.is_silent) == (NAME, 7, 3, False)
    assert 59 < process.up_seconds < 65


def test_the_stage_of_another_article_is_not_told_of_this_one(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    ledger.accept(make_article(id="a1"))
    ledger.claim("a1", NAME)
    be_heard(fake, collection="main", article="a0", stage="dates")
    assert read_activity(fake).running[0].stage is None


def test_who_held_an_article_is_forgotten_when_it_ends(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    ledger.accept(make_article(id="a1"))
    claim = ledger.claim("a1", NAME)
    assert isinstance(claim, Claim)
    ledger.fail(claim, "a1", "the pipeline failed: ValueError")
    fields = fake.hgetall(keys.article("main", "a1"))
    assert not {"worker", "claimed_ms", "token"} & set(fields)
    found = read_activity(fake)
    assert found.running == []
    (letter,) = found.dead_letters
    assert (letter.article, letter.attempts, letter.error) == ("a1", 1, "the pipeline failed: ValueError")


def test_what_ended_is_counted_by_when(fake: redis.Redis) -> None:
    store(fake, [enriched(f"a{n}") for n in range(4)])
    seconds, _ = fake.time()
    ended = keys.state("main", "succeeded")
    for article, ago in (("a0", 30), ("a1", 200), ("a2", 800), ("a3", 2000)):
        fake.zadd(ended, {article: (seconds - ago) * 1000})
    (main,) = read_activity(fake).collections
    assert {window: counts["succeeded"] for window, counts in main.ended.items()} == {"1m": 1, "5m": 2, "15m": 3}
    assert (main.accepted, main.states["succeeded"]) == (4, 4)


def test_timings_are_of_all_that_is_shown_together(fake: redis.Redis) -> None:
    store(fake, [enriched("a")])
    store(fake, [enriched("a"), enriched("b")], "other")
    both, one = read_activity(fake), read_activity(fake, "other")
    assert (both.stages["dates"].count, one.stages["dates"].count) == (3, 2)
    assert both.n_collections == one.n_collections == 2
    assert [collection.name for collection in one.collections] == ["other"]
    assert both.job.count == 3


def test_of_many_dead_letters_the_newest_are_told(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    for n in range(30):
        ledger.accept(make_article(id=f"a{n:02}"))
        claim = ledger.claim(f"a{n:02}")
        assert isinstance(claim, Claim)
        ledger.fail(claim, f"a{n:02}", "the pipeline failed: ValueError")
        fake.zadd(keys.state("main", "failed"), {f"a{n:02}": 1000 * n})
    found = [letter.article for letter in read_activity(fake).dead_letters]
    assert found[:2] == ["a29", "a28"]
    assert len(found) <= MAX_DEAD


def test_nothing_is_told_of_a_store_that_is_empty(fake: redis.Redis) -> None:
    found = read_activity(fake)
    assert (found.collections, found.running, found.processes, found.store.version) == ([], [], [], None)
    assert read_activity(fake, "nobody").collections[0].states == dict.fromkeys(keys.STATES, 0)
