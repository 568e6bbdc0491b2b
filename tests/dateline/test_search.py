"""Search against a filter in plain Python over the same events."""

import datetime as dt
from collections.abc import Iterator

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from dateline.models import EnrichedArticle, Event
from dateline.queries import Box, DayRange, EventQuery
from dateline.search import escape, find_events
from tests.make import ILLINOIS, LEEDS, enriched, event, place_of, store

DAYS = [dt.date(2018, 10, day) for day in range(25, 32)]
TYPES = ["PROTEST", "ASSAULT", "AGREE"]
STATUSES = ["happened", "planned"]


@pytest.fixture(scope="module")
def stored(redis_url: SecretStr) -> Iterator[tuple[redis.Redis, list[tuple[EnrichedArticle, Event]]]]:
    from dateline.connection import connect
    from dateline.search import ensure_indexes

    client = connect(redis_url, 10)
    client.flushall()
    ensure_indexes(client)
    found = []
    for n in range(40):
        places = [(), (place_of(LEEDS),), (place_of(ILLINOIS),), (place_of(LEEDS), place_of(ILLINOIS))][n % 4]
        made = event(
            f"e{n}",
            None if n % 7 == 6 else DAYS[n % 5].isoformat(),
            type=TYPES[n % 3],
            status=STATUSES[n % 2],
            confidence=(n % 10) / 10,
            places=places,
        )
        found.append((enriched(f"a{n}", (made,), published_at=DAYS[n % 7].isoformat()), made))
    store(client, [article for article, _ in found])
    yield client, found
    client.close()


@st.composite
def queries(draw: st.DrawFn) -> EventQuery:
    def days() -> DayRange | None:
        begin, end = draw(st.sampled_from([None, *DAYS])), draw(st.sampled_from([None, *DAYS]))
        if begin and end and end < begin:
            begin, end = end, begin
        return DayRange(begin=begin, end=end)

    return EventQuery(
        type=tuple(draw(st.sets(st.sampled_from(TYPES), max_size=2))),
        status=tuple(draw(st.sets(st.sampled_from(STATUSES), max_size=1))),
        country=tuple(draw(st.sets(st.sampled_from(["GB", "US", "FR"]), max_size=2))),
        datetime=draw(st.sampled_from([None, days()])),
        published=draw(st.sampled_from([None, days()])),
        min_confidence=draw(st.sampled_from([None, 0.0, 0.3, 0.9])),
        bbox=draw(st.sampled_from([None, Box(west=-10, south=50, east=10, north=60)])),
        sort=draw(st.sampled_from(["date", "-date", "published", "-published", "confidence", "-confidence"])),
        limit=draw(st.sampled_from([1, 7, 1000])),
    )


def matches(article: EnrichedArticle, made: Event, query: EventQuery) -> bool:
    def within(begin: dt.date | None, end: dt.date | None, days: DayRange | None) -> bool:
        if days is None or (days.begin is None and days.end is None):
            return True
        if begin is None or end is None:
            return False
        return (days.end is None or begin <= days.end) and (days.begin is None or end >= days.begin)

    interval = made.date.interval if made.date else None
    return (
        (not query.type or made.type in query.type)
        and (not query.status or made.status in query.status)
        and (not query.country or any(place.country in query.country for place in made.places))
        and within(interval.begin if interval else None, interval.end if interval else None, query.datetime)
        and within(article.published_day, article.published_day, query.published)
        and (query.min_confidence is None or made.confidence >= query.min_confidence)
        and (query.bbox is None or any(place.name == "Leeds" for place in made.places))
    )


def order(article: EnrichedArticle, made: Event, query: EventQuery) -> tuple[float, str]:
    values = {
        "date": made.date.interval.begin.toordinal() if made.date else -1,
        "published": article.published_day.toordinal(),
        "confidence": made.confidence,
    }
    value = values[query.sort.lstrip("-")]
    return (-value if query.sort.startswith("-") else value, made.id)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries())
def test_search_finds_what_a_plain_filter_finds_in_the_same_order(
    stored: tuple[redis.Redis, list[tuple[EnrichedArticle, Event]]], query: EventQuery
) -> None:
    client, events = stored
    expected = sorted(
        (pair for pair in events if matches(*pair, query)), key=lambda pair: order(pair[0], pair[1], query)
    )
    page = find_events(client, "main", query)
    assert [item.id for item in page.items] == [made.id for _, made in expected][: query.limit]
    assert (page.next is None) == (len(expected) <= query.limit)
    if query.bbox is None:
        assert page.total == len(expected)


@given(st.text())
def test_an_escaped_text_is_read_back_as_it_was(text: str) -> None:
    characters = iter(escape(text))
    read = [next(characters) if c == "\\" else c if c.isalnum() or c == "_" else "syntax" for c in characters]
    assert "".join(read) == text


def test_only_one_module_speaks_to_the_engine() -> None:
    from pathlib import Path

    root = Path(__file__).parents[2]
    speaking = [
        path.relative_to(root).as_posix()
        for folder in ("dateline", "services", "workers")
        for path in (root / folder).rglob("*.py")
        if ".ft(" in path.read_text(encoding="utf-8") or "redis.commands.search" in path.read_text(encoding="utf-8")
    ]
    assert speaking == ["dateline/search.py"]
