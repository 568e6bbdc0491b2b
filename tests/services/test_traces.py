from collections.abc import Iterator
from functools import partial

import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from dateline.presence import Work
from dateline.telemetry import Recorder
from dateline.tracing import TraceContext
from services.http import Backend, build
from services.ingest.routes import router as ingest
from tests.conftest import MakeArticle
from tests.services.conftest import LOCAL
from workers.deadline import Deadline
from workers.document import Stage
from workers.pipeline import Pipeline
from workers.tasks import enrich_article
from workers.wiring import Process, watch_stage, wire

PARENT = TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def recorder(exporter: InMemorySpanExporter) -> Iterator[Recorder]:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    yield Recorder(provider)
    provider.shutdown()


def by_name(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


def test_a_request_and_the_job_of_its_article_are_one_trace(
    recorder: Recorder, exporter: InMemorySpanExporter, backend: Backend, make_article: MakeArticle
) -> None:
    stage = Stage("dates", "dates", frozenset(), lambda doc: doc)
    work = Work()
    watched = Pipeline((stage,), lambda: 0.0, partial(watch_stage, work, recorder))
    wire(Process(backend.settings, backend.client, watched, Deadline(), "host/worker-1", work, recorder))
    with TestClient(build(backend, ingest, tracer=recorder), base_url=LOCAL) as api:
        body = make_article().model_dump(mode="json", exclude_none=True)
        answer = api.post("/v1/articles", json={**body, "id": "a1"}, headers={"traceparent": str(PARENT)})
        api.get("/metrics")
        enrich_article("main", "a1")
        spans = by_name(exporter)
    assert set(spans) == {"POST /v1/articles", "job", "claim", "enrich", "stage dates", "stage events", "commit"}
    assert {f"{span.context.trace_id:032x}" for span in spans.values() if span.context} == {PARENT.trace_id}
    request, job = spans["POST /v1/articles"], spans["job"]
    assert request.context is not None
    assert job.parent is not None
    assert job.parent.span_id == request.context.span_id
    assert answer.headers["traceparent"] == f"00-{PARENT.trace_id}-{request.context.span_id:016x}-01"
    assert (request.attributes or {})["dateline.article_id"] == "a1"
    assert (job.attributes or {})["dateline.outcome"] == "partial"
    assert spans["stage events"].status.status_code is StatusCode.UNSET, "a stage without its parse is skipped"
    texts = " ".join(span.to_json() for span in spans.values())
    assert "Troops" not in texts
