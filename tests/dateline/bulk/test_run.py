"""A whole run: into a folder, again, and after the command was killed."""

import io
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console

from dateline.bulk.folder import ERRORS
from dateline.bulk.formats import Format
from dateline.bulk.local import run_local
from dateline.bulk.progress import Account
from dateline.bulk.reading import find_files, read_enriched_files
from dateline.bulk.run import enrich_to_folder, enrich_to_stream
from dateline.errors import Setup
from dateline.models import EnrichedArticle
from tests.dateline.bulk.stub import line, stub, write
from workers import pipeline
from workers.document import Document, Stage
from workers.pipeline import Pipeline

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.pipeline.load", stub)


def enrich(path: str, out: Path, form: Format = "jsonl", articles: int = 2) -> Account:
    return enrich_to_folder([path], out, form, articles, Console(file=io.StringIO()), run_local, 2)


def start(*arguments: str) -> "subprocess.Popen[str]":
    """The command itself, in a process."""
    command = [sys.executable, "-m", "tests.dateline.bulk.stub", "enrich", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def count(out: Path) -> Counter[str]:
    found = [one.article for one in read_enriched_files(find_files([str(out)]))]
    assert all(isinstance(article, EnrichedArticle) for article in found)
    return Counter(article.id for article in found if isinstance(article, EnrichedArticle) and article.id)


def test_a_run_that_was_killed_goes_on_and_each_article_is_there_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *(line(f"a{n}", text="Wait here.") for n in range(60)), b"{}\n")
    out = tmp_path / "out"
    options = (path, "--output", str(out), "--jobs", "2", "--block", "4")
    with start(*options) as process:
        while len(list(out.glob("*.jsonl"))) < 3 and process.poll() is None:
            time.sleep(0.01)
        process.kill()
        process.communicate(timeout=60)
    before = {part.name: part.stat().st_mtime_ns for part in out.glob("*.jsonl")}
    assert 3 <= len(before) < 16, "it was killed midway"
    with start(*options) as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1, "one line is refused"
    assert f"{path}:61: published_at: Field required" in told
    assert f"{4 * len(before)} done before" in told
    assert count(out) == Counter(f"a{n}" for n in range(60))
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before, "what was done is left alone"
    (errors,) = (out / ERRORS).glob("*.jsonl")
    assert json.loads(errors.read_text(encoding="utf-8"))["line"] == 61


def test_what_changed_in_the_input_is_enriched_and_its_former_part_removed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *(line(name) for name in "abcd"))
    assert enrich(path, tmp_path / "out").articles == 4
    write(Path(path), *(line(name) for name in "abxdef"))
    account = enrich(path, tmp_path / "out")
    assert (account.articles, account.kept) == (4, 2)
    assert count(tmp_path / "out") == Counter("abxdef")


def test_parts_of_a_file_that_cannot_be_read_are_kept(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    write(path, *(line(f"a{n}") for n in range(6)))
    enrich(str(path), out)
    made = count(out)
    path.rename(tmp_path / "away")
    assert enrich(str(path), out).refused == 1
    assert count(out) == made, "the disk may come back"
    (tmp_path / "away").rename(path)
    assert (account := enrich(str(path), out)).kept == 6
    assert account.refused == 0
    assert count(out) == made
    assert len([*out.glob("*.jsonl")]) == 3, "what told of the absence is gone"


def test_partial_articles_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Document) -> Document:
        raise ValueError("it is broken")

    broken = Pipeline((Stage("dates", "dates", frozenset(), fail),), time.perf_counter)
    monkeypatch.setattr(pipeline, "load", lambda *_: broken)
    account = enrich(write(tmp_path / "a.jsonl", line("a"), line("b"), line("c")), tmp_path / "out")
    assert (account.articles, account.partial, account.refused) == (3, 3, 0)


def test_a_run_that_finds_all_done_loads_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.jsonl", line("a"), b"{}\n")
    enrich(path, tmp_path / "out")

    def refuse(*_: object) -> None:
        raise AssertionError("a model is loaded")

    monkeypatch.setattr("workers.pipeline.load", refuse)
    account = enrich(path, tmp_path / "out")
    assert (account.articles, account.kept, account.refused) == (0, 1, 1)


def test_a_folder_of_another_kind_is_refused_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = write(tmp_path / "a.jsonl", line("a")), tmp_path / "out"
    enrich(path, out)
    files = sorted(out.rglob("*"))
    with pytest.raises(Setup, match="was made with format jsonl, this run has parquet"):
        enrich(path, out, "parquet")
    with pytest.raises(Setup, match="articles per block 2, this run has 3"):
        enrich(path, out, articles=3)
    monkeypatch.setattr("dateline.bulk.run.PIPELINE_VERSION", "later")
    with pytest.raises(Setup, match="this run has later"):
        enrich(path, out)
    assert sorted(out.rglob("*")) == files


def test_parquet_and_lines_hold_the_same_articles_and_a_folder_is_one_table(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *(line(name, title=f"Title {name}") for name in "abc"), b"{}\n")
    for form in ("jsonl", "parquet"):
        assert enrich(path, tmp_path / form, form).refused == 1
    assert count(tmp_path / "jsonl") == count(tmp_path / "parquet") == Counter("abc")
    pandas = pytest.importorskip("pandas")
    assert sorted(pandas.read_parquet(tmp_path / "parquet")["title"]) == ["Title a", "Title b", "Title c"]


def test_a_stream_has_the_articles_in_order(tmp_path: Path) -> None:
    names = [f"a{n}" for n in range(20)]
    path, made = write(tmp_path / "a.jsonl", *(line(name) for name in names)), io.BytesIO()
    enrich_to_stream([path], made, Console(file=io.StringIO()), run_local, 2)
    assert [json.loads(one)["id"] for one in made.getvalue().splitlines()] == names
