"""Enriched articles read back from files: JSON lines, gzipped or not, and Parquet; each checked by the models."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dateline.bulk.blocks import STDIN, read_items
from dateline.bulk.folder import MANIFEST
from dateline.bulk.formats import require
from dateline.errors import DatelineError, Setup
from dateline.intake import explain, invalid
from dateline.models import EnrichedArticle, Span
from dateline.schema import SCHEMA_VERSION, upgrade

# The largest article that is taken, with all that is found in it, has a fraction of this.
MAX_BYTES = 256_000_000
_PATTERNS = ("*.jsonl", "*.jsonl.gz", "*.parquet")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at one place of a file: an enriched article, or why there is none; and how many bytes it took."""

    where: str
    article: EnrichedArticle | DatelineError
    size: int


class Unreadable(DatelineError):
    """A file cannot be read."""

    title = "Unreadable"


def find_files(paths: Iterable[str]) -> list[str]:
    """The files to read: those named, and in folders the parts.  Raises Setup where a folder has none."""
    files: list[str] = []
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            files.append(path)
            continue
        parts = sorted({str(part) for pattern in _PATTERNS for part in Path(path).glob(pattern)})
        # A run of which all inputs were refused has made no part, but it was one.
        if not parts and not (Path(path) / MANIFEST).exists():
            raise Setup(f"{path}: there are no files {', '.join(_PATTERNS)} in it")
        files += parts
    return files


def read_enriched_files(files: Iterable[str]) -> Iterator[Found]:
    """The enriched articles of all files, in order; what is wrong with one keeps no other from being read."""
    for name in files:
        yield from _read_table(name) if name.endswith(".parquet") else _read_lines(name)


def _read_lines(name: str) -> Iterator[Found]:
    before = 0
    for item, at in read_items(name, MAX_BYTES):
        where = f"{name}:{item.line}" if item.line else name
        # An empty part: all that its block held was refused.
        if item.content or item.refused:
            yield Found(where, Unreadable(item.refused) if item.refused else read_line(item.content), at - before)
        before = at


def _read_table(name: str) -> Iterator[Found]:
    require("parquet")
    from dateline.bulk.table import read_rows

    number = 0
    try:
        size, rows = Path(name).stat().st_size, 0
        for number, (row, rows) in enumerate(read_rows(name), 1):
            yield Found(f"{name}: row {number}", read_fields(row), size // max(rows, 1))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "is no Parquet file, or a damaged one"
        yield Found(f"{name}: row {number + 1}" if number else name, Unreadable(reason), 0)


def read_line(line: bytes) -> EnrichedArticle | DatelineError:
    """The enriched article of a line of JSON, or why it is refused."""
    try:
        article = EnrichedArticle.model_validate_json(line)
    except ValidationError:
        # Perhaps it is of another version; what is wrong with it is said below.
        try:
            fields = json.loads(line)
        except ValueError:
            return invalid("body", "is no JSON")
        except RecursionError:
            return invalid("body", "is nested too deep")
        return read_fields(fields)
    if article.schema_version == SCHEMA_VERSION:
        return _check(article)
    return read_fields(json.loads(line))


def read_fields(fields: Any) -> EnrichedArticle | DatelineError:
    """The enriched article of these fields, brought up to date from an older schema, or why it is refused."""
    if not isinstance(fields, dict):
        return invalid("body", "is no enriched article")
    version = fields.get("schema_version", 0)
    if not isinstance(version, int) or version < 1:
        return invalid("schema_version", "is missing, or none; this is no enriched article")
    try:
        fields = upgrade("enriched", fields, version)
        if isinstance(fields.get("events"), list):
            fields["events"] = [upgrade("event", event, version) for event in fields["events"]]
        return _check(EnrichedArticle.model_validate({**fields, "schema_version": SCHEMA_VERSION}))
    except ValidationError as error:
        return explain(error)
    except DatelineError as error:
        return error


def _check(article: EnrichedArticle) -> EnrichedArticle | DatelineError:
    """The article, where its spans are of its text and no event stands twice."""
    ids = [event.id for event in article.events]
    if len(set(ids)) < len(ids):
        return invalid("events", "one id stands twice")
    if not all(map(_is_entity, (article.in_title or {}).get("entities", ()))):
        return invalid("in_title", "has entities that are none")
    for span in _find_spans(article):
        if article.text[span.start : span.end] != span.surface:
            return invalid("text", f"is not what was enriched: at {span.start} stands other than the surface says")
    return article


def _is_entity(found: Any) -> bool:
    """Has it what corrections look at?"""
    if not isinstance(found, dict):
        return False
    aliases = found.get("aliases", [])
    texts = [found.get("key"), found.get("name"), *(aliases if isinstance(aliases, list) else [None])]
    return all(isinstance(text, str) for text in texts)


def _find_spans(article: EnrichedArticle) -> Iterator[Span]:
    yield from article.dates
    yield from article.quotes
    yield from article.quantities
    for entity in article.entities:
        yield from entity.mentions
    for place in article.places:
        yield from place.mentions
    for event in article.events:
        yield from (event.trigger, event.evidence, *event.actors, *event.also)
