import multiprocessing
import time
from pathlib import Path

import pytest

from workers.gazetteer import build, location


def test_the_variable_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert location.locate() == tmp_path / "mine.sqlite"


def test_the_cache_folder_of_the_user_is_honoured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATELINE_GAZETTEER", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert location.locate().parent == tmp_path / "dateline"
    assert location.version() in location.locate().name


def test_the_built_file_is_small_and_found_again() -> None:
    path = location.open_gazetteer().path
    assert path.stat().st_size < 60_000_000
    assert location.open_gazetteer(path).find("Oslo")


def fake_build(path: Path) -> None:
    """Stands for the real one: notes that it ran and takes its time."""
    with (path.parent.parent / "builds").open("a") as log:
        log.write("built\n")
    time.sleep(0.2)
    path.write_bytes(b"a file")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(build, "build", fake_build)
    return tmp_path


def count_builds(folder: Path) -> int:
    return len((folder / "builds").read_text().splitlines())


def test_parallel_processes_build_once(folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=location.open_gazetteer, args=(folder / "g.sqlite",)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [p.exitcode for p in processes] == [0, 0, 0]
    assert count_builds(folder) == 1


def test_a_damaged_file_is_built_anew(folder: Path) -> None:
    path = folder / "g.sqlite"
    location.open_gazetteer(path)
    path.write_bytes(b"a fil")
    location.open_gazetteer(path)
    assert path.read_bytes() == b"a file"
    assert count_builds(folder) == 2


def test_a_failed_build_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(build, "build", fail)
    with pytest.raises(OSError, match="disk full"):
        location.open_gazetteer(tmp_path / "g.sqlite")
    assert [p.name for p in tmp_path.iterdir()] == ["g.sqlite.lock"]
