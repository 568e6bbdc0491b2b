"""A pipeline without models, and what misbehaves in it: what bulk work is tested with."""

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from workers.document import Document, Stage
from workers.pipeline import Pipeline


def line(article_id: str, text: str = "Marchers met police.", **fields: object) -> bytes:
    return json.dumps({"id": article_id, "text": text, "published_at": "2018-10-29", **fields}).encode() + b"\n"


def write(path: Path, *lines: bytes) -> str:
    path.write_bytes(b"".join(lines))
    return str(path)


def misbehave(doc: Document) -> Document:
    """Do what the text says: die by a signal, die the first time only, hang, or take a while."""
    word, _, rest = doc.text.partition(" ")
    if word == "Die" or (word == "Once" and not Path(rest).exists()):
        if rest:
            Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if word in ("Hang", "Wait"):
        time.sleep(60 if word == "Hang" else 0.03)
    return doc.add(dates=())


def stub(*_: object) -> Pipeline:
    """In place of `workers.pipeline.load`."""
    return Pipeline((Stage("dates", "dates", misbehave),), time.perf_counter)


def main(arguments: Sequence[str]) -> None:
    """The command, with this pipeline: `python -m tests.dateline.bulk.stub enrich ...`."""
    from dateline import cli
    from workers import pipeline

    pipeline.load = stub
    sys.argv = ["dateline", *arguments]
    cli.main()


if __name__ == "__main__":
    main(sys.argv[1:])
