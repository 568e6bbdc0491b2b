"""What the command line shows: progress bars on standard error, tables on standard output."""

import datetime as dt
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dateline.client import Dateline, Refused
from dateline.errors import Setup
from dateline.models import Event

# Where nobody says how wide the output is (a file, a log), a table of sentences wants room.
_UNSEEN_WIDTH = None if os.isatty(1) or "COLUMNS" in os.environ else 160
out, err = Console(width=_UNSEEN_WIDTH), Console(stderr=True)
EVIDENCE_WIDTH = 160
PACE_SECONDS = 0.5


def post_and_follow(client: Dateline, files: list[Path]) -> bool:
    """Post `files` with a progress bar up to their end; true where all were taken and none failed."""
    with show_progress() as bar:
        posting = bar.add_task("posting", total=len(files))
        ids = []
        for path in files:
            try:
                ids.append((path, client.post_file(path).id))
            except Refused as error:
                _complain(path, str(error))
            bar.advance(posting)
        enriching = bar.add_task("enriching", total=len(ids))
        failed = 0
        for path, article_id in ids:
            if (reason := follow(client, article_id)) is not None:
                failed += 1
                _complain(path, reason)
            bar.advance(enriching)
    return failed == 0 and len(ids) == len(files)


def follow(client: Dateline, article_id: str) -> str | None:
    """Wait for the end of an article; why it failed, if it did."""
    while (found := client.status(article_id, wait_seconds=20)).status in ("queued", "running"):
        pass
    return found.error or "failed" if found.status == "failed" else None


def reenrich(client: Dateline, which: Literal["older", "all"], before: dt.datetime | None, room: int) -> int:
    """Queue articles again, a few at a time, with a progress bar, until all are queued; how many were.

    Whatever ends it, another one goes on: what is done ended after `before`.
    """
    step = client.reenrich(which, before=before, room=room)
    done = step.queued
    with show_progress() as bar:
        total = step.queued + step.remaining
        task = bar.add_task("enriching", total=total, completed=done)
        if before is None and which == "all":
            bar.console.print(f"to go on with these: --all --before {step.before.isoformat()}", highlight=False)
        while step.remaining:
            time.sleep(PACE_SECONDS)
            step = client.reenrich(which, before=step.before, room=room)
            done += step.queued
            bar.update(task, completed=max(0, total - step.remaining))
    return done


def parse_instant(given: str | None) -> dt.datetime | None:
    """A time with its offset.  Raises Setup, which names the option."""
    if given is None:
        return None
    try:
        parsed = dt.datetime.fromisoformat(given)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise Setup("--before: give a time with its offset, as in 2026-11-22T18:00:00Z")
    return parsed


def _complain(path: Path, message: str) -> None:
    err.print(f"{path}: {message}", highlight=False, markup=False)


def show_progress() -> Progress:
    """Progress bars on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, disable=not err.is_terminal)


def tabulate(events: Iterable[Event]) -> Table:
    """Events as a table: when, what, who, where, and the words that say so."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("date", "type", "status"):
        table.add_column(name, no_wrap=True)
    for name, ratio in (("who", 3), ("where", 2), ("evidence", 7)):
        table.add_column(name, ratio=ratio)
    for event in events:
        who = " → ".join(
            ", ".join(actor.name for actor in event.actors if actor.role == role)
            for role in ("actor", "recipient")
            if any(actor.role == role for actor in event.actors)
        )
        where = ", ".join(place.name for place in event.places)
        date = event.date.value if event.date else ""
        table.add_row(*map(_plain, (date, event.type, event.status, who, where, _shorten(event.evidence.surface))))
    return table


def _plain(text: str) -> str:
    """`text` as it stands: square brackets of an article are not rich's markup, and control characters do nothing."""
    return escape("".join(c if c.isprintable() else " " for c in text))


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= EVIDENCE_WIDTH else flat[: EVIDENCE_WIDTH - 1] + "…"
