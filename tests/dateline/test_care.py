"""The commands of care, as somebody types them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import redis
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from dateline import keys
from dateline.cli import app
from dateline.errors import Conflict, Damaged, NotFound, Setup
from dateline.retention import Policy, read_policy
from dateline.settings import Settings
from tests.make import enriched, event, store

Run = Callable[..., Result]


@pytest.fixture
def run(redis_url: SecretStr, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATELINE_REDIS_URL", redis_url.get_secret_value())
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr("dateline.doctor.store.PAUSES_SECONDS", (0.0,))
    runner = CliRunner()
    return lambda *words: runner.invoke(app, list(map(str, words)))


@pytest.fixture
def filled(real: redis.Redis) -> redis.Redis:
    store(real, [enriched("a1", [event("e1")]), enriched("a2", [event("e2"), event("e3")], title="Two")])
    return real


def test_a_policy_is_tried_set_shown_and_taken_back(filled: redis.Redis, run: Run) -> None:
    tried = run("retention", "set", "--days", 30, "--dry-run")
    assert tried.stdout == "Articles of main would be kept for 30 days, by published: 2 with 3 events are older.\n"
    assert read_policy(filled, "main", Settings()).source == "settings"
    assert run("retention", "set", "--days", 30, "--by", "arrival").exit_code == 0
    assert read_policy(filled, "main", Settings()) == Policy(30, "arrival", "collection")
    assert "30 days" in run("retention", "show").stdout
    assert json.loads(run("retention", "show", "--json").stdout) == {
        "collection": "main", "days": 30, "by": "arrival", "source": "collection",
        "to_go": {"articles": 0, "events": 0, "busy": 0},
    }  # fmt: skip
    assert run("retention", "set", "--default").exit_code == 0
    assert not filled.exists(keys.retention("main"))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([], Setup), (["--days", "3", "--forever"], Setup), (["--days", "0"], Setup),
        (["--days", "3", "--by", "moon"], Setup), (["--days", "3", "--collection", "typo"], NotFound),
    ],
)  # fmt: skip
def test_what_makes_no_policy_is_refused(filled: redis.Redis, run: Run, words: list[str], error: type) -> None:
    assert isinstance(run("retention", "set", *words).exception, error)


def test_a_backup_is_restored_beside_what_it_was_made_of(filled: redis.Redis, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    made = run("backup", path)
    assert made.exit_code == 0
    assert int(filled.hget(keys.BACKUP, "ended_ms") or 0) > 0
    assert "2 articles, 2 revisions" in made.stdout
    back = run("restore", path, "--collection", "main", "--into", "copy")
    assert "2 articles, 2 revisions restored" in back.stdout
    assert filled.zcard(keys.articles("copy")) == 2
    damaged: Any = bytearray(path.read_bytes())
    damaged[-1] ^= 1
    path.write_bytes(damaged)
    assert isinstance(run("restore", path, "--into", "other").exception, Damaged)


def test_a_restore_that_is_not_to_go_on_is_given_up(filled: redis.Redis, run: Run, tmp_path: Path) -> None:
    run("backup", tmp_path / "archive")
    assert isinstance(run("restore", "--give-up").exception, Conflict)
    assert isinstance(run("restore", "--give-up", "--into", "copy").exception, Setup)
    assert isinstance(run("restore").exception, Setup)
    filled.hset(keys.RESTORE, mapping={"archive": "x", "into": "copy", "collection": "main", "names": '["copy"]'})
    filled.set(keys.restoring("copy"), "")
    filled.set(keys.story_lease("copy"), "of one that is at work")
    assert isinstance(run("restore", "--give-up").exception, Conflict)
    filled.delete(keys.story_lease("copy"))
    assert "with what has come back: copy." in run("restore", "--give-up").stdout
    assert not filled.exists(keys.RESTORE, keys.restoring("copy"))


def test_a_backup_keeps_so_many_archives(filled: redis.Redis, run: Run, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        made = run("backup", "--keep", 2, tmp_path / f"night-{day}")
    assert "night-1: removed, 2 are kept." in made.stdout.replace("\n", "")
    assert {path.name for path in tmp_path.iterdir()} == {"night-2", "night-3"}
    assert isinstance(run("backup", "--keep", 2, tmp_path / "night").exception, Setup)
    assert isinstance(run("backup", "--keep", 2, tmp_path / "night-3").exception, Setup)
    assert {path.name for path in tmp_path.iterdir()} == {"night-2", "night-3"}


def test_the_doctor_tells_a_person_and_a_program_and_ends_with_1_where_something_is_wrong(
    filled: redis.Redis, run: Run
) -> None:
    assert run("doctor").stdout.endswith("All is well.\n")
    filled.hincrby(keys.counts("main", "conf"), "50", 1)
    told = run("doctor")
    assert told.exit_code == 1
    assert "the histogram conf counts 4 in 50; the index holds 3" in told.stdout
    answer = run("doctor", "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["checks"]["histograms"]["wrong"]) == (1, 2)
    mended = run("doctor", "--repair")
    assert (mended.exit_code, mended.stdout.endswith("All is well.\n")) == (0, True)
    assert "repaired: 1 of histograms" in mended.stderr
