import threading
from dataclasses import replace
from typing import Any

import pytest
import redis
import structlog

from dateline import keys
from dateline.errors import NotFound
from dateline.ledger import Ledger
from dateline.settings import Settings
from tests.conftest import MakeArticle
from workers import pipeline, tasks, wiring
from workers.deadline import Deadline
from workers.document import Document, Stage
from workers.lease import keep_lease
from workers.pipeline import Pipeline
from workers.wiring import Process


@pytest.fixture
def process(fake: redis.Redis, settings: Settings) -> Process:
    # Without stages there is no parse and so no events: what comes out is partial.
    made = Process(settings, fake, Pipeline((), lambda: 0.0), Deadline())
    wiring.wire(made)
    return made


def test_a_job_takes_an_article_to_its_end(process: Process, make_article: MakeArticle) -> None:
    ledger = process.ledger("main")
    ledger.accept(make_article(id="a"))
    tasks.enrich_article("main", "a")
    assert (ledger.status("a").status, ledger.status("a").attempts) == ("partial", 1)


def test_a_job_that_comes_twice_works_once(process: Process, make_article: MakeArticle) -> None:
    ledger = process.ledger("main")
    ledger.accept(make_article(id="a"))
    for _ in range(2):
        tasks.enrich_article("main", "a")
    assert (ledger.status("a").attempts, ledger.totals()["partial"]) == (1, 1)


def test_a_job_of_a_deleted_article_does_nothing(process: Process) -> None:
    tasks.enrich_article("main", "gone")
    with pytest.raises(NotFound):
        process.ledger("main").status("gone")


def test_a_defect_of_the_pipeline_makes_a_dead_letter(
    process: Process, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("workers.tasks.pipeline.enrich", fail)
    ledger = process.ledger("main")
    ledger.accept(make_article(id="a"))
    tasks.enrich_article("main", "a")
    assert (ledger.status("a").status, ledger.status("a").error) == ("failed", "the pipeline failed: ZeroDivisionError")


def test_a_failure_of_redis_is_raised_for_rq(
    process: Process, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise redis.ConnectionError

    monkeypatch.setattr(Ledger, "commit", fail)
    process.ledger("main").accept(make_article(id="a"))
    with pytest.raises(redis.ConnectionError):
        tasks.enrich_article("main", "a")
    assert process.deadline.elapsed_seconds() == 0


def test_the_deadline_runs_while_the_job_is_at_work(
    fake: redis.Redis, settings: Settings, make_article: MakeArticle
) -> None:
    deadline, seen = Deadline(), []

    def annotate(doc: Document) -> Document:
        seen.append(deadline.elapsed_seconds())
        return doc

    stage = Stage("dates", "dates", frozenset(), annotate)
    wiring.wire(Process(settings, fake, Pipeline((stage,), lambda: 0.0), deadline))
    Ledger(fake, "main", settings).accept(make_article(id="a"))
    tasks.enrich_article("main", "a")
    assert seen[0] > 0
    assert deadline.elapsed_seconds() == 0


def test_the_lease_is_renewed_while_work_goes_on(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings(lease_seconds=0.3))
    ledger.accept(make_article(id="a"))
    claim = ledger.claim("a")
    assert not isinstance(claim, str)
    with keep_lease(ledger, "a", claim.token, every_seconds=0.05):
        threading.Event().wait(0.6)
        assert ledger.expire() == {"queued": [], "failed": []}


def test_a_lost_lease_is_told_under_the_ids_of_its_job(
    fake: redis.Redis, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, is_told = [], threading.Event()

    class Log:
        def warning(self, event: str, **fields: str) -> None:
            told.append((event, structlog.contextvars.get_contextvars().get("trace_id"), fields["article_id"]))
            is_told.set()

    monkeypatch.setattr("workers.lease.log", Log())
    ledger = Ledger(fake, "main", Settings())
    ledger.accept(make_article(id="a"))
    with (
        structlog.contextvars.bound_contextvars(trace_id="t1"),
        keep_lease(ledger, "a", "the token of nobody", every_seconds=0.01),
    ):
        assert is_told.wait(5)
    assert told == [("lease.lost", "t1", "a")]


def test_records_made_with_corrections_that_changed_meanwhile_are_made_again_without_enriching_again(
    process: Process, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrich, commit, calls = pipeline.enrich, Ledger.commit, []

    def count(*arguments: Any) -> Any:
        calls.append("enrich")
        return enrich(*arguments)

    def correct_first(ledger: Ledger, *arguments: Any) -> bool:
        if calls == ["enrich"]:
            calls.append("correct")
            process.client.hset(keys.corrections("main"), "version", "later")
        return commit(ledger, *arguments)

    monkeypatch.setattr("workers.tasks.pipeline.enrich", count)
    monkeypatch.setattr(Ledger, "commit", correct_first)
    ledger = process.ledger("main")
    ledger.accept(make_article(id="a"))
    tasks.enrich_article("main", "a")
    assert (ledger.status("a").status, ledger.status("a").attempts, calls) == ("partial", 1, ["enrich", "correct"])


def test_a_retry_of_a_partial_result_completes_it(process: Process, make_article: MakeArticle) -> None:
    runs: list[str] = []
    broken: set[str] = {"places"}

    def stage(name: str) -> Stage:
        def annotate(doc: Document) -> Document:
            runs.append(name)
            if name in broken:
                raise ValueError
            return doc.add(language="en") if name == "language" else doc

        return Stage(name, name, frozenset(), annotate)

    stages = tuple(map(stage, ("language", "parse", "dates", "places", "entities")))
    wiring.wire(replace(process, pipeline=Pipeline(stages, lambda: 0.0)))
    ledger = process.ledger("main")
    ledger.accept(make_article(id="a"))
    tasks.enrich_article("main", "a")
    status = ledger.status("a")
    assert (status.status, status.stages["places"].state) == ("partial", "failed")
    runs.clear()
    broken.clear()
    assert ledger.retry("a") == 1
    tasks.enrich_article("main", "a")
    assert runs == ["language", "parse", "places", "entities"], "language and parse are not stored"
    assert ledger.status("a").stages["places"].state == "done"
    assert not process.client.hexists(keys.article("main", "a"), "retry")


def test_a_new_revision_after_a_retry_is_enriched_whole(process: Process, make_article: MakeArticle) -> None:
    ledger = process.ledger("main")
    ledger.accept(make_article(id="a"))
    tasks.enrich_article("main", "a")
    ledger.retry("a")
    ledger.accept(make_article("Other words.", id="a"))
    claim = ledger.claim("a")
    assert not isinstance(claim, str)
    assert not claim.is_retry
