"""How far a bulk enrichment or a load is: a bar on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

LINE_SECONDS = 30.0


class Progressing(Protocol):
    """What can be shown: how many bytes were read of how many, where that is known, and what was done in words."""

    @property
    def total_bytes(self) -> int | None: ...  # noqa: D102
    @property
    def read_bytes(self) -> int: ...  # noqa: D102
    def describe(self) -> str: ...  # noqa: D102


class Account:
    """What was enriched so far; articles found done by an earlier run are `kept`, and do not count for the speed."""

    def __init__(self, total_bytes: int | None) -> None:
        self.total_bytes = total_bytes
        self.read_bytes = self.articles = self.events = self.refused = self.kept = self.kept_bytes = 0
        self.partial = 0
        self._began = time.monotonic()

    def add(self, *, size: int, articles: int, refused: int, events: int = 0, is_kept: bool = False) -> None:
        """Count a block in."""
        self.read_bytes += size
        self.refused += refused
        if is_kept:
            self.kept += articles
            self.kept_bytes += size
        else:
            self.articles += articles
            self.events += events

    @property
    def seconds(self) -> float:
        """Since the start."""
        return max(time.monotonic() - self._began, 1e-9)

    def describe(self) -> str:
        """Articles, articles a second, refused, and about how many remain, where that can be told."""
        told = f"{self.articles:,} articles, {self.articles / self.seconds:.1f}/s, {self.refused:,} refused"
        if self.kept:
            told += f", {self.kept:,} done before"
        if self.total_bytes and self.articles and self.read_bytes > self.kept_bytes:
            left = max(0, self.total_bytes - self.read_bytes)
            told += f", about {round(self.articles * left / (self.read_bytes - self.kept_bytes)):,} remain"
        return told


@contextmanager
def show(account: Progressing, console: Console) -> Iterator["Display"]:
    """What shows the account on `console` while the block runs."""
    columns = (BarColumn(bar_width=24), TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield Display(account, console, bar)


class Display:
    """The bar or the lines of one run."""

    def __init__(self, account: Progressing, console: Console, bar: Progress) -> None:
        self._account, self._console, self._bar = account, console, bar
        self._task = bar.add_task("starting", total=account.total_bytes)
        self._told = time.monotonic()

    def update(self) -> None:
        """Show how far it is by now."""
        account = self._account
        self._bar.update(self._task, completed=account.read_bytes, description=account.describe())
        if not self._console.is_terminal and time.monotonic() - self._told > LINE_SECONDS:
            self._told = time.monotonic()
            self._console.print(account.describe(), highlight=False, soft_wrap=True)


def tell(n: int, noun: str) -> str:
    """So many of them, in words."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
