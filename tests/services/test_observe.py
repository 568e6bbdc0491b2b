import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

from dateline import keys, log
from dateline.ledger import Claim
from dateline.tracing import parse_traceparent
from services.http import Backend
from tests.conftest import MakeArticle
from workers import tasks, wiring
from workers.deadline import Deadline
from workers.pipeline import Pipeline

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"
CANARY = "canary-3f9c"


@dataclass
class Lines:
    """The log as it was written."""

    stream: io.StringIO

    def read(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    before, stream = structlog.get_config(), io.StringIO()
    structlog.reset_defaults()
    log.configure("debug", stream)
    # The loggers of modules remember how they were set up when they were first used.
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("dateline", "services", "workers") and hasattr(getattr(module, "log", None), "bind"):
            monkeypatch.setattr(module, "log", structlog.get_logger())
    yield Lines(stream)
    structlog.configure(**before)


def post(api: TestClient, article: dict[str, Any], **headers: str) -> Any:
    return api.post("/v1/articles", json=article, headers=headers)


def body(make_article: MakeArticle, **fields: str) -> dict[str, Any]:
    return make_article(**fields).model_dump(mode="json", exclude_none=True)


def test_the_trace_of_a_post_is_answered_and_kept_and_named_by_its_job(
    api: TestClient, backend: Backend, make_article: MakeArticle, lines: Lines
) -> None:
    answer = post(api, body(make_article, id="a1"), traceparent=TRACEPARENT)
    place = parse_traceparent(answer.headers["traceparent"])
    assert place is not None
    assert (place.trace_id, place.flags) == (TRACE, "01")
    assert backend.client.hget(keys.article("main", "a1"), "traceparent") == str(place)
    wiring.wire(
        wiring.Process(backend.settings, backend.client, Pipeline((), lambda: 0.0), Deadline(), "host/worker-1")
    )
    tasks.enrich_article("main", "a1")
    told = lines.read()
    assert [line["event"] for line in told if line["level"] == "info"] == ["request.finished", "job.finished"]
    assert {line["trace_id"] for line in told} == {TRACE}
    assert told[-1]["request_id"] == answer.headers["x-request-id"]
    assert (told[-1]["worker"], told[-1]["outcome"]) == ("host/worker-1", "partial")


@pytest.mark.parametrize("header", ["", "nonsense", TRACEPARENT.upper(), TRACEPARENT + "-x"])
def test_without_a_valid_trace_a_request_begins_one(api: TestClient, header: str) -> None:
    first, second = (api.get("/health/live", headers={"traceparent": header} if header else {}) for _ in range(2))
    places = [parse_traceparent(answer.headers["traceparent"]) for answer in (first, second)]
    assert all(places)
    assert len({place.trace_id for place in places if place} | {TRACE}) == 3


def test_every_article_of_an_import_is_of_its_trace(
    api: TestClient, backend: Backend, make_article: MakeArticle
) -> None:
    content = "\n".join(json.dumps(body(make_article, id=f"a{n}", text=f"Text {n}.")) for n in range(2))
    api.post("/v1/imports", content=content, headers={"traceparent": TRACEPARENT})
    kept = [backend.client.hget(keys.article("main", f"a{n}"), "traceparent") for n in range(2)]
    assert all(str(one).startswith(f"00-{TRACE}-") for one in kept)


def test_a_revision_is_of_the_trace_that_brought_it(
    api: TestClient, backend: Backend, make_article: MakeArticle
) -> None:
    post(api, body(make_article, id="a1"), traceparent=TRACEPARENT)
    post(api, body(make_article, id="a1", text="Other words."))
    claim = backend.ledger("main").claim("a1")
    assert isinstance(claim, Claim)
    place = parse_traceparent(claim.traceparent)
    assert place is not None
    assert place.trace_id != TRACE


def test_nothing_secret_and_nothing_of_a_text_is_logged(
    api: TestClient, backend: Backend, make_article: MakeArticle, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(CANARY)

    headers = {"Authorization": f"Bearer dl_{CANARY}", "Cookie": CANARY, "Idempotency-Key": CANARY}
    article = body(make_article, id="a1", text=f"{CANARY} happened.", title=CANARY, source=CANARY)
    post(api, article, **headers)
    post(api, {**article, "published_at": CANARY}, **headers)
    api.get(f"/v1/articles/a1/status?wait={CANARY}&key={CANARY}", headers=headers)
    api.get("/v1/articles/a1/status", headers={"X-Request-ID": f"{CANARY} ?", "traceparent": CANARY})
    wiring.wire(
        wiring.Process(backend.settings, backend.client, Pipeline((), lambda: 0.0), Deadline(), "host/worker-1")
    )
    monkeypatch.setattr("workers.tasks.pipeline.enrich", fail)
    tasks.enrich_article("main", "a1")
    monkeypatch.setattr("services.ingest.routes._read", fail)
    assert post(api, body(make_article, id="a2")).status_code == 500
    written = lines.stream.getvalue()
    assert {"request.finished", "job.finished", "job.failed", "request.failed"} <= {
        one["event"] for one in lines.read()
    }
    assert CANARY not in written


def test_a_method_that_nobody_knows_makes_no_new_series(api: TestClient) -> None:
    for n in range(3):
        api.request(f"STRANGE{n}", "/health/live")
    found = [sample.labels for family in parse_text(api.get("/metrics").text) for sample in family.samples]
    methods = {labels["method"] for labels in found if "method" in labels}
    assert methods == {"other"}
    assert {labels["route"] for labels in found if labels.get("method") == "other"} <= {"/health/live", "unknown"}


def test_metrics_come_in_the_format_that_is_accepted(api: TestClient, make_article: MakeArticle) -> None:
    post(api, body(make_article, id="a1"))
    text = api.get("/metrics")
    assert text.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    openmetrics = api.get(
        "/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0, text/plain;q=0.5"}
    )
    assert openmetrics.headers["content-type"].startswith("application/openmetrics-text; version=1")
    assert openmetrics.text.endswith("# EOF\n")
    names = [
        {family.name for family in parse(answer.text)}
        for parse, answer in ((parse_text, text), (parse_openmetrics, openmetrics))
    ]
    assert names[0] <= {f"{name}" for name in names[1]} | {f"{name}_total" for name in names[1]}


def test_a_request_is_measured_to_the_first_byte_and_by_its_route(api: TestClient, make_article: MakeArticle) -> None:
    post(api, body(make_article, id="a1"))
    api.get("/v1/articles/a1/status")
    api.get("/v1/articles/nobody/status")
    samples = {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in parse_text(api.get("/metrics").text)
        for sample in family.samples
    }
    route = ("route", "/v1/articles/{article_id}/status")
    for status in ("200", "404"):
        labels = (("method", "GET"), route, ("status", status))
        assert samples["dateline_http_requests_total", labels] == 1
    assert samples["dateline_http_request_seconds_count", (("method", "GET"), route)] == 2
    assert samples["dateline_http_requests_open", ()] == 1, "the scrape itself"
