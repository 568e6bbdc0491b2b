import pytest

from tests.workers.stages.dates.conftest import Read


@pytest.mark.parametrize(
    "text", ["It will change after 9/11.", "Nothing would be the same after 9/11.", "After 9/11 it was."]
)
@pytest.mark.parametrize("published", ["2016-05-19", "2001-01-02"])
def test_a_day_that_was_only_once_is_that_day_whatever_the_tense(read: Read, text: str, published: str) -> None:
    (found,) = read(text, published)
    assert found.value == "2001-09-11"


@pytest.mark.parametrize("published", ["1400-01-01", "2200-12-31"])
@pytest.mark.parametrize(
    "text", ["Easter came.", "It ended last Christmas.", "It will open next Thanksgiving, in the winter."]
)
def test_the_edges_of_the_calendar_are_no_edge(read: Read, text: str, published: str) -> None:
    assert read(text, published)
