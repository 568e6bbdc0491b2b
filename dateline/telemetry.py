"""Spans recorded by OpenTelemetry, and sent as its environment says (OTLP over HTTP).  Imported only where wanted."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from dateline import __version__
from dateline.tracing import Attributes, Kind, Span, TraceContext, Tracer, begin_trace

# Asked every few seconds by machines; and a span of the feed would have no end.
UNTRACED = ("/health/", "/metrics", "/assets/", "/v1/feed")
_KINDS: dict[Kind, trace.SpanKind] = {
    "consumer": trace.SpanKind.CONSUMER,
    "internal": trace.SpanKind.INTERNAL,
}


def open_recorder(service: str) -> "Recorder":
    """A recorder whose spans go out from a thread of this process, so it is opened after a fork.

    `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_TRACES_SAMPLER` hold as everywhere.
    """
    resource = Resource.create({"service.version": __version__})
    if str(resource.attributes.get("service.name", "")).startswith("unknown_service"):
        resource = resource.merge(Resource({"service.name": service}))
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Recorder(provider)


class Recorder(Tracer):
    """Records spans with a provider."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("dateline", __version__)

    def locate(self, traceparent: str | None) -> TraceContext:
        """The place of the request whose span FastAPI has begun; where it has not, that of a Tracer."""
        found = trace.get_current_span().get_span_context()
        return _read(found) if found.is_valid else super().locate(traceparent)

    def note(self, attributes: Attributes) -> None:
        """Add attributes to the span that is under way."""
        trace.get_current_span().set_attributes(dict(attributes))

    def settle(self) -> dict[str, Any]:
        """Spans of requests, but not of FastAPI's own steps, nor its logs: these hold messages of exceptions."""
        return {
            **super().settle(),
            "tracing": True,
            "tracer_provider": self._provider,
            "operation_spans": False,
            "exclude": is_untraced,
        }

    @contextmanager
    def span(
        self,
        name: str,
        parent: TraceContext | None = None,
        *,
        kind: Kind = "internal",
        began_ns: int | None = None,
        expected: tuple[type[Exception], ...] = (),
    ) -> Iterator[Span]:
        """A span within a block; see Tracer."""
        made = self._tracer.start_span(
            name,
            context=None if parent is None else trace.set_span_in_context(_remote(parent)),
            kind=_KINDS[kind],
            start_time=began_ns,
        )
        recorded = _Recorded(made)
        # Exceptions are not recorded as they are: their messages may hold what an article says.
        with trace.use_span(made, end_on_exit=True, record_exception=False, set_status_on_exception=False):
            try:
                yield recorded
            except Exception as error:
                if not isinstance(error, expected):
                    recorded.fail(type(error).__name__)
                raise

    def close(self) -> None:
        """Send what is still held."""
        self._provider.shutdown()


@dataclass(frozen=True, slots=True)
class _Recorded:
    made: trace.Span

    @property
    def context(self) -> TraceContext:
        """Its place in the trace; one of its own where the provider gives none."""
        found = self.made.get_span_context()
        return _read(found) if found.is_valid else begin_trace()

    def describe(self, attributes: Attributes) -> None:
        """Add attributes."""
        self.made.set_attributes(dict(attributes))

    def fail(self, kind: str) -> None:
        """Mark it as failed."""
        self.made.set_status(trace.StatusCode.ERROR, kind)
        self.made.set_attribute("error.type", kind)


def is_untraced(scope: MutableMapping[str, Any]) -> bool:
    """Is a request of no interest to whoever reads traces, or without an end?"""
    return str(scope["path"]).startswith(UNTRACED)


def _read(context: trace.SpanContext) -> TraceContext:
    return TraceContext(f"{context.trace_id:032x}", f"{context.span_id:016x}", f"{context.trace_flags & 1:02x}")


def _remote(parent: TraceContext) -> trace.Span:
    context = trace.SpanContext(
        int(parent.trace_id, 16),
        int(parent.span_id, 16),
        is_remote=True,
        trace_flags=trace.TraceFlags(int(parent.flags)),
    )
    return trace.NonRecordingSpan(context)
