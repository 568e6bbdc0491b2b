"""The inputs of a bulk enrichment, cut into blocks: what is enriched, written and found again as one.  Pure but for
reading.

Files are read as a stream and may be larger than the memory.  A block is named by where it stands and by what is in
it, so one that changed is another block, and one that did not is found again.
"""

import codecs
import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

STDIN = "-"
# As the API takes; the largest article that is taken has a fraction of it.
MAX_ITEM_BYTES = 8_000_000
# A block ends here, however few its articles are.
MAX_BLOCK_BYTES = 8_000_000
_GZIP = b"\x1f\x8b"
# Files of these names hold an article a line, whatever the first line looks like.
_LINES = (".jsonl", ".ndjson")
_NAME_HEX, _SOURCE_HEX = 24, 10


@dataclass(frozen=True, slots=True)
class Item:
    """One input: a line of a file of JSON lines, or (`line` 0) a whole file.

    `refused` says why it is not to be enriched, where it is not; `is_broken`: the file could not be read beyond it.
    """

    line: int
    content: bytes
    refused: str = ""
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A run of inputs of one file.  `number` counts all blocks of a run from 0; `size` is how many bytes of the file
    (compressed, where it is) were read for it.
    """

    number: int
    source: str
    name: str
    items: tuple[Item, ...]
    size: int

    def refuse(self, reason: str, at: int | None = None) -> "Block":
        """The same block with the item number `at` refused for `reason`; all of them where it is None."""
        items = (
            replace(item, content=b"", refused=item.refused or reason) if at in (None, n) else item
            for n, item in enumerate(self.items)
        )
        return replace(self, items=tuple(items))


def cut(names: Iterable[str], articles: int) -> Iterator[Block]:
    """The blocks of the files `names` (`-` is standard input), in order, of at most so many articles each.

    A file that cannot be read, or not to its end, gives an item that is refused.
    """
    number = 0
    for name in names:
        for items, size in _group(read_items(name), articles):
            yield Block(number, name, _name(name, items), items, size)
            number += 1


def find_size(names: Iterable[str]) -> int | None:
    """How many bytes there are to be read; None where that is not known."""
    try:
        return None if STDIN in names else sum(Path(name).stat().st_size for name in names if Path(name).is_file())
    except OSError:
        return None


def identify_source(name: str) -> str:
    """What the names of all blocks of a file begin with."""
    whole = STDIN if name == STDIN else str(Path(name).resolve())
    return hashlib.blake2b(whole.encode(errors="surrogateescape")).hexdigest()[:_SOURCE_HEX]


def _name(source: str, items: tuple[Item, ...]) -> str:
    found = hashlib.blake2b()
    for item in items:
        found.update(f"{len(item.content)} {item.refused}\n".encode(errors="surrogateescape"))
        found.update(item.content)
    return f"{identify_source(source)}-{items[0].line:010}-{found.hexdigest()[:_NAME_HEX]}"


def _group(found: Iterable[tuple[Item, int]], articles: int) -> Iterator[tuple[tuple[Item, ...], int]]:
    """Items that come with how far in the file they end, as blocks with how much of it they took."""
    items: list[Item] = []
    size, begin, end = 0, 0, 0
    for item, end in found:
        items.append(item)
        size += len(item.content)
        if len(items) >= articles or size >= MAX_BLOCK_BYTES:
            yield tuple(items), end - begin
            items, size, begin = [], 0, end
    if items:
        yield tuple(items), end - begin


def read_items(name: str, max_bytes: int = MAX_ITEM_BYTES) -> Iterator[tuple[Item, int]]:
    """The items of a file, each with how many of its bytes were read by then.

    One of more than `max_bytes` is refused, and so is what cannot be read.
    """
    line, at = 0, 0
    try:
        with nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb") as raw:
            is_lines = name.removesuffix(".gz").endswith(_LINES)
            for line, content, refused in _split(_unpack(raw), max_bytes, is_lines=is_lines):
                at = raw.tell() if raw.seekable() else at + len(content)
                yield Item(line, content, refused), at
    except (OSError, EOFError, zlib.error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "is damaged: it has no good end"
        yield Item(line + 1 if at else 0, b"", reason, is_broken=True), at


def _unpack(raw: BinaryIO) -> BinaryIO:
    """What a file holds, unpacked where it is gzipped."""
    if cast(io.BufferedReader, raw).peek(len(_GZIP)).startswith(_GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    return raw


def _split(file: BinaryIO, max_bytes: int, *, is_lines: bool) -> Iterator[tuple[int, bytes, str]]:
    """(line, content, why it is refused) of each line that is not empty, if they are JSON; else of the file as one.

    They are where that is known, and else where the first of them looks so.
    """
    lines = _lines(file, max_bytes)
    number, first, refused = next(lines, (0, b"", ""))
    first = first.removeprefix(codecs.BOM_UTF8)
    if refused or (is_lines and number) or (first.lstrip().startswith(b"{") and first.strip() != b"{"):
        yield number, first, refused
        yield from lines
        return
    # A plain text, or one article whose JSON runs over several lines.
    content = first + file.read(max_bytes + 1 - len(first))
    if len(content) > max_bytes:
        content, refused = b"", _too_long("the file", max_bytes)
    yield 0, content, refused


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes, str]]:
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = file.readline(max_bytes)
            yield number, b"", _too_long("the line", max_bytes)
        elif line.strip():
            yield number, line, ""


def _too_long(what: str, max_bytes: int) -> str:
    return f"{what} has more than {max_bytes:,} bytes"
