"""What holds for any text: no failure, spans inside it, intervals that agree with values, linear time."""

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.models import Timex
from tests.operations import grows_linearly
from tests.workers.conftest import MakeDoc
from tests.workers.stages.dates.conftest import Read
from workers.stages import dates
from workers.stages.dates import grammar

VOCABULARY = """
    the a an of in on at and to - – , . ' : $ last next this early late mid end year years month week days day quarter
    half first second third two 12 31 99 1990 2018 480 BC '90s 1990s 20s May Jan. Monday Fri. Easter summer fall morning
    night noon 5 p.m. 10:30 EST ago earlier later before now recently past future every each per daily about more than
    from today through that this time period ' through whole entire all two-year-old 1,000 3.5 million local thousands
    or so 2018-02-30 2018-03-01T10:15:00Z FY2014 Sundays summers turn over
    31/12/1999 Feb. 30 century fiscal ended since will was
"""
TEXTS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=12).map(" ".join)


def _agrees(timex: Timex) -> bool:
    """The value names a period that holds the days of the interval: its decade, year, month, week or the day itself."""
    if timex.interval is None:
        return True
    begin, end = timex.interval.begin, timex.interval.end
    value = timex.value.partition("T")[0]
    in_year = any(f"{year:04}".startswith(timex.value[:4]) for year in (begin.year, end.year))
    in_month = not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value) or begin.isoformat().startswith(value[:7])
    on_day = not re.fullmatch(r"\d{4}-\d\d-\d\d", value) or begin.isoformat() == end.isoformat() == value
    in_week = not re.fullmatch(r"\d{4}-W\d\d(-WE)?", value) or "{}-W{:02}".format(*begin.isocalendar()) == value[:8]
    return begin <= end and in_year and in_month and on_day and in_week


@given(text=st.one_of(TEXTS, st.text(min_size=1, max_size=60).filter(lambda t: t.strip() and "\x00" not in t)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_without_failure(read: Read, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    found = read(text)
    for timex in found:
        assert 0 <= timex.start < timex.end <= len(text)
        assert timex.surface == text[timex.start : timex.end]
        assert timex.type in dates.TYPES
        assert timex.value
        assert _agrees(timex)
    assert list(found) == sorted(found, key=lambda t: t.start)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_page_of_nothing_but_dates_is_no_sentence() -> None:
    assert list(grammar.candidates("Monday Tuesday " * 1000)) == []
    assert len(list(grammar.candidates("Monday Tuesday " * 100))) == 200


def test_two_runs_are_equal(make_doc: MakeDoc) -> None:
    doc = make_doc("On Tuesday, two weeks after the May 5 vote, prices rose from a year earlier.")
    assert dates.annotate(doc) == dates.annotate(doc)


@pytest.mark.parametrize(
    "junk",
    ["1234567890", "of the ", "([{", "a year ago the last he ", "Monday ", "Monday he ", "1990-", "12:30:", "-"],
)
def test_time_is_linear_in_junk(junk: str) -> None:
    assert grows_linearly(lambda size: list(grammar.candidates((junk * size)[:size])), 20_000)
