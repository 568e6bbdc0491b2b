"""Search against a filter in plain Python over the same events."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.matching import matches
from dateline.queries import EventQuery
from dateline.search import decode_cursor, find_events
from dateline.search.engine import escape
from tests.dateline.search.conftest import Indexed, Stored
from tests.dateline.search.world import index_of, make_article, queries
from tests.make import store

SORT_FIELD = {"date": "date", "published": "pub", "confidence": "conf"}
BOUNDED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def expected(held: Indexed, query: EventQuery) -> list[str]:
    field, sign = SORT_FIELD[query.sort.lstrip("-")], -1 if query.sort.startswith("-") else 1
    found = [event_id for event_id, indexed in held.items() if matches(indexed, query)]
    return sorted(found, key=lambda event_id: (sign * held[event_id][field], event_id))


@contextmanager
def sorting_in(*, windows: bool) -> Iterator[None]:
    """Lists are read in windows of a few events, or sorted at once."""
    with (
        patch("dateline.search.events.SORT_CAP", 0 if windows else 10_000),
        patch("dateline.search.events.MIN_WINDOW", 4),
        patch("dateline.search.events.BLOCK", 3),
        patch.multiple("dateline.search.ranking", BLOCK=3, MIN_SIZE=1),
    ):
        yield


def walk(client: redis.Redis, query: EventQuery) -> list[str]:
    """The ids over all pages."""
    seen: list[str] = []
    while True:
        page = find_events(client, "main", query)
        seen += [event.id for event in page.items]
        if page.next is None:
            return seen
        query = query.model_copy(update={"after": decode_cursor(query.sort, page.next)})


@BOUNDED
@given(query=queries(), in_windows=st.booleans())
def test_a_walk_gives_what_a_plain_filter_finds_in_its_order(
    stored: Stored, query: EventQuery, in_windows: bool
) -> None:
    client, held = stored.client, stored.held
    with sorting_in(windows=in_windows):
        assert walk(client, query) == expected(held, query)


@BOUNDED
@given(query=queries(bbox=None, near=None))
def test_totals_are_exact_up_to_a_cap(stored: Stored, query: EventQuery) -> None:
    client, held = stored.client, stored.held
    n = len(expected(held, query))
    page = find_events(client, "main", query)
    assert (page.total, page.total_is_exact) == (n, True)
    with patch("dateline.search.events.COUNT_CAP", 3):
        page = find_events(client, "main", query)
    assert page.total == n if page.total_is_exact else 3 <= page.total <= n


@pytest.mark.parametrize(
    "asked",
    [
        {"type": ("PROTEST",)},
        {"status": ("planned",)},
        {"country": ("GB",)},
        {"source": ("Le Monde/AFP",)},
        {"entity": ("person/ann-lee",)},
        {"place": ("place/3",)},
        {"place": ("place/404",)},
    ],
)
def test_the_total_of_one_value_is_exact_however_many(stored: Stored, asked: dict[str, Any]) -> None:
    query = EventQuery(**asked, limit=3)
    with patch("dateline.search.events.COUNT_CAP", 1):
        page = find_events(stored.client, "main", query)
    assert (page.total, page.total_is_exact) == (len(expected(stored.held, query)), True)


@settings(BOUNDED, max_examples=40)
@given(query=queries(sort="-relevance", q="police march*", limit=5), in_windows=st.booleans())
def test_a_walk_by_relevance_gives_each_match_once(stored: Stored, query: EventQuery, in_windows: bool) -> None:
    client, held = stored.client, stored.held
    with sorting_in(windows=in_windows):
        found = walk(client, query)
    assert sorted(found) == sorted(expected(held, query.model_copy(update={"sort": "date"})))


def by_relevance(indexed: dict[str, Any]) -> tuple[int, int, str]:
    """How events are ranked that are asked for a caravan."""
    return -indexed["txt"].split().count("caravan"), -indexed["date"], indexed["id"]


@settings(BOUNDED, max_examples=40)
@given(query=queries(sort="-relevance", q="caravan"))
def test_by_relevance_the_words_that_are_found_count_whatever_the_filters(stored: Stored, query: EventQuery) -> None:
    client, held = stored.client, stored.held
    found = expected(held, query.model_copy(update={"sort": "date"}))
    assert walk(client, query) == sorted(found, key=lambda event_id: by_relevance(held[event_id]))


def test_of_many_matches_the_newest_are_ranked_then_those_before(stored: Stored) -> None:
    client, held = stored.client, stored.held
    query = EventQuery(q="caravan", sort="-relevance", limit=1)
    found = expected(held, query.model_copy(update={"sort": "date"}))
    with sorting_in(windows=True):
        ranked = walk(client, query)
        blocks: list[tuple[int, int]] = []
        while (page := find_events(client, "main", query)).next is not None:
            query = query.model_copy(update={"after": decode_cursor(query.sort, page.next)})
            assert query.after is not None
            assert query.after.block is not None
            blocks.append(query.after.block)
    assert len(set(blocks)) > 3
    assert all(low <= held[event_id]["date"] <= high for event_id, (low, high) in zip(ranked, blocks, strict=False))
    # The last row has no cursor; it stands in the last block or before it.
    last = blocks[-1] if held[ranked[-1]]["date"] >= blocks[-1][0] else (-(10**9), 0)
    placed = sorted(zip([*blocks, last], ranked, strict=True), key=lambda row: (-row[0][0], by_relevance(held[row[1]])))
    assert [event_id for _, event_id in placed] == ranked
    assert sorted(ranked) == sorted(found)


def test_more_of_the_words_is_more_relevant_then_newer(real: redis.Redis) -> None:
    articles = [make_article(number) for number in range(1, 30)]
    store(real, list({article.id: article for article in articles}.values()))
    page = find_events(real, "main", EventQuery(q="caravan", sort="-relevance", limit=100))
    keys = [(-event.evidence.surface.lower().count("caravan"), event.date is None) for event in page.items]
    counts = [count for count, _ in keys]
    assert counts == sorted(counts)
    assert len(set(counts)) > 1


@pytest.mark.parametrize(
    "sort", ["date", "-date", "published", "-published", "confidence", "-confidence", "-relevance"]
)
@pytest.mark.parametrize("windows", [False, True])
def test_what_comes_in_during_a_walk_neither_skips_nor_repeats_a_row(
    real: redis.Redis, sort: Any, windows: bool
) -> None:
    def keep(numbers: range) -> None:
        store(real, list({article.id: article for article in map(make_article, numbers)}.values()))

    keep(range(1, 20))
    query = EventQuery(sort=sort, limit=4, q="march*" if "relevance" in sort else None)
    before = set(walk(real, query))
    seen: list[str] = []
    coming = 101
    with sorting_in(windows=windows):
        while True:
            page = find_events(real, "main", query)
            seen += [event.id for event in page.items]
            if page.next is None:
                break
            keep(range(coming, coming + 3))
            coming += 3
            query = query.model_copy(update={"after": decode_cursor(query.sort, page.next)})
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_ids_that_differ_in_case_alone_are_two_articles(stored: Stored) -> None:
    client, held = stored.client, stored.held
    for article_id in ("A1", "a1"):
        found = walk(client, EventQuery(article=(article_id,)))
        assert {held[event_id]["art"] for event_id in found} == {article_id}


def test_the_index_holds_what_the_records_say(stored: Stored) -> None:
    client, held = stored.client, stored.held
    for number in (1, 2):
        for event_id, indexed in index_of(make_article(number)).items():
            if held[event_id] == indexed:
                assert client.hgetall(f"dateline:event:{{main}}:{event_id}") == {
                    name: str(value) for name, value in indexed.items()
                }


@given(st.text())
def test_an_escaped_text_is_read_back_as_it_was(text: str) -> None:
    characters = iter(escape(text))
    read = [next(characters) if c == "\\" else c if c.isalnum() or c == "_" else "syntax" for c in characters]
    assert "".join(read) == text


def test_only_one_package_speaks_to_the_engine() -> None:
    from pathlib import Path

    root = Path(__file__).parents[3]
    speaking = {
        path.relative_to(root).parent.as_posix()
        for folder in ("dateline", "services", "workers")
        for path in (root / folder).rglob("*.py")
        if ".ft(" in path.read_text(encoding="utf-8") or "redis.commands.search" in path.read_text(encoding="utf-8")
    }
    assert speaking == {"dateline/search"}
