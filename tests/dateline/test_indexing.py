import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.indexing import LONGER, Directory, find_hour, find_length, join_tags, make_index, read_points, split_tags
from dateline.models import EventDate, Interval, Span
from tests.make import ILLINOIS, LEEDS, TRUMP, enriched, event, place_of
from tests.operations import grows_linearly

DAY = dt.date(2018, 10, 29)


@given(st.sets(st.text(st.characters(exclude_characters="\x1f"), min_size=1)))
def test_tags_come_back_as_they_were(values: set[str]) -> None:
    assert split_tags({"t": join_tags(values)}, "t") == values


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("2018-10-29T09:30", 9),
        ("2018-10-29T00", 0),
        ("2018-10-29T24:00", None),
        ("2018-10-29TMO", None),
        ("2018-10", None),
    ],
)
def test_the_hour_is_read_where_the_date_tells_it(value: str, hour: int | None) -> None:
    date = EventDate(value=value, interval=Interval(begin=DAY, end=DAY), precision="hour", basis="clause")
    assert find_hour(event("e").model_copy(update={"date": date})) == hour


@pytest.mark.parametrize(("days", "length"), [(0, None), (31, None), (32, "year"), (366, "year"), (367, LONGER)])
def test_intervals_are_sorted_by_length(days: int, length: str | None) -> None:
    assert find_length(Interval(begin=DAY, end=DAY + dt.timedelta(days=days))) == length


def test_the_index_holds_each_place_and_where_it_lies() -> None:
    made = event("e1", places=(place_of(LEEDS), place_of(ILLINOIS)))
    index = make_index("main", enriched("a", [made]), made)
    assert sorted(read_points(index)) == [(-89.25, 40.0), (-1.55, 53.8)]
    assert split_tags(index, "cty") == {"GB", "US"}
    assert {"leeds", "england", "place/2644688", "2644688"} <= split_tags(index, "plc")
    assert len(split_tags(index, "cell")) == 6


def test_who_only_is_named_stands_apart_from_who_takes_part() -> None:
    made = event("e1", evidence=enriched("a").entities[0].mentions[0])
    index = make_index("main", enriched("a", [made]), made)
    assert split_tags(index, "ent") == {TRUMP.key, "donald trump", "trump"}
    assert not {"act", "rcp", "spk"} & index.keys()


def test_an_event_without_a_date_stands_behind_all_others() -> None:
    made = event("e1", None)
    assert make_index("main", enriched("a", [made]), made)["date"] < 0


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=30), st.integers(0, 60), st.integers(1, 20))
def test_who_is_named_is_found_as_by_looking_at_every_mention(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    mentions = [Span(start=begin, end=begin + size, surface="x" * size) for begin, size in spans]
    people = tuple(
        TRUMP.model_copy(update={"id": f"n{n}", "mentions": (mention,)}) for n, mention in enumerate(mentions)
    )
    article = enriched("a").model_copy(update={"entities": people})
    asked = Span(start=start, end=start + length, surface="x" * length)
    named = [one.id for one in Directory(article).find_named(asked)]
    overlapping = [m for m in people if m.mentions[0].start < asked.end and asked.start < m.mentions[0].end]
    assert named == [one.id for one in overlapping]


def test_the_work_grows_with_the_article_and_not_with_its_square() -> None:
    def work(size: int) -> None:
        text = "Trump spoke. " * size
        at = [Span(start=13 * n, end=13 * n + 5, surface="Trump") for n in range(size)]
        people = tuple(TRUMP.model_copy(update={"id": f"n{n}", "mentions": (one,)}) for n, one in enumerate(at))
        told = tuple(event(f"e{n}", evidence=one) for n, one in enumerate(at))
        places = tuple(LEEDS.model_copy(update={"id": f"p{n}"}) for n in range(size))
        made = enriched("a").model_copy(update={"text": text, "entities": people, "events": told, "places": places})
        directory = Directory(made)
        for one in told:
            make_index("main", made, one, directory)

    assert grows_linearly(work, 100)
