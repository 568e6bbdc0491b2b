"""The file of a backup: one line that says what it is, with the SHA-256 of all that follows: JSON lines, compressed.

`tail -n +2 FILE | gunzip` shows what is in it.  It is written under another name first, so a file with its own name is
whole; it is read line by line, and no line may be longer than MAX_LINE.
"""

import gzip
import hashlib
import io
import json
import os
import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import structlog

from dateline.errors import Damaged, Setup

log = structlog.get_logger()

FORMAT = 1
_TITLE = f"dateline-backup {FORMAT} sha256 ".encode()
_DIGITS = 64
HEAD_BYTES = len(_TITLE) + _DIGITS + 1
# The largest article that is taken, with all that is found in it, has a tenth of this.
MAX_LINE = 256_000_000
_BLOCK = 1 << 20
_LEVEL = 6
# What a backup that was killed has left behind: nothing was written to it for so long.
_STALE_SECONDS = 86_400

Record = dict[str, Any]


class _Hashing(io.RawIOBase):
    """A file whose bytes are hashed on their way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.hash.update(data)
        return self._file.write(data)


@contextmanager
def write_archive(path: Path) -> Iterator[Callable[[Record], None]]:
    """What writes one record into a new archive.  Nothing stays of it where the block fails.

    Raises Setup where `path` exists or cannot be written.
    """
    if path.exists():
        raise Setup(f"{path} exists; give the backup another name")
    part = _part(path)
    try:
        # There is in it what others may not read: keys of access, and all texts.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield from _write(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise Setup(f"{path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _write(file: IO[bytes]) -> Iterator[Callable[[Record], None]]:
    file.write(_TITLE + b"0" * _DIGITS + b"\n")
    hashing = _Hashing(file)
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=hashing, mtime=0) as packed:

        def write(record: Record) -> None:
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            if len(line) > MAX_LINE:
                raise Setup(f"a record of {len(line)} bytes is over the limit of {MAX_LINE}")
            packed.write(line)

        yield write
    file.seek(len(_TITLE))
    file.write(hashing.hash.hexdigest().encode())


def verify(path: Path) -> str:
    """Read all of an archive; its SHA-256.  Raises Damaged where that is not what its first line says, and Setup."""
    found = hashlib.sha256()
    with _open(path) as file:
        head = file.read(HEAD_BYTES)
        if not head.startswith(_TITLE) or not head.endswith(b"\n"):
            raise Damaged(f"{path} is no backup of Dateline, or one of another format, or its first line is damaged")
        while block := file.read(_BLOCK):
            found.update(block)
    if head[len(_TITLE) : -1] != found.hexdigest().encode():
        raise Damaged(f"{path} is damaged: what is in it has another checksum than it says; nothing was restored")
    return found.hexdigest()


def read_archive(path: Path, on_bytes: Callable[[int], None] = lambda _: None) -> Iterator[Record]:
    """The records of an archive, one at a time; `on_bytes` is told how far in the file.  Raises Damaged and Setup."""
    with _open(path) as file:
        file.seek(HEAD_BYTES)
        try:
            with gzip.GzipFile(fileobj=file) as packed:
                while line := packed.readline(MAX_LINE):
                    if not line.endswith(b"\n"):
                        raise Damaged(f"{path}: a line has no end, or is longer than {MAX_LINE} bytes")
                    yield json.loads(line)
                    on_bytes(file.tell())
        except (EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
            raise Damaged(f"{path} cannot be read: {type(error).__name__}") from error


def check_prunable(path: Path) -> None:
    """Raise Setup where no archives can be told that are older ones of `path`."""
    if not re.search("[0-9]", path.name):
        raise Setup(f"--keep: there is no date or number in {path.name}, by which older archives could be known")


def prune(path: Path, keep: int) -> list[Path]:
    """Remove all but `keep` of the archives that are named like `path` but for digits; what was removed, oldest first.

    The newest stay, by what they say of themselves, and `path` is one of them.  What is no archive is left alone, but
    for what is left of such a backup that was killed.
    """
    alike = re.compile(re.sub("[0-9]+", "[0-9]+", re.escape(path.name)))
    made: list[tuple[str, str, Path]] = []
    for other in path.parent.iterdir():
        if other == path or other.is_symlink() or not other.is_file():
            continue
        if alike.fullmatch(other.name) and (made_at := _tell_age(other)):
            made.append((made_at, other.name, other))
    gone = [other for _, _, other in sorted(made)[: max(0, len(made) - (keep - 1))]]
    for other in gone:
        other.unlink(missing_ok=True)
    for part in path.parent.glob("*.part"):
        if alike.fullmatch(part.name.removesuffix(".part")) and _is_left(part):
            part.unlink(missing_ok=True)
    return gone


def _tell_age(path: Path) -> str | None:
    """When an archive was made; None where it is none, or cannot be read."""
    try:
        manifest = next(read_archive(path), {}) if _begins(path) else {}
    except (Damaged, Setup) as error:
        log.warning("archive.unread", path=str(path), error=type(error).__name__)
        return None
    return str(manifest["made_at"]) if manifest.get("kind") == "manifest" and "made_at" in manifest else None


def _is_left(part: Path) -> bool:
    """Did a backup begin this and not end it?"""
    try:
        is_stale = not part.is_symlink() and part.stat().st_mtime < time.time() - _STALE_SECONDS
        return is_stale and _begins(part)
    except (OSError, Setup):
        return False


def _begins(path: Path) -> bool:
    """Does the file begin as an archive does?"""
    with _open(path) as file:
        return file.read(len(_TITLE)) == _TITLE


def _part(path: Path) -> Path:
    """Where an archive is written to until it is whole."""
    return path.with_name(f"{path.name}.part")


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise Setup(f"{path}: {error.strerror or error}") from error
