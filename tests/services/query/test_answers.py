import csv
import io
import json
from collections.abc import Sequence

import pytest
import redis
from fastapi.testclient import TestClient

from dateline.models import EnrichedArticle
from services.query.answers import choose_form
from tests.make import ILLINOIS, LEEDS, enriched, event, place_of, store


@pytest.fixture
def three(both: TestClient, real: redis.Redis) -> TestClient:
    """Three events, the last without a place; a title that a spreadsheet would take for a formula."""
    articles: Sequence[EnrichedArticle] = [
        enriched("a", [event("e1", "2018-10-03", places=(place_of(LEEDS), place_of(ILLINOIS)))], title="=1+1"),
        enriched("b", [event("e2", "2018-10-02", places=(place_of(LEEDS),)), event("e3", "2018-10-01")]),
    ]
    store(real, articles)
    return both


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV;charset=utf-8", "csv"),
        ("application/geo+json", "geojson"),
        ("application/jsonl", "jsonl"),
        ("application/x-ndjson", "jsonl"),
        ("text/csv;q=0.5, application/geo+json", "geojson"),
        ("text/csv;q=0, */*", "json"),
        ("application/json, text/csv", "json"),
        ("text/csv;q=much", "json"),
    ],
)
def test_the_form_is_the_one_that_the_client_prefers(accept: str, form: str) -> None:
    assert choose_form(accept) == form


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
        ("csv", "text/csv; charset=utf-8"),
        ("jsonl", "application/jsonl"),
    ],
)
def test_a_page_comes_in_each_form_with_its_link(three: TestClient, form: str, media_type: str) -> None:
    by_name = three.get("/v1/events", params={"format": form, "limit": "2"})
    by_header = three.get("/v1/events", params={"limit": "2"}, headers={"Accept": media_type})
    for response in (by_name, by_header):
        assert response.status_code == 200
        assert response.headers["content-type"] == media_type
        assert ids(form, response.text) == ["e1", "e2"]
        assert 'rel="next"' in response.headers["link"]
        assert response.headers["vary"] == "Accept"


def ids(form: str, text: str) -> list[str]:
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    if form == "jsonl":
        return [json.loads(line)["id"] for line in text.splitlines()]
    return [item["id"] for item in json.loads(text)["features" if form == "geojson" else "items"]]


def test_the_form_in_the_path_wins_over_the_header(three: TestClient) -> None:
    response = three.get("/v1/events?format=jsonl", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "application/jsonl"


def test_no_cell_is_a_formula(three: TestClient) -> None:
    rows = csv.DictReader(io.StringIO(three.get("/v1/events?format=csv").text, newline=""))
    assert [row["title"] for row in rows] == ["'=1+1", "", ""]


def test_geojson_has_a_point_several_or_none(three: TestClient) -> None:
    found = three.get("/v1/events?format=geojson").json()
    assert found["type"] == "FeatureCollection"
    kinds = [feature["geometry"] and feature["geometry"]["type"] for feature in found["features"]]
    assert kinds == ["MultiPoint", "Point", None]


@pytest.mark.parametrize(
    "path",
    ["/v1/events", "/v1/events?format=csv", "/v1/events/e1", "/v1/articles/a", "/v1/timeline", "/v1/facets",
     "/v1/entities", "/v1/places?q=lee"],
)  # fmt: skip
def test_who_has_an_answer_already_is_told_so(three: TestClient, real: redis.Redis, path: str) -> None:
    first = three.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = three.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert three.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_etag_changes_with_the_answer(three: TestClient, real: redis.Redis) -> None:
    tag = three.get("/v1/events").headers["etag"]
    store(real, [enriched("c", [event("e4")])])
    assert three.get("/v1/events", headers={"If-None-Match": tag}).status_code == 200
