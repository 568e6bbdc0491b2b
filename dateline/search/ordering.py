"""Rows in order: by the sort value, then by key upwards, after a position."""

from collections.abc import Iterator

from redis import Redis
from redis.commands.search.aggregation import AggregateRequest, Asc, Desc

from dateline import keys
from dateline.queries import Position
from dateline.search.engine import aggregate, between
from dateline.search.windows import walk_windows

RELEVANCE = "relevance"
# Each word found counts more than any day; among as many words the newest event comes first.  DISMAX counts words
# alone: its scores do not change while other events come in, so that a cursor keeps its place.
_RELEVANCE = "floor(@__score) * 100000000 + @date"
SCORER = "DISMAX"


def read_ordered(
    client: "Redis",
    index: str,
    condition: str,
    field: str,
    key: str,
    n: int,
    after: Position | None,
    *,
    is_down: bool,
    is_bounded: bool = False,
) -> list[Position]:
    """The first `n` matches after a position; `is_bounded` where the condition bounds the sort values already."""
    is_scored = field == RELEVANCE
    bound = "" if after is None or is_scored or is_bounded else _from(field, after, is_down=is_down)
    request = AggregateRequest(f"{condition}{bound}").load("@date" if is_scored else f"@{field}", f"@{key}")
    if is_scored:
        request = request.scorer(SCORER).add_scores().apply(**{field: _RELEVANCE})
    if after is not None:
        beyond, value = "<" if is_down else ">", _write(after.value)
        request = request.filter(f"@{field} {beyond} {value} || (@{field} == {value} && @{key} > '{after.id}')")
    order = (Desc if is_down else Asc)(f"@{field}"), Asc(f"@{key}")
    # Asc and Desc are what the method is for, though its annotation names str alone.
    request = request.sort_by(*order, max=n).limit(0, n)  # type: ignore[arg-type]
    return [Position(value=float(row[field]), id=row[key]) for row in aggregate(client, index, request)]


def walk_ordered(
    client: "Redis",
    condition: str,
    field: str,
    n: int,
    after: Position | None,
    *,
    is_down: bool,
    is_bounded: bool = False,
) -> Iterator[list[Position]]:
    """All matching events after a position, sorted at once, `n` at a time."""
    while True:
        batch = read_ordered(
            client, keys.EVENT_INDEX, condition, field, "id", n, after, is_down=is_down, is_bounded=is_bounded
        )
        if batch:
            yield batch
            after = batch[-1]
        if len(batch) < n:
            return


def walk_in_windows(
    client: "Redis",
    collection: str,
    condition: str,
    field: str,
    n: int,
    after: Position | None,
    *,
    is_down: bool,
    start: float | None,
    size: int,
) -> Iterator[list[Position]]:
    """The same window by window, from the sort value `start` on; the first window holds about `size` events."""
    if after is not None and (start is None or (after.value < start) == is_down):
        start = after.value
    for low, high in walk_windows(client, collection, field, start, is_down=is_down, size=size):
        within = f"{condition} {between(field, low, high)}"
        passed = after if after is not None and low <= after.value <= high else None
        # A second, half-open range of the same field would be met by half the collection.
        yield from walk_ordered(client, within, field, n, passed, is_down=is_down, is_bounded=True)


def _from(field: str, after: Position, *, is_down: bool) -> str:
    value = _write(after.value)
    return " " + (between(field, "-inf", value) if is_down else between(field, value, "+inf"))


def _write(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
