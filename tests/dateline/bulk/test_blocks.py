import gzip
from pathlib import Path

import pytest

from dateline.bulk import blocks
from dateline.bulk.blocks import Item, cut, find_size
from tests.dateline.bulk.stub import line, write


def contents(path: str, articles: int = 2) -> list[list[tuple[int, bytes]]]:
    return [[(item.line, item.content) for item in block.items] for block in cut([path], articles)]


def test_a_file_is_cut_into_runs_of_its_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line("a"), b"\n  \n", line("b"), line("c").strip())
    assert contents(path) == [[(1, line("a")), (4, line("b"))], [(5, line("c").strip())]]
    assert [block.number for block in cut([path, path], 2)] == [0, 1, 2, 3]


def test_sizes_of_blocks_add_up_to_what_is_to_be_read(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, *(line(str(n)) for n in range(9))) for name in ("a", "b")]
    assert sum(block.size for block in cut(paths, 2)) == find_size(paths)
    assert find_size(["-"]) is None


def test_large_articles_end_a_block_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MAX_BLOCK_BYTES", 100)
    path = write(tmp_path / "a.jsonl", line("a"), line("b"), line("c"))
    assert [len(block.items) for block in cut([path], 50)] == [2, 1]


def test_gzipped_files_are_read_as_what_they_hold(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.jsonl", line("a"), line("b"), line("c"))
    packed = write(tmp_path / "b.jsonl.gz", gzip.compress(Path(plain).read_bytes()))
    assert contents(packed) == contents(plain)


def test_a_damaged_end_is_refused_and_what_came_before_is_kept(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(line(f"a{n}", text=f"Text {n * 7919}") for n in range(5000)))
    found = [item for block in cut([write(tmp_path / "a.gz", whole[:-2000])], 100) for item in block.items]
    assert "no good end" in found[-1].refused
    assert len(found) > 1000
    assert not any(item.refused for item in found[:-1])


@pytest.mark.parametrize("text", [b"date 2018-10-29 Words.\n\nMore.", b'\xef\xbb\xbf{\n "text": "x"\n}', b""])
def test_what_is_no_json_lines_is_one_input(tmp_path: Path, text: bytes) -> None:
    path = write(tmp_path / "a", text)
    assert contents(path) == [[(0, text.removeprefix(b"\xef\xbb\xbf"))]]


def test_a_line_over_the_limit_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "MAX_ITEM_BYTES", 90)
    long = line("b", text="x" * 500)
    found = [item for item, _ in blocks.read_items(write(tmp_path / "a", line("a"), long, line("c")), 90)]
    assert found == [Item(1, line("a")), Item(2, b"", "the line has more than 90 bytes"), Item(3, line("c"))]


def test_a_first_line_over_the_limit_costs_itself_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a", line("a", text="x" * 500), line("b"))
    assert [item for item, _ in blocks.read_items(path, 90)] == [
        Item(1, b"", "the line has more than 90 bytes"),
        Item(2, line("b")),
    ]


def test_a_damaged_first_line_of_a_file_of_lines_costs_itself_alone(tmp_path: Path) -> None:
    assert contents(write(tmp_path / "a.jsonl", b"damaged\n", line("b"))) == [[(1, b"damaged\n"), (2, line("b"))]]
    packed = write(tmp_path / "b.jsonl.gz", gzip.compress(b"damaged\n" + line("b")))
    assert contents(packed) == [[(1, b"damaged\n"), (2, line("b"))]]


def test_a_file_that_is_not_there_is_one_refused_input(tmp_path: Path) -> None:
    (block,) = cut([str(tmp_path / "nothing")], 2)
    assert block.items == (Item(0, b"", "No such file or directory", is_broken=True),)


def test_a_block_is_named_by_its_place_and_content(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *(line(one) for one in "abcd"))
    before = [block.name for block in cut([path], 2)]
    assert [block.name for block in cut([path], 2)] == before
    write(Path(path), *(line(one) for one in "abxd"))
    after = [block.name for block in cut([path], 2)]
    assert after[0] == before[0]
    assert after[1] != before[1]
    other = write(tmp_path / "b.jsonl", *(line(one) for one in "abcd"))
    assert not set(before) & {block.name for block in cut([other], 2)}


def test_one_item_of_a_block_or_all_are_refused(tmp_path: Path) -> None:
    (block,) = cut([write(tmp_path / "a.jsonl", line("a"), line("b"))], 2)
    assert [item.refused for item in block.refuse("bad", 1).items] == ["", "bad"]
    assert [item.refused for item in block.refuse("one", 0).refuse("all").items] == ["one", "all"]
    assert block.refuse("bad").name == block.name
