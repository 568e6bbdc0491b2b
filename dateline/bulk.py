"""Enrichment without a server: files or standard input in, JSON lines out."""

import codecs
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import track

from dateline.errors import DatelineError
from dateline.identity import identify
from dateline.intake import invalid, read_json, read_plain
from dateline.models import Article


class Unreadable(DatelineError):
    """A file cannot be read."""

    title = "Unreadable"


def enrich_all(names: list[str], output: BinaryIO, console: Console) -> int:
    """Write the enriched articles of all inputs to `output`, in order; how many inputs were refused."""
    from workers import pipeline

    loaded = pipeline.load(time.perf_counter)
    inputs = [item for name in names for item in read_inputs(name)]
    refused = 0
    for where, content in track(inputs, "enriching", console=console, disable=not console.is_terminal):
        try:
            if isinstance(content, DatelineError):
                raise content
            article = read_one(content)
        except DatelineError as error:
            refused += 1
            console.print(f"{where}: {error}", highlight=False, markup=False)
            continue
        article = article.model_copy(update={"id": identify(article)})
        output.write(pipeline.enrich(loaded, article).model_dump_json().encode() + b"\n")
        output.flush()
    return refused


def read_inputs(name: str) -> Iterator[tuple[str, bytes | DatelineError]]:
    """The inputs in a file (`-` is standard input), with where each stands: its lines if they are JSON, else itself.

    One that cannot be read gives the error, so that the others are enriched all the same.
    """
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        yield name, Unreadable(error.strerror or "cannot be read")
        return
    content = content.removeprefix(codecs.BOM_UTF8)
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    if not content.lstrip().startswith(b"{") or (lines and lines[0][1].strip() == b"{"):
        # A plain text, or one article whose JSON runs over several lines.
        yield name, content
        return
    for number, line in lines:
        yield f"{name}:{number}", line


def read_one(content: bytes) -> Article:
    """An article out of JSON or of a plain text with a date header.  Raises Invalid and TooLarge."""
    if content.lstrip().startswith(b"{"):
        return read_json(content)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise invalid("text", f"is not valid utf-8 at byte {error.start}") from None
    return read_plain(text, {})
