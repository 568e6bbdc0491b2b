"""The formats of enriched articles in files: JSON lines and Parquet."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Literal

from dateline.errors import Setup
from dateline.models import EnrichedArticle

Format = Literal["jsonl", "parquet"]


def require(form: Format) -> None:
    """Raises Setup where the format needs what is not installed."""
    if form == "parquet" and find_spec("pyarrow") is None:
        raise Setup("Parquet needs pyarrow: pip install 'dateline[parquet]'")


def encode(articles: Sequence[EnrichedArticle], form: Format) -> bytes:
    """The articles as the bytes of a whole file."""
    if form == "parquet":
        from dateline.bulk.table import write_table

        return write_table(articles)
    return b"".join(article.model_dump_json().encode() + b"\n" for article in articles)
