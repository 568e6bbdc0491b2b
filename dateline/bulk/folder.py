"""A folder of parts: what a bulk enrichment writes, and goes on with after it was ended, however.

    DIR/_manifest.json            what the parts are of; a run of another kind is refused
    DIR/<block>.jsonl|.parquet    a part: the enriched articles of one block, whole
    DIR/_errors/<block>.jsonl     what of the block was refused: source, line, field, reason

A part is written under another name, synced and renamed, after its errors; so what has its name is whole and done.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.bulk.blocks import STDIN, Block, identify_source
from dateline.bulk.formats import Format
from dateline.errors import Conflict, Setup
from dateline.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from dateline.bulk.work import Part

# Readers of data sets, such as those of Parquet, pass over names that begin like this.
MANIFEST, ERRORS = "_manifest.json", "_errors"
_TEMPORARY = ".part"


class Folder:
    """The parts of one folder, of one format and one version of the pipeline."""

    def __init__(self, path: Path, form: Format) -> None:
        self._path, self._form = path, form

    def part(self, name: str) -> Path:
        """The file of the part of a block."""
        return self._path / f"{name}.{self._form}"

    def errors(self, name: str) -> Path:
        """The file of what was refused of a block; there is none where nothing was."""
        return self._path / ERRORS / f"{name}.jsonl"

    def count_done(self, block: Block) -> tuple[int, int] | None:
        """How many articles a former run made of a block, and how many it refused; None where it is to be done."""
        if not self.part(block.name).exists():
            return None
        errors = self.errors(block.name)
        refused = len(errors.read_bytes().splitlines()) if errors.exists() else 0
        return len(block.items) - refused, refused

    def write(self, part: "Part") -> None:
        """Keep a part; when this returns, no crash can take it."""
        if part.refused:
            told = (json.dumps(asdict(refused), ensure_ascii=False, default=str) for refused in part.refused)
            _write(self.errors(part.name), "".join(f"{line}\n" for line in told).encode(errors="replace"))
        else:
            self.errors(part.name).unlink(missing_ok=True)
        _write(self.part(part.name), part.data)

    def remove_former(self, sources: Iterable[str], seen: set[str]) -> int:
        """Remove the parts of these files that are of blocks which the files no longer hold; how many there were."""
        begins = {identify_source(source) for source in sources if source != STDIN}
        former = [
            part
            for part in self._path.glob(f"*.{self._form}")
            if part.stem.split("-")[0] in begins and part.stem not in seen
        ]
        for part in former:
            part.unlink()
            self.errors(part.stem).unlink(missing_ok=True)
        return len(former)


@contextmanager
def open_folder(path: Path, form: Format, articles: int, pipeline_version: str) -> Iterator[Folder]:
    """The folder, made where it is not there, which no other run writes to meanwhile.

    Raises Setup where it was made with another format, size of blocks, schema or pipeline, or cannot be written, and
    Conflict where another run is at it.
    """
    ours = {
        "format": form,
        "articles_per_block": articles,
        "pipeline_version": pipeline_version,
        "schema_version": SCHEMA_VERSION,
    }
    try:
        (path / ERRORS).mkdir(parents=True, exist_ok=True)
        lock = os.open(path / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise Setup(f"--output: {path}: {error.strerror or error}") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(f"--output: another run writes into {path}") from None
        _compare(path, ours)
        for left in (*path.glob(f"*{_TEMPORARY}"), *(path / ERRORS).glob(f"*{_TEMPORARY}")):
            left.unlink()
        yield Folder(path, form)
    finally:
        os.close(lock)


def _compare(path: Path, ours: dict[str, str | int]) -> None:
    """Hold what this run makes against the manifest; write that where there is none."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if any(path.glob("*.jsonl")) or any(path.glob("*.parquet")):
            raise Setup(f"--output: {path} holds files, but not of a bulk enrichment; give an empty folder") from None
        told = {"dateline": __version__, **ours}
        _write(path / MANIFEST, f"{json.dumps(told, indent=2)}\n".encode())
        return
    except ValueError as error:
        raise Setup(f"--output: {path / MANIFEST} cannot be read; give another folder") from error
    for name, value in ours.items():
        if found.get(name) != value:
            raise Setup(
                f"--output: {path} was made with {name.replace('_', ' ')} {found.get(name)}, this run has {value};"
                " give another folder, or the same options and version"
            )


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + _TEMPORARY)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
