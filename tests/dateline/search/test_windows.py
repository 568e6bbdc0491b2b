import pytest
import redis

from dateline import keys
from dateline.search.windows import count_all, read_counts, walk_windows
from tests.dateline.search.world import index_of, make_article
from tests.make import store

NUMBERS = range(1, 30)


@pytest.fixture
def held(real: redis.Redis) -> tuple[redis.Redis, list[dict[str, int]]]:
    articles = {article.id: article for article in map(make_article, NUMBERS)}
    store(real, list(articles.values()))
    return real, [indexed for article in articles.values() for indexed in index_of(article).values()]


@pytest.mark.parametrize("field", ["date", "pub", "conf"])
@pytest.mark.parametrize("is_down", [True, False])
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_windows_hold_each_value_once_in_order(
    held: tuple[redis.Redis, list[dict[str, int]]], field: str, is_down: bool, size: int
) -> None:
    client, events = held
    windows = list(walk_windows(client, "main", field, None, is_down=is_down, size=size, growth=1))
    for indexed in events:
        assert sum(low <= indexed[field] <= high for low, high in windows) == 1
    assert windows == sorted(windows, reverse=is_down)
    in_each = [sum(low <= indexed[field] <= high for indexed in events) for low, high in windows]
    assert all(n >= size for n in in_each[:-1])


def test_a_walk_from_a_value_begins_with_it(held: tuple[redis.Redis, list[dict[str, int]]]) -> None:
    client, events = held
    middle = sorted(indexed["pub"] for indexed in events)[len(events) // 2]
    windows = list(walk_windows(client, "main", "pub", middle, is_down=True, size=3))
    found = [i for i in events if any(low <= i["pub"] <= high for low, high in windows)]
    assert sorted(i["pub"] for i in found) == sorted(i["pub"] for i in events if i["pub"] <= middle)


def test_histograms_count_what_is_stored_and_end_empty(held: tuple[redis.Redis, list[dict[str, int]]]) -> None:
    from dateline.ledger import Ledger
    from dateline.settings import Settings

    client, events = held
    for field, width in (("date", 1), ("pub", 1), ("conf", 100)):
        expected: dict[int, int] = {}
        for indexed in events:
            expected[indexed[field] // width] = expected.get(indexed[field] // width, 0) + 1
        assert read_counts(client, "main", field) == expected
        assert {int(str(bucket)) for bucket in client.zrange(keys.buckets("main", field), 0, -1)} == set(expected)
    assert count_all(client, "main") == len(events)
    ledger = Ledger(client, "main", Settings())
    for article_id in {str(indexed["art"]) for indexed in events}:
        ledger.delete(article_id)
    left = [name for name in client.keys("*") if any(part in name for part in (":counts:", ":buckets:", ":facet:"))]
    assert left == []
