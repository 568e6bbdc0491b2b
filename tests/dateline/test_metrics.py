import json

import fakeredis
import pytest
import redis
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest
from prometheus_client.openmetrics.exposition import generate_latest as generate_openmetrics
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families

from dateline import keys, vitals
from dateline.activity import ROLES
from dateline.ledger import Claim, Ledger
from dateline.measures import BOUNDS
from dateline.metrics import StoreCollector
from dateline.models import StageReport
from dateline.presence import SILENT_SECONDS
from dateline.queue import open_queue
from dateline.records import make_records
from dateline.settings import Settings
from tests.conftest import MakeArticle
from tests.make import enriched, event, store

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def scrape(client: redis.Redis, jobs: redis.Redis | None = None) -> Samples:
    registry = CollectorRegistry()
    registry.register(StoreCollector(client, open_queue(jobs or client, 60)))
    text = generate_latest(registry).decode()
    # Another parser, and stricter.
    list(parse_openmetrics(generate_openmetrics(registry).decode()))  # type: ignore[no-untyped-call]
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples[f"dateline_{name}", frozenset(labels.items())]


def of_main(samples: Samples, name: str, **labels: str) -> float:
    return value(samples, name, collection="main", **labels)


def test_what_articles_went_through_is_counted(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    for article_id in ("good", "bad", "waits"):
        ledger.accept(make_article(id=article_id))
    ledger.accept(make_article(id="good"))
    claim = ledger.claim("good")
    assert isinstance(claim, Claim)
    stages = {"dates": StageReport(state="done", found=1, milliseconds=20), "places": StageReport(state="failed")}
    article = enriched("good", [event("e1")], status="partial", stages=stages)
    assert ledger.commit(claim, article, make_records("main", article))
    claim = ledger.claim("bad")
    assert isinstance(claim, Claim)
    ledger.fail(claim, "bad", "the pipeline failed: ValueError")
    found = scrape(fake)
    assert {state: of_main(found, "articles", state=state) for state in keys.STATES} == {
        "queued": 1, "running": 0, "succeeded": 0, "partial": 1, "failed": 1,
    }  # fmt: skip
    assert of_main(found, "posts_total", outcome="accepted") == 3
    assert of_main(found, "posts_total", outcome="known") == 1
    assert (of_main(found, "jobs_total", outcome="partial"), of_main(found, "attempts_total")) == (1, 2)
    assert of_main(found, "dead_letters_total", cause="pipeline") == 1
    assert of_main(found, "dead_letters_total", cause="attempts") == 0
    assert of_main(found, "stage_failures_total", stage="places") == 1
    assert of_main(found, "stage_seconds_sum", stage="dates") == pytest.approx(0.02)
    assert of_main(found, "stage_seconds_bucket", stage="dates", le="0.01") == 0
    assert of_main(found, "stage_seconds_bucket", stage="dates", le="0.025") == 1
    assert of_main(found, "queue_wait_seconds_count") == of_main(found, "job_seconds_count") == 2
    assert of_main(found, "feed_published_total", op="created") == 1
    assert of_main(found, "oldest_queued_seconds") >= 0
    ledger.delete("good")
    again = scrape(fake)
    assert of_main(again, "articles_changed_total", change="deleted") == 1
    assert of_main(again, "feed_published_total", op="retracted") == 1


def test_a_lease_that_runs_out_is_seen_before_and_after_it_is_ended(
    fake: redis.Redis, make_article: MakeArticle
) -> None:
    ledger = Ledger(fake, "main", Settings(max_attempts=2))
    ledger.accept(make_article(id="a"))
    for attempt in (1, 2):
        assert isinstance(ledger.claim("a"), Claim)
        fake.zadd(keys.state("main", "running"), {"a": 1})
        assert of_main(scrape(fake), "leases_overdue") == 1
        ledger.expire()
        assert of_main(scrape(fake), "leases_expired_total") == 1, f"after attempt {attempt}"
    found = scrape(fake)
    assert of_main(found, "leases_overdue") == 0
    assert of_main(found, "dead_letters_total", cause="attempts") == 1
    assert of_main(found, "dead_letters_total", cause="pipeline") == 0
    ledger.retry("a")
    assert of_main(scrape(fake), "articles_changed_total", change="retried") == 1


def test_a_worker_that_takes_over_from_a_dead_one_is_counted(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    ledger.accept(make_article(id="a"))
    assert isinstance(ledger.claim("a"), Claim)
    fake.zadd(keys.state("main", "running"), {"a": 1})
    assert isinstance(ledger.claim("a"), Claim)
    found = scrape(fake)
    assert (of_main(found, "leases_taken_over_total"), of_main(found, "attempts_total")) == (1, 2)
    assert of_main(found, "queue_wait_seconds_count") == 1, "what was taken over did not wait in the queue"


def test_processes_count_while_they_are_heard(fake: redis.Redis) -> None:
    seconds, _ = fake.time()
    said = {"pid": 1, "started_ms": 0, "beat_ms": seconds * 1000}
    late = {**said, "beat_ms": (seconds - SILENT_SECONDS - 2) * 1000}
    for name, role, beat in (("w1", "worker", said), ("w2", "worker", late), ("r", "reconciler", said)):
        fake.hset(keys.PROCESSES, name, json.dumps({**beat, "role": role}))
    found = scrape(fake)
    assert {role: value(found, "processes", role=role) for role in ROLES} == {
        "worker": 1, "reconciler": 1, "stories": 0,
    }  # fmt: skip


def test_a_redis_that_is_away_is_told_and_nothing_else() -> None:
    server = fakeredis.FakeServer()
    server.connected = False
    away = fakeredis.FakeRedis(server=server, decode_responses=True)
    found = scrape(away)
    assert {name for name, _ in found} == {"dateline_build_info", "dateline_redis_up", "dateline_queue_redis_up"}
    assert (value(found, "redis_up"), value(found, "queue_redis_up")) == (0, 0)


def test_the_two_redis_are_told_apart(fake: redis.Redis) -> None:
    server = fakeredis.FakeServer()
    server.connected = False
    found = scrape(fake, fakeredis.FakeRedis(server=server))
    assert (value(found, "redis_up"), value(found, "queue_redis_up")) == (1, 0)


def test_the_server_and_its_indexes_are_described(real: redis.Redis) -> None:
    store(real, [enriched(f"a{n}", [event(f"e{n}")]) for n in range(3)])
    found = scrape(real)
    assert value(found, "redis_memory_used_bytes") > 1_000_000
    assert value(found, "redis_append_only") == value(found, "redis_append_only_ok") == 1
    assert value(found, "redis_evicted_keys_total") == 0
    assert value(found, "index_documents", index="events") == 3
    assert value(found, "index_failures_total", index="events") == 0
    assert value(found, "index_ready_ratio", index="subjects") == 1
    assert of_main(found, "stories_lag_seconds") >= 0


def test_a_document_that_the_index_cannot_take_is_counted(real: redis.Redis) -> None:
    store(real, [enriched("a", [event("e1")])])
    before = value(scrape(real), "index_failures_total", index="events")
    real.hset(keys.event("main", "e1"), "date", "no number")
    assert value(scrape(real), "index_failures_total", index="events") == before + 1


def count_commands(client: redis.Redis) -> int:
    before = client.info("stats")["total_commands_processed"]
    scrape(client)
    return int(client.info("stats")["total_commands_processed"] - before)


def test_a_scrape_costs_the_same_however_many_articles_there_are(real: redis.Redis) -> None:
    store(real, [enriched("a0", [event("e0")])])
    few = count_commands(real)
    store(real, [enriched(f"a{n}", [event(f"e{n}", status="planned")]) for n in range(1, 30)])
    assert count_commands(real) == few
    # Twice, for the two formats.
    assert few < 2 * 40


def test_collections_beyond_a_number_are_only_counted(
    fake: redis.Redis, monkeypatch: pytest.MonkeyPatch, make_article: MakeArticle
) -> None:
    monkeypatch.setattr(vitals, "MAX_COLLECTIONS", 2)
    for name in ("c", "a", "b"):
        Ledger(fake, name, Settings()).accept(make_article())
    found = scrape(fake)
    assert value(found, "collections") == 3
    assert {dict(labels)["collection"] for name, labels in found if name == "dateline_articles"} == {"a", "b"}


def test_names_have_our_prefix_and_their_unit_and_a_text_that_explains(real: redis.Redis) -> None:
    store(real, [enriched("a", [event("e1")])])
    registry = CollectorRegistry()
    registry.register(StoreCollector(real, open_queue(real, 60)))
    families = list(text_string_to_metric_families(generate_latest(registry).decode()))
    assert len(families) > 30
    for family in families:
        assert family.name.startswith("dateline_")
        assert len(family.documentation.split()) >= 3, family.name
        assert family.documentation.endswith("."), family.name
        if family.type == "histogram":
            assert family.name.endswith("_seconds")
        labels = {name for sample in family.samples for name in sample.labels}
        assert labels <= {
            "collection",
            "state",
            "outcome",
            "cause",
            "change",
            "op",
            "stage",
            "index",
            "role",
            "le",
            "version",
        }
    series = sum(len(family.samples) for family in families)
    assert series < 60 + 10 * (len(BOUNDS["stage"]) + 2) + 90, "for one collection"
