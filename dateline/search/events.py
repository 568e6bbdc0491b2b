"""Pages of events."""

from collections.abc import Iterator

from redis import Redis

from dateline import keys
from dateline.matching import is_local, lies_within
from dateline.models import EventRecord
from dateline.queries import EventQuery, Page, Position
from dateline.search.conditions import event_conditions
from dateline.search.cursors import encode_cursor
from dateline.search.engine import count
from dateline.search.ordering import RELEVANCE, walk_in_windows, walk_ordered
from dateline.search.windows import count_all
from dateline.store import read_events

# What a box or circle reads at once, and at most for one page.
LOCAL_BATCH, MAX_SCAN = 200, 5_000
# Totals are exact up to this.
COUNT_CAP = 10_000
# So many matches are sorted at once; of more, windows are read.
SORT_CAP = 2_000
MIN_WINDOW = 1_000
_SORT_FIELD = {"date": "date", "published": "pub", "confidence": "conf", "relevance": RELEVANCE}


def find_events(client: "Redis", collection: str, query: EventQuery) -> Page[EventRecord]:
    """A page of events; `next` is the opaque cursor of the page after it."""
    condition = event_conditions(collection, query)
    held = count_all(client, collection)
    total, is_exact = _count(client, query, condition, held)
    batches = _walk(client, collection, query, condition, total, held)
    if is_local(query):
        rows, last, seen_all = _collect_within(client, collection, batches, query)
        # How many lie within is known where all were looked at.
        is_exact = seen_all and query.after is None
        total = len(rows) + (last is not None)
    else:
        rows, last = _collect(batches, query.limit)
    found = read_events(client, collection, [position.id for position in rows])
    return Page(
        items=tuple(event for event in found if event is not None),
        next=encode_cursor(query.sort, last) if last else None,
        total=total,
        total_is_exact=is_exact,
    )


def count_events(client: "Redis", collection: str, query: EventQuery) -> int:
    """How many events match, apart from the edges of a box or circle; COUNT_CAP where they are more."""
    return size_up(client, collection, query)[0]


def size_up(client: "Redis", collection: str, query: EventQuery) -> tuple[int, bool]:
    """How many events match, apart from the edges of a box or circle, and whether that is exact, as up to COUNT_CAP."""
    condition = event_conditions(collection, query)
    return _count(client, query, condition, count_all(client, collection))


def is_unfiltered(query: EventQuery) -> bool:
    """Does the query ask for all events, in whatever order?"""
    return query == EventQuery(sort=query.sort, limit=query.limit, after=query.after)


def _count(client: "Redis", query: EventQuery, condition: str, held: int) -> tuple[int, bool]:
    """How many match, and whether that is exact; `held` is how many events there are."""
    if is_unfiltered(query):
        return held, True
    if held == 0:
        return 0, True
    n = count(client, keys.EVENT_INDEX, condition, COUNT_CAP + 1)
    return min(n, COUNT_CAP), n <= COUNT_CAP


def _walk(
    client: "Redis", collection: str, query: EventQuery, condition: str, total: int, held: int
) -> Iterator[list[Position]]:
    """The matches in order, in batches."""
    field, is_down = _SORT_FIELD[query.sort.lstrip("-")], query.sort.startswith("-")
    n = max(query.limit + 1, LOCAL_BATCH) if is_local(query) else query.limit + 1
    if total <= SORT_CAP or field == RELEVANCE:
        return walk_ordered(client, condition, field, n, query.after, is_down=is_down)
    start = _start(query, is_down=is_down)
    # If the matches lie evenly, the first window holds the page twice; from a day that is asked for on they lie close.
    size = MIN_WINDOW if start is not None else max(MIN_WINDOW, 2 * n * held // total)
    return walk_in_windows(
        client, collection, condition, field, n, query.after, is_down=is_down, start=start, size=size
    )


def _start(query: EventQuery, *, is_down: bool) -> float | None:
    """The first sort value that the filters leave; None where they do not tell."""
    sort = query.sort.lstrip("-")
    if sort == "date" and is_down:
        bound = query.datetime.end if query.datetime else None
    elif sort == "published" and query.published:
        bound = query.published.end if is_down else query.published.begin
    else:
        bound = None
    return bound.toordinal() if bound else None


def _collect(batches: Iterator[list[Position]], limit: int) -> tuple[list[Position], Position | None]:
    """The rows of one page, and the position that the next one starts after, None on the last."""
    rows: list[Position] = []
    for batch in batches:
        rows += batch
        if len(rows) > limit:
            return rows[:limit], rows[limit - 1]
    return rows, None


def _collect_within(
    client: "Redis", collection: str, batches: Iterator[list[Position]], query: EventQuery
) -> tuple[list[Position], Position | None, bool]:
    """The same of those with a place in the box or circle, and whether all were looked at.

    A page that read MAX_SCAN rows in vain ends where it stopped.
    """
    rows: list[Position] = []
    scanned, last = 0, None
    for batch in batches:
        rows += _filter_by_place(client, collection, batch, query)
        scanned, last = scanned + len(batch), batch[-1]
        if len(rows) > query.limit:
            return rows[: query.limit], rows[query.limit - 1], False
        if scanned >= MAX_SCAN:
            return rows, last, False
    return rows, None, True


def _filter_by_place(client: "Redis", collection: str, batch: list[Position], query: EventQuery) -> list[Position]:
    """Those with one place in the box or circle, of which the engine knows the cells alone."""
    with client.pipeline(transaction=False) as pipe:
        for position in batch:
            pipe.hget(keys.event(collection, position.id), "geo")
        found = pipe.execute()
    return [
        position
        for position, geo in zip(batch, found, strict=True)
        if geo is not None and lies_within({"geo": geo}, query)
    ]
