import pytest
import redis
from fastapi.testclient import TestClient

from tests.make import LEEDS, enriched, event, place_of, store


@pytest.fixture
def filled(both: TestClient, real: redis.Redis) -> TestClient:
    events = [
        event("e1", "2018-10-29", places=(place_of(LEEDS),)),
        event("e2", "2018-10-30", type="DEATH"),
        event("e3", "2018-12-31", status="planned"),
        event("e4", None),
    ]
    store(real, [enriched("a", events, source="The Paper")])
    return both


def test_a_timeline_has_an_item_for_each_interval_and_one_for_what_has_no_date(filled: TestClient) -> None:
    found = filled.get("/v1/timeline?interval=quarter").json()
    assert found["items"] == [
        {"begin": "2018-10-01", "end": "2018-12-31", "count": 3, "groups": None},
        {"begin": None, "end": None, "count": 1, "groups": None},
    ]
    assert (found["total"], found["total_is_exact"]) == (4, True)


@pytest.mark.parametrize("interval", ["hour", "day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("query", ["", "type=PROTEST", "bbox=-10,50,10,60", "by=published"])
def test_the_counts_of_a_timeline_add_up_to_the_events(filled: TestClient, interval: str, query: str) -> None:
    response = filled.get(f"/v1/timeline?interval={interval}&{query}")
    if interval == "hour" and "by" in query:
        assert response.status_code == 422
        assert [error["field"] for error in response.json()["errors"]] == ["by"]
        return
    events = filled.get(f"/v1/events?{query.replace('by=published', '')}").json()["items"]
    assert sum(item["count"] for item in response.json()["items"]) == len(events) == response.json()["total"]


def test_a_timeline_is_grouped_by_a_facet(filled: TestClient) -> None:
    items = filled.get("/v1/timeline?interval=month&group_by=type").json()["items"]
    assert [item["groups"] for item in items] == [{"DEATH": 1, "PROTEST": 1}, {"PROTEST": 1}, {"PROTEST": 1}]


def test_facets_are_counted_under_the_same_filters(filled: TestClient) -> None:
    found = filled.get("/v1/facets?top=2").json()
    assert found["type"] == [
        {"value": "PROTEST", "name": None, "count": 3},
        {"value": "DEATH", "name": None, "count": 1},
    ]
    assert found["place"] == [{"value": "place/2644688", "name": "Leeds", "count": 1}]
    assert found["source"] == [{"value": "paper", "name": None, "count": 4}]
    assert (found["counted"], found["is_exact"]) == (4, True)
    filtered = filled.get("/v1/facets?status=planned").json()
    assert [value["count"] for value in filtered["type"]] == [1]
    assert filtered["place"] == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/v1/timeline?interval=minute&group_by=mood", ["interval", "group_by"]),
        ("/v1/facets?top=0&type=X", ["type.0", "top"]),
        ("/v1/events?bbox=1&near=2&datetime=x&q=!!&entity=%20&cursor=no&limit=0&what=1",
         ["q", "entity.0", "bbox", "near", "datetime", "limit", "cursor", "what"]),
        ("/v1/events?sort=relevance", ["sort"]),
        ("/v1/events?q=%22%22&sort=relevance", ["q"]),
        ("/v1/events?q=a*", ["q"]),
        ("/v1/places?q=!&cursor=x&limit=x", ["q", "limit", "cursor"]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_named_at_once(filled: TestClient, path: str, fields: list[str]) -> None:
    response = filled.get(path)
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == fields


def test_the_map_tells_where_the_places_of_the_events_lie(filled: TestClient) -> None:
    found = filled.get("/v1/map").json()
    (leeds,) = found["items"]
    assert (leeds["count"], leeds["lat"], leeds["lon"]) == (1, LEEDS.lat, LEEDS.lon)
    assert (leeds["name"], leeds["country"], leeds["feature_class"]) == (LEEDS.name, LEEDS.country, LEEDS.feature_class)
    assert (found["total"], found["counted"], found["is_exact"]) == (4, 4, True)


def test_the_map_takes_the_filters_of_events(filled: TestClient) -> None:
    assert filled.get("/v1/map?type=DEATH").json()["items"] == []
    assert [error["field"] for error in filled.get("/v1/map?top=1001").json()["errors"]] == ["top"]
