import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.bulk.reading import find_files, read_enriched_files, read_line
from dateline.errors import Setup
from dateline.models import EnrichedArticle
from dateline.schema import SCHEMA_VERSION
from tests.dateline.bulk.stub import dump, write
from tests.make import enriched, event

GOOD = enriched("a1", [event("e1"), event("e2", "2018-10-30")])


def changed(**fields: Any) -> bytes:
    return json.dumps({**json.loads(dump(GOOD)), **fields}).encode()


def test_lines_and_gzipped_lines_are_read_with_their_places(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.jsonl", dump(GOOD), b"\n", dump(GOOD))
    packed = write(tmp_path / "b.jsonl.gz", gzip.compress(dump(GOOD)))
    found = list(read_enriched_files([plain, packed]))
    assert [one.where for one in found] == [f"{plain}:1", f"{plain}:3", f"{packed}:1"]
    assert [one.article for one in found] == [GOOD] * 3


def test_an_empty_part_has_nothing_in_it_and_nothing_wrong(tmp_path: Path) -> None:
    assert list(read_enriched_files([write(tmp_path / "a.jsonl")])) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{no json", "body: is no JSON"),
        (b"[1]", "body: is no enriched article"),
        (b'{"text": "Posted, not enriched.", "published_at": "2018-10-29"}', "schema_version: is missing"),
        (changed(schema_version="new"), "schema_version: is missing, or none"),
        (changed(text="Other words, of which nothing was found in."), "text: is not what was enriched"),
        (changed(status="fine"), "status:"),
        (changed(published_at="2018-13-29"), "published_at"),
        (changed(schema_version=SCHEMA_VERSION + 1), "later version"),
        (changed(events=[json.loads(event("e1").model_dump_json())] * 2), "events: one id stands twice"),
    ],
)
def test_what_is_no_enriched_article_is_refused_with_its_field(line: bytes, told: str) -> None:
    found = read_line(line)
    assert not isinstance(found, EnrichedArticle)
    assert told in str(found)


def test_parts_of_a_folder_are_found_in_order_and_other_files_left_alone(tmp_path: Path) -> None:
    for name in ("b.parquet", "a.jsonl", "c.jsonl.gz", "_manifest.json", "d.jsonl.part", ".lock"):
        (tmp_path / name).touch()
    (tmp_path / "_errors").mkdir()
    (tmp_path / "_errors" / "a.jsonl").touch()
    named = str(tmp_path / "b.parquet")
    assert [Path(one).name for one in find_files([str(tmp_path)])] == ["a.jsonl", "b.parquet", "c.jsonl.gz"]
    assert find_files(["-", named]) == ["-", named]


def test_a_folder_without_parts_is_refused_unless_a_run_made_it(tmp_path: Path) -> None:
    with pytest.raises(Setup, match="there are no files"):
        find_files([str(tmp_path)])
    (tmp_path / "_manifest.json").touch()
    assert find_files([str(tmp_path)]) == []
