import datetime as dt
from collections import Counter
from unittest.mock import patch

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import Invalid
from dateline.matching import matches
from dateline.models import EventDate, Interval
from dateline.queries import EventQuery, TimelineQuery
from dateline.search import count_days
from dateline.search.facets import values_of
from dateline.search.timeline import begin_of, end_of
from tests.dateline.search.conftest import Stored
from tests.dateline.search.world import queries
from tests.make import enriched, event, store

INTERVALS = st.sampled_from(["day", "week", "month", "quarter", "year"])
GROUPS = st.sampled_from([None, "type", "status", "entity", "place", "country", "source"])
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@BOUNDED
@given(query=queries(), interval=INTERVALS, by=st.sampled_from(["date", "published"]), group_by=GROUPS,
       slices=st.sampled_from([3, 100_000]))  # fmt: skip
def test_a_timeline_counts_each_match_once_where_it_begins(  # type: ignore[no-untyped-def]
    stored: Stored, query: EventQuery, interval, by, group_by, slices: int
) -> None:
    asked = TimelineQuery(interval=interval, by=by, group_by=group_by, top=100)
    expected: Counter[dt.date | None] = Counter()
    grouped: Counter[tuple[dt.date | None, str]] = Counter()
    for indexed in stored.held.values():
        if matches(indexed, query):
            value = indexed["date" if by == "date" else "pub"]
            begin = begin_of(dt.date.fromordinal(value) if value > 0 else None, interval)
            expected[begin] += 1
            grouped.update((begin, each) for each in (values_of(group_by, indexed) if group_by else ()))
    with patch.multiple("dateline.search.timeline", SLICE=slices, ROWS_SLICE=slices):
        found = count_days(stored.client, "main", query, asked)
    assert {item.begin: item.count for item in found.items} == expected
    assert found.total == expected.total() == sum(item.count for item in found.items)
    assert {(i.begin, value): n for i in found.items for value, n in (i.groups or {}).items()} == grouped


@given(st.dates(dt.date(1400, 1, 1), dt.date(2200, 1, 1)), INTERVALS)
def test_an_interval_holds_the_day_that_it_is_of(day: dt.date, interval) -> None:  # type: ignore[no-untyped-def]
    begin = begin_of(day, interval)
    end = end_of(begin, interval)
    assert begin is not None
    assert end is not None
    assert begin <= day <= end
    assert begin_of(end + dt.timedelta(days=1), interval) == end + dt.timedelta(days=1)


def test_by_the_hour_what_has_no_hour_is_counted_with_its_day(real: redis.Redis) -> None:
    day = dt.date(2018, 10, 27)

    def at(event_id: str, value: str) -> object:
        date = EventDate(value=value, interval=Interval(begin=day, end=day), precision="hour", basis="clause")
        return event(event_id).model_copy(update={"date": date})

    events = [at("e1", "2018-10-27T09:30"), at("e2", "2018-10-27T09"), at("e3", "2018-10-27TMO"), event("e4", None)]
    store(real, [enriched("a", events)])  # type: ignore[arg-type]
    found = count_days(real, "main", EventQuery(), TimelineQuery(interval="hour"))
    assert [(item.begin, item.count) for item in found.items] == [
        (day, 1),
        (dt.datetime(2018, 10, 27, 9), 2),
        (None, 1),
    ]


def test_what_needs_a_look_at_too_many_events_is_refused(real: redis.Redis) -> None:
    store(real, [enriched("a", [event("e1"), event("e2")])])
    with patch("dateline.search.timeline.MAX_ROWS_READ", 1), pytest.raises(Invalid, match="group_by: more than 1"):
        count_days(real, "main", EventQuery(), TimelineQuery(group_by="type"))
