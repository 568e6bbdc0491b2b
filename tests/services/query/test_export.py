import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import httpx2
import pytest
import redis
from fastapi.testclient import TestClient

from dateline import walks
from dateline.models import EnrichedArticle, Event, EventRecord
from tests.live import Live
from tests.make import LEEDS, enriched, event, place_of, store

Fill = Callable[[Sequence[EnrichedArticle]], None]


@pytest.fixture
def fill(real: redis.Redis) -> Fill:
    return partial(store, real)


@pytest.fixture
def filled(both: TestClient, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """25 articles: `a00` to `a24`, with two events each, of which every third is an election in Leeds."""
    # Small, so that there are many batches.
    monkeypatch.setattr(walks, "EVENTS_BATCH", 7)
    monkeypatch.setattr(walks, "ARTICLES_BATCH", 4)
    fill([enriched(f"a{n:02}", [make_event(n, m) for m in range(2)]) for n in range(25)])
    return both


def make_event(n: int, m: int) -> Event:
    third = n % 3 == 0
    return event(
        f"e{n:02}-{m}", f"2018-10-{1 + n:02}", type="ELECTION" if third else "PROTEST",
        places=(place_of(LEEDS),) if third else (),
    )  # fmt: skip


def walk(api: TestClient, path: str) -> Iterator[dict[str, object]]:
    """The items of all pages."""
    while path:
        page = api.get(path).json()
        yield from page["items"]
        path = page["next"]


def lines(api: TestClient, path: str) -> list[dict[str, object]]:
    response = api.get(path)
    assert response.status_code == 200, response.text
    return [json.loads(line) for line in response.text.splitlines()]


@pytest.mark.parametrize("filters", ["", "&type=ELECTION", "&place=Leeds&datetime=2018-10-05/..", "&bbox=-2,53,0,54"])
def test_an_export_gives_what_a_walk_over_all_pages_does(filled: TestClient, filters: str) -> None:
    expected = list(walk(filled, f"/v1/events?limit=1000{filters}"))
    assert lines(filled, f"/v1/export?format=jsonl{filters}") == expected
    assert expected


def test_csv_and_geojson_hold_the_same_events(filled: TestClient) -> None:
    expected = [item["id"] for item in walk(filled, "/v1/events?limit=1000")]
    table = filled.get("/v1/export?format=csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == 'attachment; filename="dateline-events.csv"'
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.text, newline=""))] == expected
    features = filled.get("/v1/export?format=geojson")
    assert features.headers["content-type"] == "application/geo+json"
    assert [feature["id"] for feature in features.json()["features"]] == expected


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson"])
def test_an_export_of_nothing_is_whole(both: TestClient, name: str) -> None:
    response = both.get(f"/v1/export?format={name}")
    assert response.status_code == 200
    if name == "geojson":
        assert response.json()["features"] == []
    else:
        assert len(response.text.splitlines()) == (1 if name == "csv" else 0)


def test_articles_are_exported_in_the_order_of_their_ids(filled: TestClient) -> None:
    found = lines(filled, "/v1/export?what=articles")
    assert [article["id"] for article in found] == [f"a{n:02}" for n in range(25)]
    assert found[3] == filled.get("/v1/articles/a03").json()


def test_a_filter_leaves_the_articles_that_have_a_matching_event(filled: TestClient) -> None:
    found = lines(filled, "/v1/export?what=articles&type=ELECTION&datetime=2018-10-05/..")
    assert [article["id"] for article in found] == [f"a{n:02}" for n in range(6, 25, 3)]
    assert [article["id"] for article in lines(filled, "/v1/export?what=articles&article=a04&article=a01")] == [
        "a01",
        "a04",
    ]


def test_an_export_of_articles_goes_on_after_the_last_that_came(filled: TestClient) -> None:
    found = lines(filled, "/v1/export?what=articles&after=a20")
    assert [article["id"] for article in found] == ["a21", "a22", "a23", "a24"]


def test_pages_of_articles_give_each_once(filled: TestClient) -> None:
    assert [item["id"] for item in walk(filled, "/v1/articles?limit=4")] == [f"a{n:02}" for n in range(25)]
    first = filled.get("/v1/articles?limit=4").json()
    assert (first["total"], first["total_is_exact"]) == (25, True)
    assert [item["id"] for item in walk(filled, "/v1/articles?limit=2&type=ELECTION")] == [
        f"a{n:02}" for n in range(0, 25, 3)
    ]


def test_the_total_of_filtered_articles_is_exact_where_one_page_holds_them_all(filled: TestClient) -> None:
    def total(path: str) -> tuple[int, bool]:
        page = filled.get(path).json()
        return page["total"], page["total_is_exact"]

    first = filled.get("/v1/articles?type=ELECTION&limit=2").json()
    assert total("/v1/articles?type=ELECTION") == (9, True)
    assert (first["total"], first["total_is_exact"]) == (2, False)
    assert total(first["next"]) == (2, False)


def test_a_page_ends_where_many_articles_were_looked_at_in_vain(
    filled: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walks, "MAX_LOOKED_AT", 8)
    first = filled.get("/v1/articles?datetime=2018-10-25").json()
    assert (first["items"], first["total_is_exact"]) == ([], False)
    assert [item["id"] for item in walk(filled, "/v1/articles?datetime=2018-10-25")] == ["a24"]


def test_a_deleted_article_is_in_no_list(filled: TestClient) -> None:
    assert filled.delete("/v1/articles/a03").status_code == 204
    assert "a03" not in [article["id"] for article in lines(filled, "/v1/export?what=articles")]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/export?what=articles&format=csv", "format"),
        ("/v1/export?after=a1", "after"),
        ("/v1/export?format=xml", "format"),
        ("/v1/export?near=here", "near"),
        ("/v1/export?q=...", "q"),
        ("/v1/export?sort=date", "sort"),
        ("/v1/articles?cursor=abc", "cursor"),
        ("/v1/articles?limit=101", "limit"),
    ],
)
def test_what_is_asked_wrongly_is_a_problem(both: TestClient, path: str, field: str) -> None:
    response = both.get(path)
    assert response.status_code == 422, response.text
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_failure_midway_breaks_the_response_off(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[tuple[EventRecord, ...]]:
        yield ()
        raise redis.ConnectionError("away")

    monkeypatch.setattr(walks, "walk_events", fail)
    with pytest.raises(httpx2.RemoteProtocolError, match="incomplete"):
        httpx2.get(f"{live.url}/v1/export")
