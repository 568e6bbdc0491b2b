import multiprocessing
import os
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from dateline.bulk import local
from dateline.bulk.blocks import cut
from dateline.bulk.local import run_local
from dateline.bulk.work import Part
from tests.dateline.bulk.stub import line, stub, write


@pytest.fixture(autouse=True)
def _stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.pipeline.load", stub)
    monkeypatch.setattr(local, "POLL_SECONDS", 0.05)


def run(path: str, articles: int = 2, **options: float) -> dict[int, Part]:
    parts = list(run_local(cut([path], articles), "jsonl", 2, **options))
    assert len({part.number for part in parts}) == len(parts), "each block comes once"
    return {part.number: part for part in parts}


def refusals(parts: dict[int, Part]) -> list[tuple[int, str]]:
    return [(refused.line, refused.reason) for _, part in sorted(parts.items()) for refused in part.refused]


def test_every_block_comes_back(tmp_path: Path) -> None:
    parts = run(write(tmp_path / "a", *(line(f"a{n}") for n in range(9))))
    assert [parts[n].articles for n in range(5)] == [2, 2, 2, 2, 1]
    assert b"".join(parts[n].data for n in range(5)).count(b'"id":"a') == 9


def test_an_article_that_kills_its_worker_is_refused_and_all_others_are_done(tmp_path: Path) -> None:
    lines = [line(f"a{n}", text="Die" if n == 2 else "Live") for n in range(7)]
    parts = run(write(tmp_path / "a", *lines), 4)
    assert refusals(parts) == [(3, "it ended its worker 3 times (SIGKILL)")]
    assert sum(part.articles for part in parts.values()) == 6


def test_a_worker_that_has_done_its_share_leaves_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "SHARE", 3)
    made: list[local._Hand] = []
    start = local._Hand.__init__

    def note(hand: local._Hand, *arguments: object) -> None:
        made.append(hand)
        start(hand, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(local._Hand, "__init__", note)
    parts = run(write(tmp_path / "a", *(line(f"a{n}") for n in range(16))))
    assert sum(part.articles for part in parts.values()) == 16
    assert 3 <= len(made) <= 6


def test_a_worker_that_was_killed_once_costs_nothing(tmp_path: Path) -> None:
    lines = [line(f"a{n}", text=f"Once {tmp_path}/{n % 2}") for n in range(6)]
    parts = run(write(tmp_path / "a", *lines))
    assert refusals(parts) == []
    assert sum(part.articles for part in parts.values()) == 6


def test_an_article_that_takes_for_ever_is_refused(tmp_path: Path) -> None:
    parts = run(write(tmp_path / "a", line("a", text="Hang"), line("b")), deadline_seconds=0.3)
    assert refusals(parts) == [(1, "it ended its worker 3 times (it took longer than 0 s)")]
    assert parts[0].articles == 1


def test_a_worker_that_dies_within_what_it_sends_has_sent_nothing() -> None:
    near, far = multiprocessing.Pipe()
    # The length of more than comes.
    os.write(far.fileno(), struct.pack("!i", 1000) + b"x" * 10)
    far.close()
    assert local._Hand.take(cast(Any, SimpleNamespace(pipe=near))) is None


def test_workers_end_when_nobody_wants_more(tmp_path: Path) -> None:
    parts = run_local(cut([write(tmp_path / "a", *(line(str(n)) for n in range(50)))], 1), "jsonl", 2)
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
