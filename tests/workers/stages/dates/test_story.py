"""Narratives: which year a partial date belongs to, dates before Christ, and the words that only stories mark."""

import pytest

from tests.workers.stages.dates.conftest import Read

SIEGE = "The siege began in April 1741. "
# Years enough to make a text a narrative of another time.
FRAME = "The wars of 1738, 1739 and 1740 had ruined the duchy. "
EPILOGUE = " The peace of 1751 and the pact of 1753 held until 1760."


@pytest.mark.parametrize(
    ("story", "surface", "value"),
    [
        ("In June the walls fell.", "June", "1741-06"),
        ("On 3 November 1741 the walls fell. In February the duke returned.", "February", "1742-02"),
        ("The following year the walls fell. In July the duke returned.", "July", "1742-07"),
        ("The duke, born in May 1702, returned. In June the walls fell.", "June", "1741-06"),
        ("A monument was unveiled in 1890. On June 12 the walls fell. In July 1741 it ended.", "June 12", "1741-06-12"),
        ("It lasted until February 1742. In June rain fell, in July hail. In August 1741 they met.", "June", "1741-06"),
    ],
)
def test_a_partial_date_is_of_the_year_that_the_story_has_reached(
    read: Read, story: str, surface: str, value: str
) -> None:
    found = {timex.surface: timex for timex in read(FRAME + SIEGE + story + EPILOGUE)}
    assert found[surface].value == value
    assert found[surface].anchor not in (None, "publication")


def test_a_day_of_that_year_is_of_the_year_told(read: Read) -> None:
    found = read(FRAME + SIEGE + "On July 5 of that year the walls fell." + EPILOGUE)
    assert "1741-07-05" in [timex.value for timex in found]


DIG = "Scholars dug there in 1801, 1802, 1803, 1804, 1805 and 1806. "
BEFORE_CHRIST = "The cities rose in 499 BC. Peace came in 496 BC, war in 495 BC, hunger in 494 BC and 493 BC. "


@pytest.mark.parametrize(
    ("story", "surface", "value"),
    [
        ("The following year the king fled.", "The following year", "BC0492"),
        ("Two years later the king fled.", "Two years later", "BC0491"),
        ("A decade earlier the king had fled.", "A decade earlier", "BC0503"),
        ("In the following decade the king fled.", "the following decade", "BC048"),
        ("In May the king fled.", "May", "BC0493-05"),
        ("The next day the king fled.", "The next day", "BCXXXX-XX-XX"),
        ("In June 490 BC the king fled. The same day his son died.", "The same day", "BC0490-06-XX"),
        ("The revolt of 482 to 480 BC failed.", "482", "BC0482"),
    ],
)
def test_a_story_before_christ_counts_in_its_own_era(read: Read, story: str, surface: str, value: str) -> None:
    found = {timex.surface: timex for timex in read(DIG + BEFORE_CHRIST + story)}
    assert found[surface].value == value
    assert found[surface].interval is None


def test_former_and_future_tell_a_time_in_stories_alone(read: Read) -> None:
    sentence = "The former governor built a future capital."
    assert read(sentence) == ()
    values = [timex.value for timex in read(FRAME + SIEGE + sentence + EPILOGUE)]
    assert "PAST_REF" in values
    assert "FUTURE_REF" in values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The tombs were built some 4,000 years ago.", "BC1982"),
        ("The beasts died out 65 million years ago.", "PAST_REF"),
    ],
)
def test_an_offset_beyond_the_calendar_still_has_a_value(read: Read, text: str, value: str) -> None:
    (found,) = read(text)
    assert (found.value, found.interval) == (value, None)
