"""W3C Trace Context, from the request that brings an article to the job that enriches it.

Every request and job has a trace id, in its log lines and on the ledger; that costs some random bytes.  Spans are
recorded by OpenTelemetry where its packages are there (the extra `otel`) and its environment names a receiver
(`OTEL_EXPORTER_OTLP_ENDPOINT` and its like); else Dateline imports nothing of it.  Spans of requests are FastAPI's own.
"""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import structlog

log = structlog.get_logger()

Kind = Literal["consumer", "internal"]
Attributes = Mapping[str, str | int | float | bool]
# The version, 32 digits of trace, 16 of span, 2 of flags; later versions may go on after another dash.
_TRACEPARENT = re.compile(r"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_SAMPLED = "01"
# Each of them says that somebody wants spans.
_WANTED_BY = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER")


@dataclass(frozen=True, slots=True)
class TraceContext:
    """A place in a trace: of the span that whatever comes next belongs under."""

    trace_id: str
    span_id: str
    flags: str = _SAMPLED

    def __str__(self) -> str:
        """As `traceparent` is written."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"

    def child(self) -> "TraceContext":
        """A new span of the same trace."""
        return TraceContext(self.trace_id, secrets.token_hex(8), self.flags)


def parse_traceparent(header: str | None) -> TraceContext | None:
    """The context that a `traceparent` names; None where it is not valid, and so counts as absent."""
    found = _TRACEPARENT.fullmatch(header) if header and len(header) <= 512 else None
    if found is None or (found[1] == "00" and found[5] is not None):
        return None
    # Of the flags, version 00 knows only the lowest bit.
    return TraceContext(found[2], found[3], _SAMPLED if int(found[4], 16) & 1 else "00")


def begin_trace() -> TraceContext:
    """The first span of a new trace.

    It is marked as sampled, so that a worker which records spans records them where the API does not.
    """
    return TraceContext(secrets.token_hex(16), secrets.token_hex(8))


class Span(Protocol):
    """What is under way."""

    @property
    def context(self) -> TraceContext:
        """Its place in the trace."""

    def describe(self, attributes: Attributes) -> None:
        """Say more of it, once that is known."""

    def fail(self, kind: str) -> None:
        """Mark it as failed, by the kind of failure; texts of errors may hold what an article says."""


class Tracer:
    """Gives out places in a trace, and records nothing."""

    def locate(self, traceparent: str | None) -> TraceContext:
        """The place of a request that came with this header, or without a valid one."""
        parent = parse_traceparent(traceparent)
        return parent.child() if parent else begin_trace()

    def note(self, attributes: Attributes) -> None:
        """Say more of the span that is under way here, if one is."""

    def settle(self) -> dict[str, Any]:
        """What FastAPI takes as `telemetry`."""
        return {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}

    def span(
        self,
        name: str,  # noqa: ARG002  # for those that record
        parent: TraceContext | None = None,
        *,
        kind: Kind = "internal",
        began_ns: int | None = None,  # noqa: ARG002
        expected: tuple[type[Exception], ...] = (),  # noqa: ARG002
    ) -> AbstractContextManager[Span]:
        """A span within a block, under `parent` or the span of the block around it.

        `began_ns` (nanoseconds since 1970) is when it began, if that was before; exceptions that are `expected`
        are no failures.
        """
        return _pass_on(parent, kind)

    def close(self) -> None:
        """Hand on what is still held."""


@dataclass(frozen=True, slots=True)
class _Unrecorded:
    context: TraceContext

    def describe(self, attributes: Attributes) -> None:
        """Nobody listens."""

    def fail(self, kind: str) -> None:
        """Nobody listens."""


_NOWHERE = _Unrecorded(TraceContext("0" * 32, "0" * 16, "00"))


@contextmanager
def _pass_on(parent: TraceContext | None, kind: Kind) -> Iterator[Span]:
    if parent is not None:
        yield _Unrecorded(parent.child())
    else:
        # A span inside the one around it is of no use to anybody here, so it gets no id.
        yield _NOWHERE if kind == "internal" else _Unrecorded(begin_trace())


def open_tracer(service: str, environment: Mapping[str, str] = os.environ) -> Tracer:
    """The tracer of this process: one that records where the environment asks for it and its packages are there."""
    if not is_wanted(environment):
        return Tracer()
    try:
        from dateline.telemetry import open_recorder
    except ModuleNotFoundError as error:
        log.warning("tracing.off", missing=error.name, install="dateline[otel]")
        return Tracer()
    return open_recorder(service)


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Does the environment name a receiver of spans?  The names are OpenTelemetry's own."""
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none":
        return False
    return any(environment.get(name) for name in _WANTED_BY)
