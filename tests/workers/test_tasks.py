import threading
from typing import Any

import pytest
import redis

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
