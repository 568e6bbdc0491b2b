"""What each class of expression gives: span, type and value, in sentences published on Monday, 29 October 2018."""

import pytest

from tests.workers.stages.dates.conftest import Read

FULL_DATES = [
    ("The bridge opened on October 3, 2017.", "October 3, 2017", "2017-10-03"),
    ("The bridge opened on 3 October 2017.", "3 October 2017", "2017-10-03"),
    ("The bridge opened on Tuesday, Oct. 3, 2017.", "Tuesday, Oct. 3, 2017", "2017-10-03"),
    ("The bridge opened on the 3rd of October, 2017.", "the 3rd of October, 2017", "2017-10-03"),
    ("The bridge opened on 2017-10-03.", "2017-10-03", "2017-10-03"),
    ("The bridge opened on 10/3/2017.", "10/3/2017", "2017-10-03"),
    ("The bridge opened on 23/10/2017.", "23/10/2017", "2017-10-23"),
    ("The bridge opened on 10-03-2017.", "10-03-2017", "2017-10-03"),
    ("The bridge will open on May 3 of next year.", "May 3 of next year", "2019-05-03"),
    ("The bridge opened in October 2017.", "October 2017", "2017-10"),
    ("The bridge opened in 2017.", "2017", "2017"),
    ("The town was founded in 480 BC.", "480 BC", "BC0480"),
]
PARTIAL_DATES = [
    ("The bridge opened on March 12.", "March 12", "2018-03-12"),
    ("The bridge will open on January 12.", "January 12", "2019-01-12"),
    ("The bridge opened in August.", "August", "2018-08"),
    ("The bridge will open in May.", "May", "2019-05"),
    ("The bridge opened in the summer.", "the summer", "2018-SU"),
    ("He left last December.", "last December", "2017-12"),
    ("Profits fell in the third quarter.", "the third quarter", "2018-Q3"),
    ("Profits fell in the first half of 2016.", "the first half of 2016", "2016-H1"),
    ("Profits fell in fiscal 2016.", "fiscal 2016", "2016"),
    ("They fled in the 1990s.", "the 1990s", "199"),
    ("They fled in the nineties.", "the nineties", "199"),
    ("They fled in the early 80s.", "the early 80s", "198"),
    ("They fled in the 19th century.", "the 19th century", "18"),
]
RELATIVE_DATES = [
    ("She said so today.", "today", "2018-10-29"),
    ("She said so yesterday.", "yesterday", "2018-10-28"),
    ("She will speak the day after tomorrow.", "the day after tomorrow", "2018-10-31"),
    ("She said so last week.", "last week", "2018-W43"),
    ("She will speak next week.", "next week", "2018-W45"),
    ("She said so earlier this month.", "earlier this month", "2018-10"),
    ("She left two years ago.", "two years ago", "2016"),
    ("She left six months ago.", "six months ago", "2018-04"),
    ("She left a week ago.", "a week ago", "2018-10-22"),
    ("She left a decade ago.", "a decade ago", "200"),
    ("She will return in two weeks.", "two weeks", "2018-11-12"),
    ("She left last weekend.", "last weekend", "2018-W43-WE"),
    ("It is due by the end of the year.", "the end of the year", "2018"),
    ("It is due by the end of next month.", "the end of next month", "2018-11"),
    ("It falls in the third week of April.", "The third week of April", "2018-W16"),
    ("They met in the week of March 12.", "the week of March 12", "2018-W11"),
    ("They met the week before last.", "the week before last", "2018-W42"),
    ("They will meet two weeks from today.", "two weeks from today", "2018-11-12"),
    ("They will meet a week from Tuesday.", "a week from Tuesday", "2018-11-06"),
    ("They met the day after Christmas.", "the day after Christmas", "2017-12-26"),
    ("They met two days before Christmas.", "two days before Christmas", "2017-12-23"),
    ("They met a week ago Tuesday.", "a week ago Tuesday", "2018-10-16"),
    ("They met a year ago this week.", "a year ago this week", "2017-W44"),
    ("They met half a century ago.", "half a century ago", "196"),
    ("They met in the comparable period of 2017.", "the comparable period of 2017", "2017"),
    ("A few days later they met.", "A few days later", "FUTURE_REF"),
    ("They met three summers ago.", "three summers ago", "2016-SU"),
    ("They will meet in two days' time.", "two days' time", "2018-10-31"),
    ("They met on the 21st of this month.", "the 21st of this month", "2018-10-21"),
    ("The post-Sept. 11 world is tense.", "Sept. 11", "2001-09-11"),
    ("Sales fell over the same period last year.", "the same period last year", "2017"),
]
HOLIDAYS = [
    ("They met on Christmas Eve.", "Christmas Eve", "2017-12-24"),
    ("They met on Good Friday 2017.", "Good Friday 2017", "2017-04-14"),
    ("They met on Thanksgiving 2016.", "Thanksgiving 2016", "2016-11-24"),
    ("They met last Easter.", "last Easter", "2018-04-01"),
]
VAGUE = [
    ("It is now a museum.", "now", "PRESENT_REF"),
    ("He spoke of the past.", "the past", "PAST_REF"),
    ("They will soon vote.", "soon", "FUTURE_REF"),
    ("Prices rose in recent years.", "recent years", "PAST_REF"),
    ("Prices will rise in the coming months.", "the coming months", "FUTURE_REF"),
]


@pytest.mark.parametrize(
    ("text", "surface", "value"), [*FULL_DATES, *PARTIAL_DATES, *RELATIVE_DATES, *HOLIDAYS, *VAGUE]
)
def test_a_date_has_its_span_and_value(read: Read, text: str, surface: str, value: str) -> None:
    (found,) = read(text)
    assert (found.surface.lower(), found.type, found.value) == (surface.lower(), "DATE", value)


TIMES = [
    ("Shots were heard on Saturday night.", "Saturday night", "2018-10-27TNI"),
    ("Shots were heard in the wee hours of Friday.", "the wee hours of Friday", "2018-10-26TMO"),
    ("Shots were heard last night.", "last night", "2018-10-28TNI"),
    ("Shots were heard this morning.", "this morning", "2018-10-29TMO"),
    ("Shots were heard at 5 p.m. on Friday.", "5 p.m. on Friday", "2018-10-26T17:00"),
    ("The offer ends at 5 p.m. EST, Nov. 6.", "5 p.m. EST, Nov. 6", "2018-11-06T17:00"),
    ("Shots were heard at 10:45.", "10:45", "2018-10-29T10:45"),
    ("Shots were heard at noon Friday.", "noon Friday", "2018-10-26T12:00"),
    ("Shots were heard at six in the evening.", "six in the evening", "2018-10-29T18:00"),
    ("He was shot in the early hours of Sunday.", "the early hours of Sunday", "2018-10-28TMO"),
    ("It fell on the night of 5 May 2016.", "the night of 5 May 2016", "2016-05-05TNI"),
    ("Power failed at around 0830 local time.", "around 0830 local time", "2018-10-29T08:30"),
    ("Doors open on Sat 3 Nov. at 7.30pm.", "Sat 3 Nov. at 7.30pm", "2018-11-03T19:30"),
    ("They met at 12 noon.", "12 noon", "2018-10-29T12:00"),
    ("It begins at 9 a.m. Eastern time Tuesday.", "9 a.m. Eastern time Tuesday", "2018-10-30T09:00"),
    ("They attacked at dawn.", "dawn", "2018-10-29TMO"),
    ("They had argued the night before.", "the night before", "2018-10-28TNI"),
    ("They have until midnight Sunday to agree.", "midnight Sunday", "2018-11-04T24:00"),
]


@pytest.mark.parametrize(("text", "surface", "value"), TIMES)
def test_a_time_of_day_has_its_day(read: Read, text: str, surface: str, value: str) -> None:
    (found,) = read(text)
    assert (found.surface, found.type, found.value) == (surface, "TIME", value)


DURATIONS = [
    ("The strike lasted three weeks.", "three weeks", "P3W", None),
    ("It was a 10-day trip.", "10-day", "P10D", None),
    ("It was a year-long inquiry.", "year-long", "P1Y", None),
    ("It lasted two and a half years.", "two and a half years", "P2Y6M", None),
    ("It lasted half an hour.", "half an hour", "PT30M", None),
    ("It lasted several months.", "several months", "PXM", None),
    ("Rain fell for the past three months.", "the past three months", "P3M", None),
    ("It lasted more than four hours.", "more than four hours", "PT4H", "MORE_THAN"),
    ("It lasted nearly 40 years.", "nearly 40 years", "P40Y", "LESS_THAN"),
    ("It lasted about two decades.", "about two decades", "P2DE", "APPROX"),
    ("He spent years in exile after months of talks.", "months", "PXM", None),
    ("A 27-year-old man was held.", "27-year-old", "P27Y", None),
    ("The 27-year-old was held.", "27-year-old", "P27Y", None),
    ("It rained all day.", "all day", "P1D", None),
    ("It took four-and-a-half hours.", "four-and-a-half hours", "PT4H30M", None),
    ("It lasted 1,000 years.", "1,000 years", "P1000Y", None),
    ("It is 65 million years old.", "65 million years old", "P65000000Y", None),
    ("He waited between two and three weeks.", "two and three weeks", "P3W", None),
    ("He died hours after the blast.", "hours", "PTXH", None),
    ("Prices rose over the past decade.", "the past decade", "P1DE", None),
]


@pytest.mark.parametrize(("text", "surface", "value", "mod"), DURATIONS)
def test_a_length_of_time_is_a_duration(read: Read, text: str, surface: str, value: str, mod: str | None) -> None:
    found = read(text)[-1]
    assert (found.surface, found.type, found.value, found.mod) == (surface, "DURATION", value, mod)
    assert found.interval is None


SETS = [
    ("They meet every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
    ("They meet on Mondays.", "Mondays", "XXXX-WXX-1"),
    ("They meet twice a week.", "twice a week", "P1W"),
    ("They vote every two years.", "every two years", "P2Y"),
    ("It costs $2 million a year.", "a year", "P1Y"),
    ("It reports daily.", "daily", "XXXX-XX-XX"),
    ("They march each July.", "each July", "XXXX-07"),
]


@pytest.mark.parametrize(("text", "surface", "value"), SETS)
def test_what_recurs_is_a_set(read: Read, text: str, surface: str, value: str) -> None:
    (found,) = read(text)
    assert (found.surface, found.type, found.value) == (surface, "SET", value)


RANGES = [
    ("He ruled from May to June 1995.", ["1995-05", "1995-06"]),
    ("He ruled between 1992 and 1995.", ["1992", "1995"]),
    ("The fair runs Oct. 3-5, 2017.", ["2017-10-03", "2017-10-05"]),
    ("The fair ran 12-14 July 2017.", ["2017-07-12", "2017-07-14"]),
    ("The budget of 1998-99 was cut.", ["1998", "1999"]),
    ("The wars (499-493 BC) ended.", ["BC0499", "BC0493"]),
]


@pytest.mark.parametrize(("text", "values"), RANGES)
def test_a_range_is_two_expressions_that_share_what_is_said_once(read: Read, text: str, values: list[str]) -> None:
    assert [timex.value for timex in read(text)] == values


MODS = [
    ("It opened in early 2014.", "early 2014", "START"),
    ("It opened in mid-November.", "mid-November", "MID"),
    ("It opened late last year.", "late last year", "END"),
    ("It opened at the beginning of May.", "the beginning of May", "START"),
    ("It opened around Nov. 1.", "around Nov. 1", "APPROX"),
]


@pytest.mark.parametrize(("text", "surface", "mod"), MODS)
def test_an_edge_or_a_hedge_is_a_mod(read: Read, text: str, surface: str, mod: str) -> None:
    (found,) = read(text)
    assert (found.surface, found.mod) == (surface, mod)


NOT_TEMPORAL = [
    "Mr. May spoke to the second man.",
    "They march to the sea and may fall.",
    "About 1,990 people came.",
    "Call 555-1990 or 1990-555-1212.",
    "They won 3-2 after the first half.",
    "He is in his 20s.",
    "She is in her early thirties.",
    "The Sunday Times was sold.",
    "Three-quarters of the town fled.",
    "The car did 60 miles an hour.",
    "It cost $1990.",
    "Theresa May arrived in Brussels.",
    "Many died on the Long March.",
    "Take Route 1950 to 1950 Main Street.",
    "About 1500 people came.",
    "Black Monday frightened Wall Street.",
    "Temperatures will be in the 60s.",
    'The "Today" show aired it.',
    '"60 Minutes" aired it.',
    "The Thirty Years' War was long.",
    "She skied at the Winter Olympics.",
    "The Daily News reported it.",
    "The period was marked by war.",
    "It was the dawn of a new age.",
    "They won four of the past five games.",
    "The team stands at 10-12-11 and 06-05-98.3.",
]


@pytest.mark.parametrize("text", NOT_TEMPORAL)
def test_words_and_numbers_that_tell_no_time_are_left_alone(read: Read, text: str) -> None:
    assert read(text) == ()
