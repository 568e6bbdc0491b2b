"""Windows of sort values: runs of days, or of confidences, that hold about so many events.

A commit counts the events of each day of `date` and `pub` and of each hundredth of `conf`.  A list that is ordered by
one of them is read window by window, so that what is sorted does not grow with the collection.
"""

from collections.abc import Iterator
from typing import Any, cast

from redis import Redis

from dateline import keys
from dateline.scripts import read_by

GROWTH = 10
FAR = 10**9
# How many sort values one bucket holds.
_WIDTH = {"date": 1, "pub": 1, "conf": 100}


def walk_windows(
    client: "Redis", collection: str, field: str, start: float | None, *, is_down: bool, size: int, growth: int = GROWTH
) -> Iterator[tuple[int, int]]:
    """(lowest, highest) sort value of each window, from `start` on, downwards or upwards; each `growth` times the last.

    `start` is a sort value; None is the end that the walk begins at.
    """
    width = _WIDTH[field]
    bound = ("+inf" if is_down else "-inf") if start is None else str(int(start // width))
    while True:
        arguments = [keys.base(collection), "", field, bound, "1" if is_down else "0", size]
        answer = cast(list[Any], read_by(client, "window", [keys.buckets(collection, field)], arguments))
        if not answer:
            return
        edge = int(answer[0])
        yield _span(edge, bound, width, is_down=is_down)
        bound, size = f"({edge}", size * growth


def _span(edge: int, bound: str, width: int, *, is_down: bool) -> tuple[int, int]:
    """The window from a bound, as ZRANGE takes it, to the bucket `edge`."""
    if bound.endswith("inf"):
        first = FAR if is_down else -FAR
    elif bound.startswith("("):
        # The last window ended with this bucket.
        first = int(bound[1:]) * width - 1 if is_down else (int(bound[1:]) + 1) * width
    else:
        first = int(bound) * width + (width - 1 if is_down else 0)
    return (edge * width, first) if is_down else (first, edge * width + width - 1)


def read_counts(client: "Redis", collection: str, field: str) -> dict[int, int]:
    """The histogram: bucket -> number of events."""
    found = cast(dict[str, str], client.hgetall(keys.counts(collection, field)))
    return {int(bucket): int(n) for bucket, n in found.items()}


def count_all(client: "Redis", collection: str) -> int:
    """How many events the collection has."""
    return sum(map(int, cast(list[str], client.hvals(keys.counts(collection, "conf")))))
