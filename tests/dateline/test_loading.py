"""Enriched articles come into a store as if workers had enriched them there, and again change nothing."""

import gzip
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import redis
from pydantic import SecretStr
from rich.console import Console

from dateline import keys, queue
from dateline.bulk.loader import LoadAccount, load_files
from dateline.bulk.table import write_table
from dateline.connection import connect_queue
from dateline.correction_store import CorrectionStore
from dateline.doctor import examine
from dateline.errors import Conflict
from dateline.identity import identify, name_events
from dateline.ledger import Claim, Ledger
from dateline.loading import Loader
from dateline.models import Article, EnrichedArticle, StageReport
from dateline.queries import EventQuery
from dateline.records import make_records, read_enriched
from dateline.schema import SCHEMA_VERSION
from dateline.search import find_events
from dateline.settings import Settings
from tests.contents import contents
from tests.dateline.bulk.stub import dump, write
from tests.dateline.people import BOB, ROBERT, article_about, open_desk, person
from tests.invariants import check_store
from tests.make import enriched, event


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


def make(article_id: str, *, text: str | None = None, **fields: Any) -> EnrichedArticle:
    events = name_events(article_id, [event("1"), event("2", "2018-10-30")])
    made = enriched(article_id, list(events), **fields)
    return made if text is None else made.model_copy(update={"text": f"{made.text} {text}"})


def posted(article: EnrichedArticle) -> Article:
    return Article(**{name: getattr(article, name) for name in Article.model_fields})


def load(client: redis.Redis, *articles: EnrichedArticle) -> list[str]:
    return [str(one) for one in Loader(client, "main", Settings()).load(articles)]


def load_paths(client: redis.Redis, *paths: str, settings: Settings | None = None) -> tuple[LoadAccount, str]:
    told = io.StringIO()
    account = load_files(client, "main", settings or Settings(), paths, Console(file=told, width=200))
    return account, told.getvalue()


def read(client: redis.Redis, article_id: str) -> EnrichedArticle:
    stored = client.get(keys.enriched("main", article_id))
    return read_enriched(str(stored), client.hgetall(keys.events("main", article_id)))  # type: ignore[arg-type]


def states(client: redis.Redis) -> dict[str, int]:
    return {state: n for state, n in Ledger(client, "main", Settings()).counts().items() if n}


def test_lines_gzipped_lines_and_parquet_are_loaded_and_a_second_load_changes_nothing(
    real: redis.Redis, tmp_path: Path
) -> None:
    lines = write(tmp_path / "a.jsonl", *(dump(make(f"a{n}")) for n in range(40)))
    packed = write(tmp_path / "b.jsonl.gz", gzip.compress(b"".join(dump(make(f"b{n}")) for n in range(3))))
    table = write(tmp_path / "c.parquet", write_table([make(f"c{n}", status="partial") for n in range(3)]))
    account, told = load_paths(real, lines, packed, table)
    assert (account.loaded, account.events, account.known, account.refused, told) == (46, 92, 0, 0, "")
    assert states(real) == {"succeeded": 43, "partial": 3}
    check_store(real)
    before = contents(real)
    account, _ = load_paths(real, table, lines, packed)
    assert (account.loaded, account.known) == (0, 46)
    assert contents(real) == before


def test_a_loaded_store_is_sound_and_answers_queries(real: redis.Redis, redis_url: SecretStr) -> None:
    assert load(real, make("a"), make("b", url="https://example.org/b")) == ["loaded"] * 2
    with connect_queue(redis_url, 10) as client:
        report = examine(real, queue.open_queue(client, 60), Settings())
    assert {name: check.wrong for name, check in report.checks.items() if check.wrong} == {}
    found = find_events(real, "main", EventQuery(q="police", sort="-published"))
    assert {one.article.id for one in found.items} == {"a", "b"}
    assert len(found.items) == 4


def test_an_article_that_was_loaded_is_what_a_worker_would_have_made(fake: redis.Redis) -> None:
    ledger, one = Ledger(fake, "main", Settings()), make("a", url="https://example.org/a", title="Marchers")
    load(fake, one)
    assert read(fake, "a") == one.model_copy(update={"revision": 1})
    assert ledger.accept(posted(one)).outcome == "known", "who posts it later is told that it is there"


def test_the_times_of_what_was_enriched_elsewhere_are_not_measured(client: redis.Redis) -> None:
    made = make("a")
    timed = made.model_copy(update={"stages": {"parse": StageReport(state="failed", milliseconds=5.0, error="no")}})
    ledger = Ledger(client, "main", Settings())
    assert load(client, timed) == ["loaded"]
    assert ledger.totals() == {"accepted": 1, "attempts": 1, "feed_created": 2, made.status: 1}
    ledger.accept(posted(make("b")))
    claim = ledger.claim("b", "w1")
    assert isinstance(claim, Claim)
    worked = timed.model_copy(update={"id": "b"})
    assert ledger.commit(claim, worked, make_records("main", worked))
    names = {name.split(":le:")[0] for name in ledger.totals()}
    assert {"wait", "job", "stage:parse", "stage_failed:parse"} <= names


def test_a_load_needs_no_models() -> None:
    asked = "import sys, dateline.bulk.loader; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_scripts_that_the_server_no_longer_holds_are_given_to_it_again(client: redis.Redis) -> None:
    loader = Loader(client, "main", Settings())
    client.script_flush()
    assert loader.load([make("a")]) == ["loaded"]


def test_the_language_that_enrichment_found_makes_no_other_content(fake: redis.Redis) -> None:
    ledger, one = Ledger(fake, "main", Settings()), make("a", language="en")
    assert load(fake, one) == ["loaded"]
    assert ledger.accept(posted(one).model_copy(update={"language": None})).outcome == "known"
    assert load(fake, one) == ["known"]


def test_a_line_that_no_parser_takes_costs_itself_alone(fake: redis.Redis, tmp_path: Path) -> None:
    odd = make("b", in_title={"entities": [1]})
    path = write(tmp_path / "a.jsonl", b"[" * 100_000 + b"\n", dump(odd), dump(make("c")))
    account, told = load_paths(fake, path)
    assert (account.loaded, account.refused) == (1, 2)
    assert "nested too deep" in told
    assert "in_title: has entities that are none" in told


def test_a_later_version_of_what_is_held_is_held_too(real: redis.Redis, tmp_path: Path) -> None:
    settings = Settings(lease_seconds=0.3)
    versions = [make("a", text=f"Version {n}.") for n in range(2)]
    others = [make(f"b{n}") for n in range(40)]
    ledger = Ledger(real, "main", settings)
    ledger.accept(posted(versions[0]))
    assert isinstance(ledger.claim("a"), Claim)
    path = write(tmp_path / "a.jsonl", *map(dump, (versions[0], *others, versions[1])))
    account, told = load_paths(real, path, settings=settings)
    assert "2 are held by another" in told
    assert (account.loaded, account.held) == (42, [])
    assert read(real, "a").text == versions[1].text


def test_what_is_wrong_is_told_by_file_and_line_and_the_others_are_loaded(fake: redis.Redis, tmp_path: Path) -> None:
    later = dump(make("b")).replace(b'"schema_version":%d' % SCHEMA_VERSION, b'"schema_version":%d' % 99)
    path = write(tmp_path / "a.jsonl", dump(make("a")), b"{no\n", later, b"{}\n", dump(make("c")))
    missing = str(tmp_path / "nothing.jsonl")
    account, told = load_paths(fake, path, missing)
    assert (account.loaded, account.refused) == (2, 4)
    first, second, third, fourth = told.splitlines()
    assert first == f"{path}:2: body: is no JSON"
    assert second.startswith(f"{path}:3: ")
    assert "later version" in second
    assert third.startswith(f"{path}:4: schema_version: ")
    assert fourth == f"{missing}: No such file or directory"
    assert states(fake) == {"succeeded": 2}


def test_other_content_is_a_new_revision_in_the_order_of_the_files(real: redis.Redis, tmp_path: Path) -> None:
    versions = [make("a", text=f"Version {n}.") for n in range(5)]
    path = write(tmp_path / "a.jsonl", *map(dump, versions))
    account, _ = load_paths(real, path)
    assert account.loaded == 5
    assert read(real, "a") == versions[-1].model_copy(update={"revision": 5})
    check_store(real)


@pytest.mark.parametrize("how", ["queued", "failed"])
def test_an_article_that_waits_or_has_failed_is_done_by_the_load(real: redis.Redis, how: str) -> None:
    one, settings = make("a"), Settings(max_attempts=1)
    ledger = Ledger(real, "main", settings)
    ledger.accept(posted(one))
    if how == "failed":
        claim = ledger.claim("a")
        assert isinstance(claim, Claim)
        ledger.fail(claim, "a", "it broke")
        assert states(real) == {"failed": 1}
    assert load(real, one) == ["loaded"]
    assert states(real) == {"succeeded": 1}
    assert ledger.revision("a") == 1
    check_store(real)


def test_an_article_that_a_worker_is_at_is_left_to_it(client: redis.Redis) -> None:
    one, ledger = make("a"), Ledger(client, "main", Settings())
    ledger.accept(posted(one))
    assert isinstance(ledger.claim("a"), Claim)
    assert load(client, one, make("b")) == ["held", "loaded"]
    assert states(client) == {"running": 1, "succeeded": 1}


@pytest.mark.parametrize("step", ["_claim", "_commit"])
def test_a_load_that_was_ended_midway_goes_on(
    real: redis.Redis, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.jsonl", *(dump(make(f"a{n}")) for n in range(5)))
    settings = Settings(lease_seconds=0.3)

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Loader, step, end)
        with pytest.raises(KeyboardInterrupt):
            load_paths(real, path, settings=settings)
    assert states(real) == {"queued" if step == "_claim" else "running": 5}
    account, _ = load_paths(real, path, settings=settings)
    assert (account.loaded, account.known, account.held) == (5, 0, [])
    assert states(real) == {"succeeded": 5}
    check_store(real)


def test_corrections_hold_for_what_is_loaded(real: redis.Redis) -> None:
    desk: CorrectionStore = open_desk(real)
    desk.merge(BOB, ROBERT)
    assert load(real, article_about("a9", person("Bob Smith"))) == ["loaded"]
    found = find_events(real, "main", EventQuery(entity=(ROBERT,)))
    assert "a9" in {one.article.id for one in found.items}


def test_a_line_that_was_copied_and_given_another_id_has_events_of_its_own(real: redis.Redis) -> None:
    one = make("a")
    copied = one.model_copy(update={"id": "b"})
    assert load(real, one, copied) == ["loaded"] * 2
    found = find_events(real, "main", EventQuery())
    assert len({event.id for event in found.items}) == 4
    assert {event.id for event in found.items if event.article.id == "a"} == {event.id for event in one.events}
    check_store(real)


def test_an_url_leads_to_its_article_whatever_id_its_enrichment_had(client: redis.Redis) -> None:
    url = "https://example.org/a"
    load(client, make("a", url=url))
    given = make("b", url=url)
    (refused,) = Loader(client, "main", Settings()).load([given])
    assert isinstance(refused, Conflict)
    assert "'a'" in str(refused)
    unnamed = identify(posted(given).model_copy(update={"id": None}))
    changed = make(unnamed, url=url, text="More.")
    assert load(client, changed) == ["loaded"], "its id follows from its url: it is a revision of that article"
    assert Ledger(client, "main", Settings()).revision("a") == 2
    assert not client.exists(keys.article("main", unnamed))
