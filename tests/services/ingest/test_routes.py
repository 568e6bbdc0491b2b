import asyncio
import json

import fakeredis
import httpx2
import pytest
import redis
from fastapi.testclient import TestClient

from dateline import keys
from dateline.ledger import Claim, Ledger
from dateline.models import MAX_TEXT
from dateline.queue import QUEUE_NAME, open_queue
from dateline.records import make_records
from dateline.settings import Settings
from services.http import Backend, build
from services.ingest.routes import router
from tests.make import enriched
from tests.services.conftest import LOCAL

ARTICLE = {"text": "Troops arrived in Texas on Monday.", "published_at": "2018-10-29"}


def finish(backend: Backend, article_id: str) -> None:
    ledger = backend.ledger("main")
    claim = ledger.claim(article_id)
    assert isinstance(claim, Claim)
    found = enriched(article_id, revision=claim.revision)
    assert ledger.commit(claim, found, make_records("main", found))


def test_a_post_is_accepted_and_queued(api: TestClient, backend: Backend) -> None:
    response = api.post("/v1/articles", json=ARTICLE)
    assert response.status_code == 202
    assert response.headers["location"] == f"/v1/articles/{response.json()['id']}/status"
    assert response.headers["retry-after"] == "1"
    assert backend.jobs.count == 1
    assert backend.jobs.name == QUEUE_NAME
    status = api.get(response.headers["location"])
    assert (status.json()["status"], status.json()["position"]) == ("queued", 0)


def test_the_job_carries_ids_and_no_text(api: TestClient, backend: Backend) -> None:
    article_id = api.post("/v1/articles", json=ARTICLE).json()["id"]
    assert backend.client.hget(keys.article("main", article_id), "request_id")
    (job,) = backend.jobs.jobs
    assert (job.func_name, job.args) == ("workers.tasks.enrich_article", ["main", article_id])


def test_the_same_content_again_makes_no_work(api: TestClient, backend: Backend) -> None:
    first, again = (api.post("/v1/articles", json=ARTICLE).json() for _ in range(2))
    assert (again["id"], again["outcome"]) == (first["id"], "known")
    assert backend.jobs.count == 1


def test_a_collection_that_is_restored_refuses_posts_and_deletions_until_it_is_there(
    api: TestClient, backend: Backend
) -> None:
    api.put("/v1/articles/a", json=ARTICLE)
    backend.client.set(keys.restoring("main"), "")
    answers = [
        api.post("/v1/articles", json=ARTICLE),
        api.put("/v1/articles/b", json=ARTICLE),
        api.delete("/v1/articles/a"),
    ]
    for refused in answers:
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
        assert (refused.json()["title"], "restored" in refused.json()["detail"]) == ("Being restored", True)
    assert api.post("/v1/imports", content=json.dumps(ARTICLE)).json()["error"]["status"] == 503
    backend.client.delete(keys.restoring("main"))
    assert api.delete("/v1/articles/a").status_code == 204


def test_put_makes_a_revision(api: TestClient) -> None:
    api.put("/v1/articles/a", json=ARTICLE)
    revised = api.put("/v1/articles/a", json={**ARTICLE, "text": "Other words."})
    assert (revised.status_code, revised.json()["revision"], revised.json()["outcome"]) == (202, 2, "revised")


def test_put_with_another_id_inside_is_a_conflict(api: TestClient) -> None:
    assert api.put("/v1/articles/a", json={**ARTICLE, "id": "b"}).status_code == 409


@pytest.mark.parametrize(
    ("body", "text", "day"),
    [
        (" date 2018-10-29 The words.", "The words.", "2018-10-29"),
        ("date 2018-10-29\n\nThe words.\n\nMore.\n", "The words.\n\nMore.\n", "2018-10-29"),
        ("\ufeffdate 2018-10-29 The words.", "The words.", "2018-10-29"),
    ],
)
def test_plain_text_takes_its_date_from_the_header(
    api: TestClient, backend: Backend, body: str, text: str, day: str
) -> None:
    response = api.post("/v1/articles", content=body.encode(), headers={"Content-Type": "text/plain"})
    assert response.status_code == 202, response.text
    claim = backend.ledger("main").claim(response.json()["id"])
    assert isinstance(claim, Claim)
    assert (claim.article.text, str(claim.article.published_at)) == (text, day)


def test_plain_text_takes_its_fields_from_the_query(api: TestClient, backend: Backend) -> None:
    response = api.post(
        "/v1/articles?published_at=2018-10-29T23:00:00-05:00&source=The%20Paper&id=x",
        content="Words without a header.",
        headers={"Content-Type": "text/plain"},
    )
    claim = backend.ledger("main").claim("x")
    assert response.status_code == 202
    assert isinstance(claim, Claim)
    assert (claim.article.source, claim.article.published_day.isoformat()) == ("The Paper", "2018-10-29")


def test_html_gives_text_title_and_date(api: TestClient, backend: Backend) -> None:
    paragraph = "<p>The council of Leeds voted on Monday to close the bridge for repairs until spring comes.</p>"
    page = f"""<html lang="en"><head><title>Bridge to close</title>
    <meta property="article:published_time" content="2018-10-29"></head>
    <body><nav>Menu</nav><article><h1>Bridge to close</h1>{paragraph * 4}</article></body></html>"""
    response = api.post("/v1/articles", content=page, headers={"Content-Type": "text/html"})
    assert response.status_code == 202, response.text
    claim = backend.ledger("main").claim(response.json()["id"])
    assert isinstance(claim, Claim)
    assert "voted on Monday" in claim.article.text
    assert "Menu" not in claim.article.text
    assert (claim.article.title, claim.article.published_day.isoformat()) == ("Bridge to close", "2018-10-29")


PAGE = """<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{}</article>
<footer>Copyright 2015 The Paper</footer></body></html>"""


def test_a_page_without_a_date_is_refused_rather_than_dated_by_guess(api: TestClient) -> None:
    paragraph = "<p>The council, founded in 2011, voted on Monday to close the bridge for repairs until spring.</p>"
    page = PAGE.format(paragraph * 4)
    response = api.post("/v1/articles", content=page, headers={"Content-Type": "text/html"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "published_at"
    given = api.post("/v1/articles?published_at=2018-10-29", content=page, headers={"Content-Type": "text/html"})
    assert given.status_code == 202


def test_a_plain_text_that_begins_with_the_word_date_needs_no_header(api: TestClient, backend: Backend) -> None:
    response = api.post(
        "/v1/articles?published_at=2018-10-29&id=x",
        content="date night is back in Leeds",
        headers={"Content-Type": "text/plain"},
    )
    assert response.status_code == 202
    assert json.loads(backend.client.hget(keys.posted("main", "x"), "1") or "")["text"].startswith("date night")


def test_the_date_time_of_the_query_may_be_on_the_day_of_the_header(api: TestClient) -> None:
    plain = {"Content-Type": "text/plain"}
    body = "date 2018-10-29 Words."
    assert api.post("/v1/articles?published_at=2018-10-29T10:00:00Z", content=body, headers=plain).status_code == 202
    assert api.post("/v1/articles?published_at=2018-10-30", content=body, headers=plain).status_code == 422


def test_an_id_made_from_a_url_is_not_given_to_another_url(api: TestClient) -> None:
    first = {**ARTICLE, "url": "https://example.org/a"}
    article_id = api.post("/v1/articles", json=first).json()["id"]
    assert api.put(f"/v1/articles/{article_id}", json={**first, "url": "https://example.org/b"}).status_code == 409
    assert api.put(f"/v1/articles/{article_id}", json={**first, "title": "New"}).json()["revision"] == 2


JSON = "application/json"
REFUSED = [
    (JSON, b'{"text": "Words."}', 422, "published_at"),
    (JSON, b'{"text": "Words.", "published_at": "2018-02-30"}', 422, "published_at"),
    (JSON, b'{"text": "Words.", "published_at": "yesterday"}', 422, "published_at"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29T10:00:00"}', 422, "published_at"),
    (JSON, b'{"text": "Words.", "published_at": 1540771200}', 422, "published_at"),
    (JSON, b'{"text": "Words.", "published_at": "0001-01-01"}', 422, "published_at"),
    (JSON, b'{"text": "", "published_at": "2018-10-29"}', 422, "text"),
    (JSON, b'{"text": " \\n ", "published_at": "2018-10-29"}', 422, "text"),
    (JSON, b'{"text": "a\\u0000b", "published_at": "2018-10-29"}', 422, "text"),
    (JSON, b'{"text": "a\\ud800b", "published_at": "2018-10-29"}', 422, "body"),
    (JSON, b'{"text": NaN, "published_at": "2018-10-29"}', 422, "text"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29", "metadata": {"a": NaN}}', 422, "metadata"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29", "id": "a b"}', 422, "id"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29", "url": "javascript:alert(1)"}', 422, "url"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29", "url": "http://[x/a"}', 422, "url"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29", "url": "http://a:99999/b"}', 422, "url"),
    (JSON, '{"text": "Words.", "published_at": "2018-10-29", "url": "http://a℀b.com/"}'.encode(), 422, "url"),
    (JSON, b'{"text": "Words.", "published_at": "2018-10-29", "txet": 1}', 422, "txet"),
    (JSON, b'{"text": "Words.", "html": "<p>", "published_at": "2018-10-29"}', 422, "body"),
    (JSON, b'{"published_at": "2018-10-29"}', 422, "body"),
    (JSON, b'{"text": "Words.", "published_at"', 422, "body"),
    (JSON, b"[]", 422, "body"),
    (JSON, b"", 422, "body"),
    (JSON, b'{"text": "\xff", "published_at": "2018-10-29"}', 422, "body"),
    (JSON, b"[" * 100_000, 422, "body"),
    (JSON, json.dumps({**ARTICLE, "text": "x" * (MAX_TEXT + 1)}).encode(), 413, None),
    (JSON, b"x" * 8_000_001, 413, None),
    ("text/plain", b"Words without a date.", 422, "published_at"),
    ("text/plain", b"date 2018-13-01 Words.", 422, "published_at"),
    ("text/plain", b"date 2018-10-29 \xff", 422, "body"),
    ("text/plain", b"date 2018-10-29 ", 422, "text"),
    ("text/plain; charset=klingon", b"date 2018-10-29 Words.", 415, None),
    ("text/html", b"<html></html>", 422, "html"),
    ("application/xml", b"<a/>", 415, None),
    ("", b"Words.", 415, None),
]


@pytest.mark.parametrize(("media_type", "body", "status", "field"), REFUSED)
def test_bad_input_is_a_problem_that_names_the_field_and_echoes_nothing(
    api: TestClient, backend: Backend, media_type: str, body: bytes, status: int, field: str | None
) -> None:
    marked = body.replace(b"Words", b"Secretwords")
    response = api.post("/v1/articles", content=marked, headers={"Content-Type": media_type} if media_type else {})
    problem = response.json()
    assert response.status_code == problem["status"] == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert "Secretwords" not in response.text
    assert [error["field"] for error in problem["errors"]] == ([field] if field else [])
    assert backend.jobs.count == 0
    assert sum(backend.ledger("main").counts().values()) == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("DELETE", "/v1/articles", 405),
        ("GET", "/v1/articles/nobody/status", 404),
        ("GET", "/v1/articles/a/status?wait=26", 422),
        ("GET", "/v1/articles/a%20b/status", 422),
        ("POST", "/v1/articles/nobody/retry", 404),
        ("DELETE", "/v1/articles/nobody", 404),
        ("POST", "/v1/articles?collection=No+Such", 422),
    ],
)
def test_every_other_error_is_a_problem_too(api: TestClient, method: str, path: str, status: int) -> None:
    response = api.request(method, path)
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"


def test_an_unforeseen_error_is_a_problem_without_its_text(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("services.ingest.routes.accept", fail)
    response = api.post("/v1/articles", json=ARTICLE)
    assert (response.status_code, response.json()["title"]) == (500, "Internal error")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"]
    assert "hunter2" not in response.text


def test_redis_away_is_503_and_says_when_to_try_again(settings: Settings) -> None:
    server = fakeredis.FakeServer()
    server.connected = False
    away = fakeredis.FakeRedis(server=server, decode_responses=True)
    waiting = fakeredis.FakeAsyncRedis(server=server, decode_responses=True)
    backend = Backend(settings, away, waiting, open_queue(fakeredis.FakeRedis(server=server), 60))
    with TestClient(build(backend, router), base_url=LOCAL, raise_server_exceptions=False) as api:
        for response in (
            api.post("/v1/articles", json=ARTICLE),
            api.get("/v1/articles/a/status"),
            api.get("/health/ready"),
        ):
            assert (response.status_code, response.headers["retry-after"]) == (503, "1")
            assert response.headers["content-type"] == "application/problem+json"
        assert api.get("/health/live").status_code == 200
        assert "dateline_redis_up 0.0" in api.get("/metrics").text


def test_an_import_keeps_good_lines_when_others_are_bad(api: TestClient, backend: Backend) -> None:
    lines = [json.dumps({**ARTICLE, "id": "a"}), '{"text": "x"}', "", "nonsense", json.dumps({**ARTICLE, "id": "b"})]
    response = api.post("/v1/imports", content="\n".join(lines))
    results = [json.loads(line) for line in response.text.splitlines()]
    assert [(result["line"], result.get("id")) for result in results] == [(1, "a"), (2, None), (4, None), (5, "b")]
    assert results[1]["error"]["status"] == 422
    assert "published_at" in results[1]["error"]["detail"]
    assert backend.jobs.count == 2


def test_lines_beyond_the_room_of_the_queue_are_refused_each_in_its_place(settings: Settings, backend: Backend) -> None:
    small = Backend(settings.model_copy(update={"max_queued": 3}), backend.client, backend.waiting, backend.jobs)
    with TestClient(build(small, router), base_url=LOCAL) as api:
        # Another collection's article takes room in the queue, though not on this one's ledger.
        api.post("/v1/articles?collection=other", json=ARTICLE)
        lines = [json.dumps({**ARTICLE, "id": name}) for name in "abc"]
        response = api.post("/v1/imports", content="\n".join([lines[0], "nonsense", *lines[1:]]))
    results = [json.loads(line) for line in response.text.splitlines()]
    assert [result.get("outcome") or result["error"]["status"] for result in results] == ["new", 422, "new", 503]
    assert backend.jobs.count == 3


def test_an_import_says_of_each_line_that_the_store_is_away(settings: Settings) -> None:
    away = fakeredis.FakeServer()
    away.connected = False
    backend = Backend(
        settings,
        fakeredis.FakeRedis(server=away, decode_responses=True),
        fakeredis.FakeAsyncRedis(server=away, decode_responses=True),
        open_queue(fakeredis.FakeRedis(server=away, db=1), 60),
    )
    with TestClient(build(backend, router), base_url=LOCAL) as api:
        response = api.post("/v1/imports", content="\n".join([json.dumps(ARTICLE), "nonsense"]))
    results = [json.loads(line) for line in response.text.splitlines()]
    assert [result["error"]["status"] for result in results] == [503, 422]


def test_a_line_over_the_limit_is_refused_alone(settings: Settings, backend: Backend) -> None:
    small = Backend(settings.model_copy(update={"max_body_bytes": 1000}), backend.client, backend.waiting, backend.jobs)
    long = json.dumps({**ARTICLE, "text": "x" * 5000})
    with TestClient(build(small, router), base_url=LOCAL) as api:
        response = api.post(
            "/v1/imports", content=f"{json.dumps({**ARTICLE, 'id': 'a'})}\n{long}\n{json.dumps({**ARTICLE, 'id': 'b'})}"
        )
    results = [json.loads(line) for line in response.text.splitlines()]
    assert [result.get("id") for result in results] == ["a", None, "b"]
    assert results[1]["error"]["status"] == 413


def test_status_has_an_etag(api: TestClient) -> None:
    location = api.post("/v1/articles", json=ARTICLE).headers["location"]
    etag = api.get(location).headers["etag"]
    assert api.get(location, headers={"If-None-Match": etag}).status_code == 304
    assert api.get(location, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_retry_of_a_dead_letter_queues_it(api: TestClient, backend: Backend) -> None:
    article_id = api.post("/v1/articles", json=ARTICLE).json()["id"]
    ledger = backend.ledger("main")
    claim = ledger.claim(article_id)
    assert isinstance(claim, Claim)
    ledger.fail(claim, article_id, "broken")
    backend.jobs.remove(backend.jobs.job_ids[0])
    response = api.post(f"/v1/articles/{article_id}/retry")
    assert api.get(response.headers["location"]).status_code == 200
    assert (response.status_code, response.json()["status"], backend.jobs.count) == (202, "queued", 1)
    assert api.post(f"/v1/articles/{article_id}/retry").status_code == 409


def test_a_deleted_article_is_gone(api: TestClient, backend: Backend) -> None:
    article_id = api.post("/v1/articles", json=ARTICLE).json()["id"]
    finish(backend, article_id)
    assert api.delete(f"/v1/articles/{article_id}").status_code == 204
    assert api.get(f"/v1/articles/{article_id}/status").status_code == 404
    assert backend.client.get(keys.enriched("main", article_id)) is None


def test_the_overview_and_the_metrics_count_articles(api: TestClient, backend: Backend) -> None:
    article_id = api.post("/v1/articles", json=ARTICLE).json()["id"]
    api.post("/v1/articles", json={**ARTICLE, "id": "other"})
    finish(backend, article_id)
    overview = api.get("/v1/status").json()
    assert (overview["succeeded"], overview["queued"], overview["failed"]) == (1, 1, 0)
    metrics = api.get("/metrics").text
    assert 'dateline_articles{collection="main",state="succeeded"} 1.0' in metrics
    assert 'dateline_posts_total{collection="main",outcome="accepted"} 2.0' in metrics
    assert 'dateline_stage_seconds_count{collection="main",stage="parse"} 1.0' in metrics
    assert 'dateline_http_requests_total{method="POST",route="/v1/articles",status="202"} 2.0' in metrics


async def test_health_answers_while_a_hundred_clients_wait(backend: Backend) -> None:
    app = build(backend, router)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=LOCAL) as api:
        location = (await api.post("/v1/articles", json=ARTICLE)).headers["location"]
        waiting = [asyncio.create_task(api.get(location, params={"wait": 20})) for _ in range(100)]
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in waiting)
        health = await asyncio.wait_for(api.get("/health/live"), timeout=2)
        finish(backend, location.split("/")[3])
        answers = await asyncio.wait_for(asyncio.gather(*waiting), timeout=10)
    assert health.status_code == 200
    assert {answer.json()["status"] for answer in answers} == {"succeeded"}


def test_a_request_id_is_kept_if_it_is_harmless(api: TestClient) -> None:
    assert api.get("/health/live", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert api.get("/health/live", headers={"X-Request-ID": "a b\t"}).headers["x-request-id"] != "a b\t"


def test_fifty_identical_posts_make_one_article(real: redis.Redis, settings: Settings) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from dateline.models import Article

    ledger = Ledger(real, "main", settings)
    article = Article.model_validate(ARTICLE)
    with ThreadPoolExecutor(10) as pool:
        outcomes = [accepted.outcome for accepted in pool.map(lambda _: ledger.accept(article), range(50))]
    assert sorted(outcomes) == ["known"] * 49 + ["new"]
