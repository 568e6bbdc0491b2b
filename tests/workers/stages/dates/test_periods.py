"""The algebra of calendar periods."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Precision
from workers.stages.dates import holidays, periods

GRAINS: tuple[Precision, ...] = (
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century",
)  # fmt: skip
DAYS = st.dates(dt.date(1400, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("period", "begin", "end", "value"),
    [
        (periods.week(dt.date(2018, 12, 31)), "2018-12-31", "2019-01-06", "2019-W01"),
        (periods.weekend(dt.date(2018, 10, 29)), "2018-11-03", "2018-11-04", "2018-W44-WE"),
        (periods.month(2016, 2), "2016-02-01", "2016-02-29", "2016-02"),
        (periods.quarter(2018, 4), "2018-10-01", "2018-12-31", "2018-Q4"),
        (periods.half(2018, 1), "2018-01-01", "2018-06-30", "2018-H1"),
        (periods.season(2018, "WI"), "2018-12-01", "2019-02-28", "2018-WI"),
        (periods.decade(1994), "1990-01-01", "1999-12-31", "199"),
        (periods.century(1994), "1900-01-01", "1999-12-31", "19"),
        (periods.year(9999), "9999-01-01", "9999-12-31", "9999"),
    ],
)
def test_a_period_includes_its_first_and_last_day(period: periods.Period, begin: str, end: str, value: str) -> None:
    assert (period.begin.isoformat(), period.end.isoformat(), period.value) == (begin, end, value)


@given(DAYS, st.sampled_from(GRAINS))
@settings(max_examples=100)
def test_a_day_lies_in_the_period_around_it(day: dt.date, grain: Precision) -> None:
    period = periods.around(day, grain)
    assert period.begin <= period.end
    assert period.begin <= day <= period.end or grain == "weekend"


@given(DAYS, st.sampled_from(GRAINS), st.integers(-4, 4))
@settings(max_examples=100)
def test_a_shift_is_undone_by_its_opposite(day: dt.date, grain: Precision, count: int) -> None:
    period = periods.around(day, grain)
    moved = periods.shift(period, count)
    assert moved is not None
    assert periods.shift(moved, -count) == period


@given(DAYS, st.sampled_from(GRAINS))
@settings(max_examples=100)
def test_the_thirds_of_a_period_make_it_up(day: dt.date, grain: Precision) -> None:
    period = periods.around(day, grain)
    thirds = [periods.narrow(period, mod) for mod in ("START", "MID", "END")]
    assert all(first <= last for first, last in thirds)
    if grain not in ("day", "weekend"):
        assert (thirds[0][0], thirds[-1][1]) == (period.begin, period.end)
        assert [(after[0] - before[1]).days for before, after in itertools.pairwise(thirds)] == [1, 1]


def test_a_hedge_does_not_narrow() -> None:
    period = periods.year(2018)
    assert periods.narrow(period, "APPROX") == (period.begin, period.end)


def test_what_lies_beyond_the_calendar_is_none() -> None:
    assert periods.shift(periods.year(9990), 20) is None
    assert periods.move(dt.date(1, 1, 5), -1, "decade") is None
    assert periods.calendar_day(2018, 2, 29) is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2019, "2019-04-21"),
        ("good friday", 2016, "2016-03-25"),
        ("thanksgiving", 2018, "2018-11-22"),
        ("black friday", 2018, "2018-11-23"),
        ("memorial day", 2018, "2018-05-28"),
        ("labor day", 2018, "2018-09-03"),
        ("christmas", 2018, "2018-12-25"),
    ],
)
def test_a_feast_is_computed_for_any_year(name: str, year: int, day: str) -> None:
    assert holidays.day_in_year(name, year).isoformat() == day
