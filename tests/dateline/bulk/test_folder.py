import json
from pathlib import Path

import pytest

from dateline.bulk.blocks import Block, Item, cut
from dateline.bulk.folder import open_folder
from dateline.bulk.work import Part, enrich_block
from dateline.errors import Conflict, Setup
from tests.dateline.bulk.stub import line, stub, write


def work(block: Block) -> Part:
    return enrich_block(stub(), block, "jsonl")


def test_a_part_is_found_again_with_what_was_refused(tmp_path: Path) -> None:
    (block,) = cut([write(tmp_path / "a.jsonl", line("a"), b'{"text": "x"}\n', line("b"))], 10)
    with open_folder(tmp_path / "out", "jsonl", 10, "3") as folder:
        assert folder.count_done(block) is None
        folder.write(work(block))
        assert folder.count_done(block) == (2, 1)
    made = [json.loads(one)["id"] for one in folder.part(block.name).read_bytes().splitlines()]
    assert made == ["a", "b"]
    (refused,) = map(json.loads, folder.errors(block.name).read_text(encoding="utf-8").splitlines())
    assert (refused["source"], refused["line"], refused["field"]) == (str(tmp_path / "a.jsonl"), 2, "published_at")
    assert "Field required" in refused["reason"]


def test_what_was_not_renamed_yet_is_no_part(tmp_path: Path) -> None:
    (block,) = cut([write(tmp_path / "a.jsonl", line("a"))], 10)
    with open_folder(tmp_path / "out", "jsonl", 10, "3") as folder:
        half = folder.part(block.name).with_name(f"{folder.part(block.name).name}.part")
        half.write_bytes(b"{")
        assert folder.count_done(block) is None
    with open_folder(tmp_path / "out", "jsonl", 10, "3"):
        assert not half.exists()


@pytest.mark.parametrize(
    ("form", "articles", "version", "told"),
    [
        ("parquet", 10, "3", "format jsonl, this run has parquet"),
        ("jsonl", 20, "3", "articles per block 10, this run has 20"),
        ("jsonl", 10, "4", "pipeline version 3, this run has 4"),
    ],
)
def test_a_run_of_another_kind_is_refused(tmp_path: Path, form: str, articles: int, version: str, told: str) -> None:
    with open_folder(tmp_path, "jsonl", 10, "3"):
        pass
    with pytest.raises(Setup, match=told), open_folder(tmp_path, form, articles, version):  # type: ignore[arg-type]
        pass


def test_a_folder_of_other_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "mine.jsonl", line("a"))
    with pytest.raises(Setup, match="not of a bulk enrichment"), open_folder(tmp_path, "jsonl", 10, "3"):
        pass


def test_two_runs_cannot_write_into_one_folder(tmp_path: Path) -> None:
    with (
        open_folder(tmp_path, "jsonl", 10, "3"),
        pytest.raises(Conflict, match="another run"),
        open_folder(tmp_path, "jsonl", 10, "3"),
    ):
        pass


def test_parts_of_what_a_file_no_longer_holds_are_removed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line("a"), line("b"), b"{}\n")
    other = write(tmp_path / "b.jsonl", line("c"))
    with open_folder(tmp_path / "out", "jsonl", 2, "3") as folder:
        former = [*cut([path, other], 2)]
        for block in former:
            folder.write(work(block))
        write(Path(path), line("a"), line("b"))
        seen = {block.name for block in cut([path], 2)}
        assert folder.remove_former([path], seen) == 1
        assert [folder.count_done(block) for block in former] == [(2, 0), None, (1, 0)]
        assert not folder.errors(former[1].name).exists()


def test_errors_of_strange_names_can_be_written(tmp_path: Path) -> None:
    block = Block(0, "a\udcff", "n", (Item(1, b"", "bad"),), 0)
    with open_folder(tmp_path, "jsonl", 2, "3") as folder:
        folder.write(work(block))
        assert folder.count_done(block) == (0, 1)
