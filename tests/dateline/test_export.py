"""`dateline export`, against a service in this process."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from pydantic import SecretStr
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.settings import Settings
from tests.live import Live, run_live
from tests.make import LEEDS, enriched, event, place_of, store

run = CliRunner().invoke


@pytest.fixture
def live(real: redis.Redis, redis_url: SecretStr) -> Iterator[Live]:
    store(real, [enriched("a1", [event("e1"), event("e2", type="ELECTION", places=(place_of(LEEDS),))])])
    with run_live(Settings(redis_url=redis_url)) as served:
        yield served


def test_a_file_holds_all_that_matches(live: Live, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    result = run(app, ["export", "-o", str(path), "--format", "csv", "--type", "ELECTION", "--url", live.url])
    assert result.exit_code == 0, result.output
    with path.open(newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["e2"]
    assert list(tmp_path.iterdir()) == [path]


def test_standard_output_holds_nothing_else(live: Live) -> None:
    result = run(app, ["export", "-o", "-", "--what", "articles", "--url", live.url])
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a1"]
    table = run(app, ["export", "-o", "-", "--format", "csv", "--url", live.url])
    assert len(list(csv.reader(io.StringIO(table.stdout, newline="")))) == 3


def test_what_broke_off_is_not_taken_for_the_whole(live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[tuple[object, ...]]:
        yield ()
        raise redis.ConnectionError("away")

    monkeypatch.setattr("dateline.walks.walk_events", fail)
    path = tmp_path / "events.jsonl"
    result = run(app, ["export", "-o", str(path), "--url", live.url])
    assert result.exit_code == 1
    assert "not the whole" in str(result.exception)
    assert not path.exists()


def test_a_path_that_cannot_be_written_is_named(live: Live, tmp_path: Path) -> None:
    result = run(app, ["export", "-o", str(tmp_path / "no" / "events.csv"), "--url", live.url])
    assert isinstance(result.exception, DatelineError)
    assert "--output" in str(result.exception)
