import datetime as dt
from collections import Counter
from unittest.mock import patch

import pytest
import redis
from hypothesis import HealthCheck, given, settings

from dateline.matching import matches
from dateline.queries import DayRange, EventQuery
from dateline.search import count_facets
from dateline.search.facets import FIELDS, values_of
from tests.dateline.search.conftest import Stored
from tests.dateline.search.world import queries
from tests.make import enriched, event, store

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def expected(stored: Stored, query: EventQuery) -> dict[str, Counter[str]]:
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in FIELDS}
    for indexed in stored.held.values():
        if matches(indexed, query):
            for facet in FIELDS:
                counters[facet].update(values_of(facet, indexed))
    return counters


@BOUNDED
@given(query=queries())
def test_facets_count_the_values_of_all_matches(stored: Stored, query: EventQuery) -> None:
    found = count_facets(stored.client, "main", query, 100)
    for facet, counter in expected(stored, query).items():
        assert {value.value: value.count for value in getattr(found, facet)} == counter
    n = sum(matches(indexed, query) for indexed in stored.held.values())
    assert (found.counted, found.total, found.is_exact) == (n, n, True)


def test_the_most_frequent_come_first_and_keys_have_names(stored: Stored) -> None:
    found = count_facets(stored.client, "main", EventQuery(), 2)
    counted = expected(stored, EventQuery())["entity"]
    assert [value.count for value in found.entity] == sorted(counted.values(), reverse=True)[:2]
    assert {value.value: value.name for value in found.place}.items() <= {
        "place/1": "Leeds", "place/2": "York", "place/3": "Suva", "place/4": "Apia", "place/5": "Illinois"
    }.items()  # fmt: skip


@pytest.mark.parametrize("sorted_cap", [0, 5_000])
@pytest.mark.parametrize(
    ("query", "newest", "total"),
    [
        (EventQuery(status=("happened",)), "DEATH", 12),
        (EventQuery(datetime=DayRange(begin=dt.date(2018, 10, 1), end=dt.date(2018, 10, 2))), "CRIME", 8),
    ],
)
def test_of_too_many_matches_the_newest_are_counted_and_that_is_said(
    real: redis.Redis, sorted_cap: int, query: EventQuery, newest: str, total: int
) -> None:
    types = {"2018-10-01": "AID", "2018-10-02": "CRIME", "2018-10-03": "DEATH"}
    made = [event(f"{day}-{n}", day, type=kind) for day, kind in types.items() for n in range(4)]
    store(real, [enriched("a", made)])
    with patch.multiple("dateline.search.facets", MAX_COUNTED=4, SORTED_CAP=sorted_cap):
        found = count_facets(real, "main", query, 5)
    assert [(value.value, value.count) for value in found.type] == [(newest, 4)]
    assert (found.counted, found.total, found.is_exact, found.total_is_exact) == (4, total, False, True)
