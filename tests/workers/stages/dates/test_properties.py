"""What holds for any text: no failure, spans inside it, intervals that agree with values, linear time."""

import itertools

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
    or so 2018-02-30 31/12/1999 Feb. 30 century fiscal ended since will was
"""
TEXTS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=12).map(" ".join)


def _agrees(timex: Timex) -> bool:
    """The value of a period begins with its year, or the ISO week's, or names its decade or century."""
    if timex.interval is None:
        return True
    years = {timex.interval.begin.year, timex.interval.end.year}
    return any(f"{year:04}".startswith(timex.value[:4]) or timex.value[:4] == f"{year:04}" for year in years)


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


def test_two_runs_are_equal(make_doc: MakeDoc) -> None:
    doc = make_doc("On Tuesday, two weeks after the May 5 vote, prices rose from a year earlier.")
    assert dates.annotate(doc) == dates.annotate(doc)


@pytest.mark.parametrize(
    "junk", ["1234567890", "of the ", "([{", "a year ago the last ", "Monday ", "1990-", "12:30:", "-"]
)
def test_time_is_linear_in_junk(junk: str) -> None:
    assert grows_linearly(lambda size: list(grammar.candidates((junk * size)[:size])), 20_000)
