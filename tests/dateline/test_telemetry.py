import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from dateline.telemetry import Recorder, open_recorder
from dateline.tracing import TraceContext

PARENT = TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def recorder(exporter: InMemorySpanExporter) -> Iterator[Recorder]:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    made = Recorder(provider)
    yield made
    made.close()


def by_name(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


def test_spans_hang_together_under_the_trace_that_they_go_on_with(
    recorder: Recorder, exporter: InMemorySpanExporter
) -> None:
    with recorder.span("job", PARENT, kind="consumer") as job, recorder.span("enrich"), recorder.span("stage dates"):
        assert job.context.trace_id == PARENT.trace_id
    spans = by_name(exporter)
    assert spans["job"].parent is not None
    assert spans["job"].kind is SpanKind.CONSUMER
    assert f"{spans['job'].parent.span_id:016x}" == PARENT.span_id
    for child, parent in (("enrich", "job"), ("stage dates", "enrich")):
        under = spans[child].parent
        assert under is not None
        assert under.span_id == spans[parent].context.span_id


def test_a_caller_that_does_not_sample_is_not_recorded(recorder: Recorder, exporter: InMemorySpanExporter) -> None:
    with recorder.span("job", TraceContext(PARENT.trace_id, PARENT.span_id, "00")) as job:
        assert (job.context.trace_id, job.context.flags) == (PARENT.trace_id, "00")
    assert exporter.get_finished_spans() == ()


def test_a_failure_is_told_by_its_kind_and_without_its_text(recorder: Recorder, exporter: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="what"), recorder.span("enrich"):
        raise ValueError("what the article says")
    span = by_name(exporter)["enrich"]
    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes == {"error.type": "ValueError"}
    assert "what the article says" not in span.to_json()


def test_an_expected_exception_is_no_failure(recorder: Recorder, exporter: InMemorySpanExporter) -> None:
    with pytest.raises(KeyError), recorder.span("commit", expected=(KeyError,)):
        raise KeyError
    assert by_name(exporter)["commit"].status.status_code is StatusCode.UNSET


def test_a_span_may_have_begun_before_and_be_described_at_its_end(
    recorder: Recorder, exporter: InMemorySpanExporter
) -> None:
    with recorder.span("job", kind="consumer", began_ns=1_000) as span:
        span.describe({"dateline.attempt": 2})
    made = by_name(exporter)["job"]
    assert (made.start_time, made.attributes) == (1_000, {"dateline.attempt": 2})


def test_the_environment_names_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    for name, expected in ((None, "dateline-api"), ("desk", "desk")):
        if name:
            monkeypatch.setenv("OTEL_SERVICE_NAME", name)
        made = open_recorder("dateline-api")
        assert made._provider.resource.attributes["service.name"] == expected
        made.close()


def test_nothing_of_it_is_imported_where_nobody_wants_spans() -> None:
    script = (
        "import sys, services.http, workers.tasks; from dateline.tracing import open_tracer; open_tracer('a', {});"
        "sys.exit('dateline.telemetry' in sys.modules or 'opentelemetry.exporter.otlp' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
