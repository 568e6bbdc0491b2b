"""How many events begin when."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from redis import Redis
from redis.commands.search import reducers
from redis.commands.search.aggregation import AggregateRequest

from dateline import keys
from dateline.intake import invalid
from dateline.matching import is_local, lies_within
from dateline.queries import EventQuery, Timeline, TimelineInterval, TimelineItem, TimelineQuery
from dateline.search.conditions import event_conditions
from dateline.search.engine import MAX_ROWS, aggregate, between, count
from dateline.search.events import is_unfiltered, size_up
from dateline.search.facets import FIELDS, values_of
from dateline.search.windows import read_counts, walk_windows

# What needs a look at each event is refused beyond this many.
MAX_ROWS_READ = 100_000
# A request to the engine counts about so many events at most, so that it stays within its time limit.
SLICE, ROWS_SLICE = 30_000, 5_000
_FIELD = {"date": "date", "published": "pub"}
_HOUR = "hour"
Begin = dt.datetime | dt.date | None


@dataclass(slots=True)
class _Bucket:
    count: int = 0
    groups: Counter[str] = field(default_factory=Counter)


def count_days(client: "Redis", collection: str, query: EventQuery, asked: TimelineQuery) -> Timeline:
    """The timeline of all events that match.

    Raises Invalid where it would need a look at each of more than MAX_ROWS_READ events.
    """
    if asked.interval == "hour" and asked.by == "published":
        raise invalid("interval", "hour: publication is known by the day; use day or longer, or by=date")
    buckets: defaultdict[Begin, _Bucket] = defaultdict(_Bucket)
    for begin, values, n in _read(client, collection, query, asked):
        bucket = buckets[begin]
        bucket.count += n
        for value in values:
            bucket.groups[value] += n
    shown = _most_frequent(buckets.values(), asked.top)
    items = [_item(begin, bucket, asked, shown) for begin, bucket in sorted(buckets.items(), key=_order)]
    return Timeline(
        interval=asked.interval,
        by=asked.by,
        group_by=asked.group_by,
        items=tuple(items),
        total=sum(item.count for item in items),
    )


def _read(
    client: "Redis", collection: str, query: EventQuery, asked: TimelineQuery
) -> Iterator[tuple[Begin, Iterable[str], int]]:
    """(begin of the interval, values of the group, number of events), each as often as it is found."""
    if asked.group_by is None and asked.interval != "hour" and not is_local(query):
        begin, last = None, 0
        for day, n in sorted(_read_days(client, collection, query, _FIELD[asked.by])):
            if day > last:
                begin = begin_of(_date(day), asked.interval)
                last = _last_of(begin, asked.interval)
            yield begin, (), n
        return
    for row in _read_rows(client, collection, query, asked):
        if not lies_within(row, query):
            continue
        begin = begin_of(_date(int(row[_FIELD[asked.by]])), asked.interval)
        if asked.interval == "hour" and begin is not None and _HOUR in row:
            begin = dt.datetime.combine(begin, dt.time(int(row[_HOUR])))
        yield begin, values_of(asked.group_by, row) if asked.group_by else (), 1


def _read_days(client: "Redis", collection: str, query: EventQuery, by: str) -> Iterator[tuple[int, int]]:
    """(sort value, number of events) of each day."""
    if is_unfiltered(query):
        yield from read_counts(client, collection, by).items()
        return
    condition = event_conditions(collection, query)
    found = _count_by(client, condition, by, SLICE + 1)
    if sum(found.values()) <= SLICE:
        yield from found.items()
        return
    for low, high in walk_windows(client, collection, by, None, is_down=True, size=SLICE, growth=1):
        yield from _count_by(client, f"{condition} {between(by, low, high)}", by, MAX_ROWS).items()


def _count_by(client: "Redis", condition: str, by: str, at_most: int) -> dict[int, int]:
    """Sort value -> number of events, of up to `at_most` matches."""
    request = AggregateRequest(condition).load(f"@{by}").limit(0, at_most)
    request = request.group_by([f"@{by}"], reducers.count().alias("n")).limit(0, MAX_ROWS)
    return {int(row[by]): int(row["n"]) for row in aggregate(client, keys.EVENT_INDEX, request)}


def _read_rows(client: "Redis", collection: str, query: EventQuery, asked: TimelineQuery) -> Iterator[dict[str, str]]:
    """One row for each match."""
    condition, by = event_conditions(collection, query), _FIELD[asked.by]
    if count(client, keys.EVENT_INDEX, condition, MAX_ROWS_READ + 1) > MAX_ROWS_READ:
        what = (
            "interval"
            if asked.interval == "hour"
            else "group_by"
            if asked.group_by
            else "bbox"
            if query.bbox
            else "near"
        )
        raise invalid(what, f"more than {MAX_ROWS_READ} events match; narrow them down, by datetime for example")
    fields = [f"@{by}", *(["@geo"] if is_local(query) else [])]
    fields += [f"@{field}" for field in FIELDS[asked.group_by]] if asked.group_by else []
    fields += [f"@{_HOUR}"] if asked.interval == "hour" else []
    for within in _slices(client, collection, query, by, ROWS_SLICE):
        request = AggregateRequest(f"{condition}{within}").load(*fields).limit(0, MAX_ROWS)
        yield from aggregate(client, keys.EVENT_INDEX, request)


def _slices(client: "Redis", collection: str, query: EventQuery, by: str, size: int) -> Iterator[str]:
    """Conditions that part the matches: none where they are few, else windows of about `size` events."""
    total, is_exact = size_up(client, collection, query)
    if is_exact and total <= size:
        yield ""
        return
    for low, high in walk_windows(client, collection, by, None, is_down=True, size=size, growth=1):
        yield " " + between(by, low, high)


def _date(value: int) -> dt.date | None:
    """The day of a sort value; below 0 stand events without a date."""
    return dt.date.fromordinal(value) if value > 0 else None


def begin_of(day: dt.date | None, interval: TimelineInterval) -> dt.date | None:
    """The first day of the interval that a day lies in; weeks begin on Monday (ISO 8601)."""
    if day is None or interval in ("hour", "day"):
        return day
    if interval == "week":
        return day - dt.timedelta(days=day.weekday())
    months = {"month": 1, "quarter": 3, "year": 12}[interval]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def end_of(begin: Begin, interval: TimelineInterval) -> Begin:
    """The last day of the interval that begins so; an hour is its own end."""
    if begin is None or isinstance(begin, dt.datetime) or interval in ("hour", "day"):
        return begin
    if interval == "week":
        return begin + dt.timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[interval]
    last = begin.month - 1 + months
    return dt.date(begin.year + last // 12, last % 12 + 1, 1) - dt.timedelta(days=1)


def _last_of(begin: dt.date | None, interval: TimelineInterval) -> int:
    """The sort value of the last day of the interval that begins so."""
    end = end_of(begin, interval)
    return end.toordinal() if end else 0


def _most_frequent(buckets: Iterable[_Bucket], top: int) -> set[str]:
    counted: Counter[str] = Counter()
    for bucket in buckets:
        counted.update(bucket.groups)
    return {value for value, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:top]}


def _item(begin: Begin, bucket: _Bucket, asked: TimelineQuery, shown: set[str]) -> TimelineItem:
    groups = None
    if asked.group_by is not None:
        ranked = sorted(bucket.groups.items(), key=lambda item: (-item[1], item[0]))
        groups = {value: n for value, n in ranked if value in shown}
    # Made of what is of its type already: checking hundreds of them takes as long as counting.
    return TimelineItem.model_construct(
        begin=begin, end=end_of(begin, asked.interval), count=bucket.count, groups=groups
    )


def _order(item: tuple[Begin, _Bucket]) -> tuple[bool, str]:
    """Intervals upwards, a day before its hours, and what has no date last."""
    return item[0] is None, item[0].isoformat() if item[0] is not None else ""
