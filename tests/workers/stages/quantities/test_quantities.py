import datetime as dt
from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.models import Article, Interval, Quantity, Timex
from tests.operations import grows_linearly
from tests.workers.conftest import MakeDoc
from workers.document import Document
from workers.stages import quantities

Count = Callable[[str], tuple[Quantity, ...]]


@pytest.fixture(scope="module")
def count(make_doc: MakeDoc) -> Count:
    return lambda text: quantities.annotate(make_doc(text)).quantities


VALUES = [
    ("They sold 4,310 bricks.", "4,310 bricks", 4310, "bricks"),
    ("They sent five hundred and twelve troops.", "five hundred and twelve troops", 512, "troops"),
    ("They sent twenty-five troops.", "twenty-five troops", 25, "troops"),
    ("They bought a dozen eggs.", "a dozen eggs", 12, "eggs"),
    ("It killed 1.2 million sheep.", "1.2 million sheep", 1_200_000, "sheep"),
    ("The plant cost $1.2bn.", "$1.2bn", 1_200_000_000, "USD"),
    ("The plant cost £3 million.", "£3 million", 3_000_000, "GBP"),
    ("The plant cost half a million euros.", "half a million euros", 500_000, "EUR"),
    ("Shares fell 4.5%.", "4.5%", 4.5, "percent"),
    ("Shares fell 12 per cent.", "12 per cent", 12, "percent"),
    ("One in five voters stayed at home.", "One in five", 0.2, "share"),
    ("Two-thirds of the members left.", "Two-thirds", pytest.approx(2 / 3), "share"),
    ("It is hundreds of miles away.", "hundreds of miles", None, "miles"),
    ("Tens of thousands of residents waited.", "Tens of thousands of residents", None, "residents"),
    ("The plant cost about £3.1m.", "about £3.1m", 3_100_000, "GBP"),
    ("The plant cost HK$3bn.", "HK$3bn", 3_000_000_000, "HKD"),
    ("The plant cost Rs 500 crore.", "Rs 500 crore", 5_000_000_000, "INR"),
    ("The plant cost 200 Swiss francs.", "200 Swiss francs", 200, "CHF"),
    ("The plant cost 500 dirhams.", "500 dirhams", 500, "AED"),
    ("It holds 20 pounds of rice.", "20 pounds", 20, "pounds"),
    ("Roughly 2.5m voters stayed at home.", "Roughly 2.5m voters", 2_500_000, "voters"),
    ("It fell to minus 15 degrees Celsius.", "minus 15 degrees Celsius", -15, "degrees Celsius"),
    ("It was 38C at noon.", "38C", 38, "degrees Celsius"),
    ("The fire burned 200 square kilometres.", "200 square kilometres", 200, "square kilometres"),
    ("A 30-foot wall fell.", "30-foot wall", 30, "foot"),
    ("The 300-strong force left.", "300-strong force", 300, "people"),
    ("A magnitude 7.5 earthquake hit.", "7.5", 7.5, "magnitude"),
    ("Four of the victims slept.", "Four of the victims", 4, "victims"),
    ("A quarter of a million homes went dark.", "A quarter of a million homes", 250_000, "homes"),
    ("A crowd of 20,000 gathered in the square.", "20,000", 20_000, "people"),
    ("We saw a handful of ships.", "a handful of ships", None, "ships"),
    ("We saw several hundred ships.", "several hundred ships", None, "ships"),
    ("We saw a pair of ships.", "a pair of ships", 2, "ships"),
    ("At least half the crew slept.", "At least half", 0.5, "share"),
    ("Thousands marched.", "Thousands", None, "people"),
]


@pytest.mark.parametrize(("text", "surface", "value", "unit"), VALUES)
def test_a_number_has_its_value_and_unit(count: Count, text: str, surface: str, value: float, unit: str) -> None:
    assert [(q.surface, q.value, q.unit) for q in count(text)] == [(surface, value, unit)]


BOUNDS = [
    ("At least 30 ships waited.", "at_least", False),
    ("Up to 30 ships waited.", "at_most", False),
    ("More than 30 ships waited.", "more_than", False),
    ("Fewer than 30 ships waited.", "less_than", False),
    ("As many as 30 ships waited.", "at_most", False),
    ("The crowd will top 900.", "more_than", False),
    ("About 30 ships waited.", None, True),
    ("An estimated 30 ships waited.", None, True),
    ("Dozens of ships waited.", None, True),
    ("We saw 30 ships.", None, False),
]


@pytest.mark.parametrize(("text", "bound", "approximate"), BOUNDS)
def test_words_before_a_number_bound_or_blur_it(count: Count, text: str, bound: str | None, approximate: bool) -> None:
    assert [(q.bound, q.approximate) for q in count(text)] == [(bound, approximate)]


ROLES = [
    ("Gunmen killed 11 people in the market.", ["killed"]),
    ("At least 12 people were killed and 30 injured.", ["killed", "injured"]),
    ("Police arrested 14 protesters.", ["arrested"]),
    ("The death toll rose to 43.", ["killed"]),
    ("The storm left 20 people missing.", ["missing"]),
    ("Two gunmen killed a guard.", [None]),
    ("They sold 20 houses.", [None]),
    ("Six killed, 14 injured as bus falls into gorge", ["killed", "injured"]),
    ("Three officers were shot dead.", ["killed"]),
    ("Hundreds feared dead", ["killed"]),
    ("The number of dead climbed to 844.", ["killed"]),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_a_count_has_the_role_that_its_words_give(count: Count, text: str, roles: list[str | None]) -> None:
    assert [q.role for q in count(text)] == roles


def test_a_range_is_two_bounded_numbers_of_one_unit(count: Count) -> None:
    found = [(q.value, q.bound, q.unit) for q in count("We saw 3 to 5 boats.")]
    assert found == [(3, "at_least", "boats"), (5, "at_most", "boats")]


RANGES = [
    ("The plan costs $30-40 million.", ["$30", "40 million"], [30e6, 40e6], "USD"),
    ("The plan costs $5m-$6m.", ["$5m", "$6m"], [5e6, 6e6], "USD"),
    ("We saw 10–15 boats.", ["10", "15 boats"], [10, 15], "boats"),
    ("Between 5 and 10 boats sank.", ["5", "10 boats"], [5, 10], "boats"),
    ("It hit 20 to 30 per cent of them.", ["20", "30 per cent"], [20, 30], "percent"),
    ("About 2 to 3 million voters came.", ["About 2", "3 million voters"], [2e6, 3e6], "voters"),
]


@pytest.mark.parametrize(("text", "surfaces", "values", "unit"), RANGES)
def test_both_ends_of_a_range_have_scale_and_unit(
    count: Count, text: str, surfaces: list[str], values: list[float], unit: str
) -> None:
    found = count(text)
    assert [q.surface for q in found] == surfaces
    assert [q.value for q in found] == values
    assert [(q.bound, q.unit) for q in found] == [("at_least", unit), ("at_most", unit)]


def test_a_rise_by_one_price_to_another_is_no_range(count: Count) -> None:
    assert [q.bound for q in count("Oil rose $2.10 to $65.30 a barrel.")] == [None, None]


def test_a_bare_number_takes_no_unit_of_measure(count: Count) -> None:
    assert [q.unit for q in count("The house sold for 250,000 (US$ 310,000).")] == [None, "USD"]


def test_numbers_of_two_fates_do_not_share_a_noun(count: Count) -> None:
    assert [q.unit for q in count("They killed two and abducted more than 30 schoolgirls.")] == [
        "people",
        "schoolgirls",
    ]


def test_a_number_without_a_noun_takes_that_of_its_sentence(count: Count) -> None:
    found = [(q.value, q.unit) for q in count("The queue of 350 had grown from about 120 voters.")]
    assert found == [(350, "voters"), (120, "voters")]


@pytest.mark.parametrize(
    "text",
    [
        "She won 6-4.",
        "See page 12.",
        "No one came.",
        "One of them left.",
        "Call 555/1234.",
        "The second boat sank.",
        "It was a 5-4 ruling.",
        "Anna Keller, 52, left.",
        "A child aged 6 left.",
        "Flight 610 left.",
        "He lives at 10 Harbour Street.",
        "They have zero tolerance.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(count: Count, text: str) -> None:
    assert count(text) == ()


def timex(text: str, surface: str, day: dt.date) -> Timex:
    start = text.index(surface)
    return Timex(
        id="t1", start=start, end=start + len(surface), surface=surface, type="DATE", value=str(day),
        interval=Interval(begin=day, end=day), precision="day", confidence=0.9,
    )  # fmt: skip


def test_numbers_inside_dates_are_left_out(make_doc: MakeDoc) -> None:
    text = "It began on 29 October."
    doc = make_doc(text).add(dates=(timex(text, "29 October", dt.date(2018, 10, 29)),))
    assert quantities.annotate(doc).quantities == ()


def test_a_date_right_after_a_number_says_as_of_when(make_doc: MakeDoc) -> None:
    text = "There were about 640 goats a week ago."
    doc = make_doc(text).add(dates=(timex(text, "a week ago", dt.date(2018, 10, 22)),))
    assert [q.as_of for q in quantities.annotate(doc).quantities] == [dt.date(2018, 10, 22)]


@pytest.mark.parametrize("word", ["1", "hundred", "five", "-", "1 -", "tens of", "a third of"])
def test_junk_takes_time_in_proportion_to_its_length(word: str) -> None:
    def work(times: int) -> None:
        words = word.split() * times
        starts: list[bool | int | None] = [i % 20 == 0 for i in range(len(words))]
        parse = Doc(Vocab(), words=words, tags=["CD"] * len(words), sent_starts=starts)
        article = Article(id="x", text=parse.text, published_at=dt.date(2018, 10, 29))
        quantities.annotate(Document(article, parse.text, language="en", parse=parse))

    assert grows_linearly(work, 1000)


@pytest.mark.parametrize(
    "text",
    ["They met in the lot of the 7-Eleven in Troy.", "He won 6-one.", "It ended 3-² there.", "In ²²²² people came."],
)
def test_digits_beside_what_is_no_decimal_number_do_no_harm(count: Count, text: str) -> None:
    assert all(text[found.start : found.end] == found.surface for found in count(text))
