import datetime as dt
import io
from pathlib import Path

import pytest

from dateline.bulk.reading import read_enriched_files
from dateline.bulk.table import make_schema, write_table
from dateline.models import Article, EnrichedArticle
from tests.make import LEEDS, enriched, event, place_of

FULL = enriched(
    "a1",
    [event("e1", places=(place_of(LEEDS),)), event("e2", None, status="planned")],
    published_at="2018-10-29T23:30:00-05:00",
    title="Marchers met police",
    authors=("Ann Lee", "Bo Ek"),
    metadata={"desk": "north", "words": [1, 2.5, None], "deep": {"x": True}},
)
BARE = enriched("b", entities=(), places=(), language=None)


def read_back(path: Path) -> list[object]:
    return [found.article for found in read_enriched_files([str(path)])]


def test_articles_come_back_from_parquet_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(write_table([FULL, BARE]))
    assert read_back(path) == [FULL, BARE]
    assert [type(one.published_at) for one in (FULL, BARE)] == [dt.datetime, dt.date]
    back = read_back(path)
    assert isinstance(back[0], EnrichedArticle)
    assert back[0].model_dump_json() == FULL.model_dump_json()


def test_a_part_without_articles_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(write_table([]))
    assert read_back(path) == []


def test_any_reader_of_parquet_finds_columns_with_types() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(io.BytesIO(write_table([FULL, BARE])), engine="pyarrow")
    assert list(frame["id"]) == ["a1", "b"]
    assert list(frame["published_day"]) == [dt.date(2018, 10, 29)] * 2
    assert list(frame["authors"][0]) == ["Ann Lee", "Bo Ek"]
    events = frame[["id", "events"]].explode("events").dropna()
    assert [(one["id"], one["type"], one["status"]) for one in events["events"]] == [
        ("e1", "PROTEST", "happened"),
        ("e2", "PROTEST", "planned"),
    ]
    first = events["events"].iloc[0]
    assert first["date"]["interval"]["begin"] == dt.date(2018, 10, 29)
    assert first["places"][0]["country"] == "GB"
    assert events["events"].iloc[1]["date"] is None


def test_every_field_of_the_models_has_a_column() -> None:
    columns = make_schema().names
    assert set(columns) == {*EnrichedArticle.model_fields, "published_day"}
    assert set(columns[: len(Article.model_fields)]) == set(Article.model_fields)


def test_a_damaged_file_is_told_and_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    whole = write_table([FULL] * 3)
    for name, content in (("a", b"PAR1"), ("b", whole[: len(whole) // 2]), ("c", b""), ("d", whole)):
        (tmp_path / f"{name}.parquet").write_bytes(content)
    files = sorted(map(str, tmp_path.iterdir()))
    found = list(read_enriched_files(files))
    told = [f"{one.where}: {one.article}" for one in found[:3]]
    assert told == [f"{path}: is no Parquet file, or a damaged one" for path in files[:3]]
    assert [one.article for one in found[3:]] == [FULL] * 3
