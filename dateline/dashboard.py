"""What `dateline top` shows: one frame made of what goes on, and of what went on before."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.console import Group, RenderableType
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from dateline.activity import WINDOWS, Activity, CollectionActivity, ProcessActivity, RunningArticle, Timing

# How far back the rates go that only this view can tell: those of arrivals, and of stage times just now.
RECENT_SECONDS, LEAST_SECONDS = 60, 10
MAX_ROWS = 12
# On a narrower terminal, what can be done without is left out.
WIDE = 140
_NOTHING = "–"
_WARN, _BAD = "yellow", "bold red"
# The columns that hold words; all others are numbers.
_WORDS = frozenset({"collection", "process", "at", "stage", "time of", "dead letter", "why"})


@dataclass(slots=True)
class History:
    """What was seen in the last minute, oldest first."""

    _seen: deque[Activity] = field(default_factory=deque)

    def add(self, seen: Activity) -> None:
        """Remember `seen`, and forget what is too old; a store that was put back begins anew."""
        if self._seen and seen.at_ms < self._seen[-1].at_ms:
            self._seen.clear()
        self._seen.append(seen)
        while seen.at_ms - self._seen[0].at_ms > RECENT_SECONDS * 1000:
            self._seen.popleft()

    def arrivals_a_minute(self, now: CollectionActivity) -> float | None:
        """How many articles of a collection came, for a minute; None where too little was seen yet."""
        was = next((one for one in self._seen[0].collections if one.name == now.name), None)
        seconds = self._seconds()
        return None if was is None or seconds < LEAST_SECONDS else max(0, now.accepted - was.accepted) * 60 / seconds

    def mean_of(self, name: str, now: Timing) -> float | None:
        """The average time of a stage, or of `wait` or `job`, in what was seen; None where none ended meanwhile."""
        first = self._seen[0]
        was = {"wait": first.wait, "job": first.job, **first.stages}[name]
        n = now.count - was.count
        return max(0.0, now.seconds - was.seconds) / n if n > 0 else None

    def _seconds(self) -> float:
        return (self._seen[-1].at_ms - self._seen[0].at_ms) / 1000


def draw(now: Activity, history: History, source: str, width: int, trouble: str | None = None) -> RenderableType:
    """A frame for a terminal so wide; `source` says where it was read, `trouble` why it is not of this moment."""
    is_wide = width >= WIDE
    parts: list[RenderableType] = [_head(now, source)]
    if trouble is not None:
        parts.append(Text(f"{trouble}; what follows is what was seen last", style=_BAD))
    parts += ["", _collections(now, history, is_wide), "", _processes(now, is_wide), "", _timings(now, history)]
    if now.dead_letters:
        parts += ["", _dead_letters(now)]
    return Group(*parts)


def _head(now: Activity, source: str) -> Text:
    store = now.store
    told = [f"Dateline at {_plain(source)}", f"pipeline {_plain(now.pipeline_version) or _NOTHING}"]
    if store.version is not None:
        told.append(f"Redis {_plain(store.version)}")
    text = Text(" · ".join(told), style="bold")
    if store.memory_used_bytes is not None:
        most = store.memory_max_bytes
        limit = f" of {decimal(most)}" if most else ""
        is_near = bool(most) and store.memory_used_bytes > 0.8 * (most or 0)
        text.append(f"\nmemory {decimal(store.memory_used_bytes)}{limit}", style=_BAD if is_near else "not bold")
        text.append(f" · {store.commands_per_second} commands/s · {store.clients} connections", style="not bold")
        text.append("" if store.append_only_ok else " · its append-only file cannot be written", style=_BAD)
    listeners = _NOTHING if now.listeners is None else str(now.listeners)
    text.append(f" · feed listeners {listeners}", style="not bold")
    text.append(f" · {store.index_failures} index failures" if store.index_failures else "", style=_BAD)
    return text


def _collections(now: Activity, history: History, is_wide: bool) -> Table:
    last, *longer = (f"out/min {window}" for window in WINDOWS)
    names = ("collection", "queued", "oldest", "running", "enriched", "dead", "in/min", last)
    grid = _Grid(names, (*longer, "partial", "to refresh", "stories behind") if is_wide else ())
    shown = sorted(now.collections, key=lambda one: (-one.states["queued"] - one.states["running"], one.name))
    for one in shown[:MAX_ROWS]:
        dead = one.states["failed"]
        grid.add(
            _plain(one.name),
            _count(one.states["queued"]),
            _late(one.oldest_queued_seconds, 60, 600) if one.states["queued"] else _NOTHING,
            Text(str(one.states["running"]), style=_WARN if one.overdue_leases else ""),
            _count(one.states["succeeded"] + one.states["partial"]),
            Text(_count(dead), style=_BAD if dead else ""),
            _rate(history.arrivals_a_minute(one)),
            *(_rate(sum(one.ended[window].values()) * 60 / seconds) for window, seconds in WINDOWS.items()),
            _count(one.states["partial"]),
            _count(one.outdated),
            "all anew" if one.stories_scanning else _late(one.stories_lag_seconds, 10, 120),
        )
    return grid.close(now.n_collections, min(len(shown), MAX_ROWS))


def _processes(now: Activity, is_wide: bool) -> Table:
    grid = _Grid(
        ("process", "heard", "at", "stage", "for", "lease"), ("attempt", "pid", "up", "done") if is_wide else ()
    )
    left = sorted(now.running, key=lambda one: one.seconds)
    for process in now.processes[:MAX_ROWS]:
        # What was claimed before it began is of the process that had its name before.
        at = next((one for one in left if one.worker == process.name and one.seconds <= process.up_seconds + 1), None)
        left = [one for one in left if one is not at]
        heard = Text(("silent " if process.is_silent else "") + spell_seconds(process.silent_seconds))
        heard.style = style = _BAD if process.is_silent else ""
        grid.add(Text(_plain(process.name), style=style), heard, *_work(at), *_life(process))
    for one in left[:MAX_ROWS]:
        grid.add(Text(_plain(one.worker) or "?", style=_BAD), Text("gone", style=_BAD), *_work(one))
    table = grid.close(len(now.processes), min(len(now.processes), MAX_ROWS))
    if not any(one.role == "worker" and not one.is_silent for one in now.processes):
        table.caption = Text("no worker is at work", style=_BAD)
    return table


def _work(one: RunningArticle | None) -> tuple[RenderableType, ...]:
    if one is None:
        return ("", "", "", "", "")
    lease = Text("over", style=_BAD) if one.lease_seconds < 0 else Text(spell_seconds(one.lease_seconds))
    at = f"{_plain(one.collection)}/{_plain(one.article)}"
    return Text(at), one.stage or _NOTHING, _late(one.seconds, 10, 60), lease, str(one.attempt)


def _life(one: ProcessActivity) -> tuple[RenderableType, ...]:
    return str(one.pid), spell_seconds(one.up_seconds), _count(one.done) if one.role == "worker" else ""


def _timings(now: Activity, history: History) -> Table:
    grid = _Grid(("time of", "how many", "last minute", "average", "half within", "95 % within"))
    for name, timing in {"wait": now.wait, "job": now.job, **now.stages}.items():
        grid.add(
            {"wait": "waiting in the queue", "job": "a whole attempt"}.get(name, f"  {name}"),
            _count(timing.count),
            *(spell_seconds(value) for value in (history.mean_of(name, timing), timing.mean, timing.p50, timing.p95)),
        )
    return grid.close(0, 0)


def _dead_letters(now: Activity) -> Table:
    grid = _Grid(("dead letter", "ago", "attempts", "why"))
    for letter in now.dead_letters[:MAX_ROWS]:
        where = Text(f"{_plain(letter.collection)}/{_plain(letter.article)}")
        grid.add(where, spell_seconds(letter.seconds), str(letter.attempts), Text(_plain(letter.error)))
    return grid.close(sum(one.states["failed"] for one in now.collections), min(len(now.dead_letters), MAX_ROWS))


class _Grid:
    """A table whose last columns may be left out."""

    def __init__(self, names: Sequence[str], extra: Sequence[str] = ()) -> None:
        self._table = Table(box=None, pad_edge=False, header_style="bold cyan")
        self._n = len(names) + len(extra)
        for name in (*names, *extra):
            side: Literal["left", "right"] = "left" if name in _WORDS else "right"
            self._table.add_column(name, justify=side, no_wrap=name != "why", overflow="ellipsis")

    def add(self, *cells: RenderableType) -> None:
        """One row; of its cells, those that have a column are shown."""
        self._table.add_row(*cells[: self._n])

    def close(self, n: int, shown: int) -> Table:
        """The table of `shown` rows, with a last one that says how many more of `n` there are."""
        if n > shown:
            self._table.add_row(Text(f"and {n - shown} more", style="dim"))
        return self._table


def _count(n: int) -> str:
    return f"{n:,}"


def _rate(a_minute: float | None) -> str:
    return _NOTHING if a_minute is None else f"{a_minute:,.0f}" if a_minute >= 10 else f"{a_minute:.1f}"


def _late(seconds: float, warn: float, bad: float) -> Text:
    return Text(spell_seconds(seconds), style=_BAD if seconds > bad else _WARN if seconds > warn else "")


def spell_seconds(seconds: float | None) -> str:
    """A length of time in at most seven characters or so."""
    if seconds is None:
        return _NOTHING
    if seconds < 1:
        return f"{seconds * 1000:.1f} ms" if 0 < seconds < 0.0995 else f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    for unit, name, size, part in ((3600, "m", 60, "s"), (86_400, "h", 3600, "m")):
        if seconds < unit:
            return f"{seconds // size:.0f}{name} {seconds % size // (size // 60):02.0f}{part}"
    return f"{seconds // 86_400:.0f}d {seconds % 86_400 // 3600:02.0f}h"


def _plain(text: str) -> str:
    """`text` without what a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)
