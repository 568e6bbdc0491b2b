"""A pipeline without models, and what misbehaves in it: what bulk work is tested with."""

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from dateline.models import EnrichedArticle
from workers.document import Document, Stage
from workers.pipeline import Pipeline


def line(article_id: str, text: str = "Marchers met police.", **fields: object) -> bytes:
    return json.dumps({"id": article_id, "text": text, "published_at": "2018-10-29", **fields}).encode() + b"\n"


def dump(article: EnrichedArticle) -> bytes:
    """An enriched article as the line of a part."""
    return article.model_dump_json().encode() + b"\n"


def write(path: Path, *lines: bytes) -> str:
    path.write_bytes(b"".join(lines))
    return str(path)


def misbehave(doc: Document) -> Document:
    """Do what the text says: die by a signal or the first time only, hang, take a while, wait for a file or sign it."""
    word, _, rest = doc.text.partition(" ")
    if word == "Die" or (word == "Once" and not Path(rest).exists()):
        if rest:
            Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if word in ("Hang", "Wait"):
        time.sleep(60 if word == "Hang" else 0.03)
    if word == "Sign":
        with Path(rest).open("a", encoding="ascii") as signed:
            signed.write(f"{os.getpid()}\n")
    while word == "Until" and not Path(rest).exists():
        time.sleep(0.01)
    return doc.add(dates=())


def stub(*_: object) -> Pipeline:
    """In place of `workers.pipeline.load`."""
    return Pipeline((Stage("dates", "dates", frozenset(), misbehave),), time.perf_counter)


def main(arguments: Sequence[str]) -> None:
    """The command, with this pipeline: `python -m tests.dateline.bulk.stub enrich ...`."""
    from dateline import cli
    from workers import pipeline

    pipeline.load = stub  # type: ignore[assignment]  # takes what it is given
    sys.argv = ["dateline", *arguments]
    cli.main()


if __name__ == "__main__":
    main(sys.argv[1:])
