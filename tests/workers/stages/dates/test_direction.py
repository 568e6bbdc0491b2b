"""Which Tuesday, which March: the direction of time, and what a date is anchored on."""

import pytest

from tests.workers.stages.dates.conftest import Read

# Published on Monday, 29 October 2018.
WEEKDAYS = [
    ("He was arrested on Thursday.", "2018-10-25"),
    ("He will appear in court on Thursday.", "2018-11-01"),
    ("A vote is scheduled for Thursday.", "2018-11-01"),
    ("A vote had been slated for Thursday.", "2018-11-01"),
    ("A vote had previously been scheduled for Thursday.", "2018-10-25"),
    ("The offer expires Thursday.", "2018-11-01"),
    ("He said on Monday that it was over.", "2018-10-29"),
    ("He left last Monday.", "2018-10-22"),
    ("He will leave next Monday.", "2018-11-05"),
    ("He left on Thursday of last week.", "2018-10-25"),
    ("The vote is Thursday.", "2018-11-01"),
    ("They have until Thursday to agree.", "2018-11-01"),
    ("He was told to leave by Thursday.", "2018-11-01"),
    ("Ahead of Thursday's strike, talks resumed.", "2018-11-01"),
    ("After Thursday's strike, talks resumed.", "2018-10-25"),
    ("He has been in jail since Thursday.", "2018-10-25"),
]


@pytest.mark.parametrize(("text", "value"), WEEKDAYS)
def test_the_governing_verb_says_which_weekday(read: Read, text: str, value: str) -> None:
    assert [timex.value for timex in read(text)] == [value]


def test_two_verbs_of_one_sentence_give_two_directions(read: Read) -> None:
    past, future = read("He was arrested on Tuesday and will appear in court on Thursday.")
    assert (past.value, future.value) == ("2018-10-23", "2018-11-01")


def test_a_year_that_ended_looks_back(read: Read) -> None:
    assert read("Profit will fall, from that of the year ended December 31.")[-1].value == "2017-12-31"


def test_a_distance_before_a_named_event_is_a_length(read: Read) -> None:
    (alone,) = read("He had left two days before.")
    (length,) = read("He left two days before the vote.")
    assert (alone.type, alone.value) == ("DATE", "2018-10-27")
    assert (length.surface, length.type, length.value) == ("two days", "DURATION", "P2D")


def test_later_and_following_count_from_the_day_told_last(read: Read) -> None:
    told, later, following = read("On 5 March the army left. Two days later, rebels came. The following day they fled.")
    assert [told.value, later.value, following.value] == ["2018-03-05", "2018-03-07", "2018-03-08"]
    assert (told.anchor, later.anchor, following.anchor) == ("publication", told.id, later.id)


def test_that_year_is_the_year_told_last(read: Read) -> None:
    assert [timex.value for timex in read("The king died in May 1910. That year the war began.")] == ["1910-05", "1910"]


def test_a_full_date_needs_no_anchor(read: Read) -> None:
    (found,) = read("The bridge opened on October 3, 2017.")
    assert found.anchor is None


NARRATIVE = (
    "In January 1911 the king fled. In June 1912 the army rose, and on 3 March 1913 the city fell. "
    "In October the harbour burned. The war of 1914 followed; peace came in 1918 and lasted until 1921. "
    "In December 1921 the parliament met. In January it was dissolved."
)


def test_a_narrative_of_another_time_dates_its_months_by_itself(read: Read) -> None:
    values = {timex.surface: timex.value for timex in read(NARRATIVE)}
    assert values["October"] == "1913-10"
    assert values["January"] == "1922-01"


REPORT = "Net income rose in the third quarter from $2 million a year earlier. Sales for the quarter fell."


def test_in_a_report_a_year_earlier_is_the_same_quarter_of_the_year_before(read: Read) -> None:
    assert [timex.value for timex in read(REPORT)] == ["2018-Q3", "2017-Q3", "2018-Q3"]


def test_a_year_mentioned_in_passing_does_not_move_the_story(read: Read) -> None:
    aside = NARRATIVE + " The treaty, which the world had ignored in 1850, was read aloud. On 2 March the guards left."
    assert read(aside)[-1].value == "1922-03-02"


def test_that_time_is_the_date_told_last(read: Read) -> None:
    told, then = read("The king ruled in 1910. Since that time the palace has been empty.")
    assert (then.value, then.anchor) == ("1910", told.id)


def test_at_that_time_is_left_alone_in_news(read: Read) -> None:
    assert [timex.surface for timex in read("He left in 1990. At that time, he was a student.")] == ["1990"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The shop is open Thursday through Saturday.", ["2018-10-25", "2018-10-27"]),
        ("The fair runs from Dec. 28 to Jan. 3.", ["2018-12-28", "2019-01-03"]),
    ],
)
def test_a_range_runs_forward(read: Read, text: str, values: list[str]) -> None:
    assert [timex.value for timex in read(text)] == values


def test_a_feast_lies_where_the_verb_looks(read: Read) -> None:
    (past,) = read("He left at Christmas.")
    (future,) = read("He will leave at Christmas.")
    assert (past.value, future.value) == ("2017-12-25", "2018-12-25")


def test_a_clock_time_takes_the_day_told_later_in_its_sentence(read: Read) -> None:
    first, _ = read("The quake struck at 3:45 a.m. local time, police said on Friday.")
    assert first.value == "2018-10-26T03:45"


def test_a_range_of_weekdays_runs_forward_to_a_part_of_day(read: Read) -> None:
    begin, end = read("The rally will last from Wednesday to Friday afternoon.")
    assert (begin.value, end.value) == ("2018-10-31", "2018-11-02TAF")
