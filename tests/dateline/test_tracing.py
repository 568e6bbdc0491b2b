import re
import sys

import pytest

from dateline.tracing import TraceContext, Tracer, begin_trace, is_wanted, open_tracer, parse_traceparent

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_a_traceparent_is_read_and_written_alike() -> None:
    header = f"00-{TRACE}-{SPAN}-01"
    assert parse_traceparent(header) == TraceContext(TRACE, SPAN, "01")
    assert str(parse_traceparent(header)) == header


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        f"00-{TRACE}-{SPAN}",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-more",
        f"00-{TRACE}-{SPAN}-1",
        f" 00-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01\n",
        f"01-{TRACE}-{SPAN}-01-" + "x" * 1000,
    ],
)
def test_an_invalid_traceparent_counts_as_absent(header: str | None) -> None:
    assert parse_traceparent(header) is None


def test_a_later_version_may_say_more() -> None:
    assert parse_traceparent(f"cc-{TRACE}-{SPAN}-03-what-comes-later") == TraceContext(TRACE, SPAN, "01")


def test_flags_that_are_not_known_are_not_passed_on() -> None:
    found = parse_traceparent(f"00-{TRACE}-{SPAN}-fe")
    assert found is not None
    assert found.flags == "00"


def test_a_new_trace_is_valid_and_of_its_own() -> None:
    first, second = begin_trace(), begin_trace()
    assert first.trace_id != second.trace_id
    assert parse_traceparent(str(first)) == first


def test_a_request_goes_on_with_the_trace_of_its_caller_under_a_span_of_its_own() -> None:
    parent = TraceContext(TRACE, SPAN, "00")
    place = Tracer().locate(str(parent))
    assert (place.trace_id, place.flags) == (TRACE, "00")
    assert re.fullmatch("[0-9a-f]{16}", place.span_id)
    assert place.span_id != SPAN


def test_a_request_without_a_trace_begins_one() -> None:
    place = Tracer().locate("nonsense")
    assert parse_traceparent(str(place)) == place


def test_a_job_whose_article_has_no_trace_begins_one() -> None:
    with Tracer().span("job", kind="consumer") as span:
        assert parse_traceparent(str(span.context)) == span.context


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "dateline"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_spans_are_recorded_where_the_environment_names_a_receiver(environment: dict[str, str], wanted: bool) -> None:
    assert is_wanted(environment) is wanted
    if not wanted:
        assert type(open_tracer("dateline-api", environment)) is Tracer


def test_without_the_packages_spans_are_off_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateline.telemetry", None)
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}
    assert type(open_tracer("dateline-api", environment)) is Tracer
