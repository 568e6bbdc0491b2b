"""Enriched articles as Parquet: one row an article, columns made from the models, so that both say the same.

Models become structs, tuples lists, days `date32`, and what has no fixed shape (`metadata`, `stages`, `in_title`)
JSON.  `published_at` is as it was given, a date or a date-time with its offset, and `published_day` its day; the rest
is read back as it was.
"""

import datetime as dt
import io
import json
import types
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from dateline.models import Article, EnrichedArticle

# Made for whoever reads the columns; the model has it in `published_at`.
_DERIVED = "published_day"
_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32(),
}  # fmt: skip


@cache
def make_schema() -> pa.Schema:
    """The columns: those of an article, `published_day`, then what enrichment adds."""
    columns = {name: _find_type(field.annotation) for name, field in EnrichedArticle.model_fields.items()}
    posted = {name: columns.pop(name) for name in Article.model_fields}
    return pa.schema(list({**posted, _DERIVED: pa.date32(), **columns}.items()))


def write_table(articles: Sequence[EnrichedArticle]) -> bytes:
    """A whole Parquet file, compressed by zstd."""
    file = io.BytesIO()
    table = pa.Table.from_pylist([_make_row(article) for article in articles], schema=make_schema())
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


def read_rows(path: str, rows: int = 100) -> Iterator[tuple[dict[str, Any], int]]:
    """The rows of a file as fields of the model, and how many rows it has; `rows` of them are in memory at a time.

    Raises OSError, and ValueError (pyarrow's own is one) for what is no Parquet.
    """
    loose = _find_loose()
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=rows):
            for row in batch.to_pylist():
                row.pop(_DERIVED, None)
                for name in loose & row.keys():
                    row[name] = _read_json(row[name])
                yield row, file.metadata.num_rows


def _read_json(value: Any) -> Any:
    """What the JSON in a column says; what is none stays as it is, for the model to refuse it."""
    try:
        return value if value is None else json.loads(value)
    except (TypeError, ValueError, RecursionError):
        return value


def _make_row(article: EnrichedArticle) -> dict[str, Any]:
    row = article.model_dump()
    for name in _find_loose():
        # In the model's own JSON: there may be models inside.
        row[name] = None if row[name] is None else json.dumps(row[name], ensure_ascii=False)
    row["published_at"] = article.published_at.isoformat()
    row[_DERIVED] = article.published_day
    return row


@cache
def _find_loose() -> frozenset[str]:
    """The columns that hold JSON."""
    return frozenset(
        name for name, field in EnrichedArticle.model_fields.items() if _is_loose(_strip(field.annotation))
    )


def _is_loose(kind: Any) -> bool:
    return get_origin(kind) is dict


def _find_type(kind: Any) -> pa.DataType:
    """The Arrow type of a field of a model.  Raises TypeError for one that no model has had yet."""
    kind = _strip(kind)
    if kind in _TYPES:
        return _TYPES[kind]
    if get_origin(kind) is Literal or _is_loose(kind) or kind == dt.datetime | dt.date:
        return pa.string()
    if get_origin(kind) is tuple:
        return pa.list_(_find_type(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return pa.struct([pa.field(name, _find_type(field.annotation)) for name, field in kind.model_fields.items()])
    raise TypeError(f"no column holds {kind}")


def _strip(kind: Any) -> Any:
    """`kind` without what Annotated adds, and without None."""
    if hasattr(kind, "__metadata__"):
        return _strip(kind.__origin__)
    if get_origin(kind) in (Union, types.UnionType):
        left = [_strip(one) for one in get_args(kind) if one is not types.NoneType]
        return left[0] if len(left) == 1 else Union[tuple(left)]  # noqa: UP007  # made from values
    return kind
