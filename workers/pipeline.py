"""The whole enrichment: article in, enriched article out.  No Redis, no queue, no network."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog
from pydantic import JsonValue

from dateline.models import Annotations, Article, EnrichedArticle, Event, StageReport
from workers import stages
from workers.assemble import assemble
from workers.document import Document, MissingParse, Stage

# Raised with every change that can change what is found in a text.
PIPELINE_VERSION = "2"
ENGLISH = "en"

T = TypeVar("T")
log = structlog.get_logger()
Reports = dict[str, StageReport]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages, loaded once per process, and the clock (seconds, monotonic) that times them."""

    stages: tuple[Stage, ...]
    clock: Callable[[], float]


def load(clock: Callable[[], float]) -> Pipeline:
    """The pipeline with all its models loaded; takes seconds."""
    return Pipeline(stages.load(), clock)


def enrich(pipeline: Pipeline, article: Article, revision: int = 1) -> EnrichedArticle:
    """`article`, which has its id, with everything that the stages find in its text and title.

    A stage that raises is reported as failed and the others go on, so the article is marked partial.
    """
    doc, reports = _annotate(pipeline, Document(article, article.text))
    events, reports["events"] = _assemble(pipeline, doc)
    title = _annotate(pipeline, Document(article, article.title))[0] if article.title else None
    done = all(report.state == "done" for report in reports.values())
    return EnrichedArticle(
        **{**dict(article), "language": article.language or doc.language},
        **_annotations(doc),
        in_title=_in_title(title) if title else None,
        events=events,
        revision=revision,
        pipeline_version=PIPELINE_VERSION,
        status="succeeded" if done else "partial",
        stages=reports,
    )


def _annotate(pipeline: Pipeline, doc: Document) -> tuple[Document, Reports]:
    reports: Reports = {}
    for stage in pipeline.stages:
        if doc.language not in (None, ENGLISH):
            reports[stage.name] = _skipped("language")
            continue
        doc, reports[stage.name] = _run(pipeline.clock, stage.name, partial(_apply, stage, doc), doc)
    return doc, reports


def _apply(stage: Stage, doc: Document) -> tuple[Document, int]:
    annotated = stage.annotate(doc)
    return annotated, _count(getattr(annotated, stage.adds))


def _assemble(pipeline: Pipeline, doc: Document) -> tuple[tuple[Event, ...], StageReport]:
    if doc.language not in (None, ENGLISH):
        return (), _skipped("language")
    return _run(pipeline.clock, "events", lambda: _counted(assemble(doc)), ())


def _counted(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], int]:
    return events, len(events)


def _run(
    clock: Callable[[], float], name: str, step: Callable[[], tuple[T, int]], otherwise: T
) -> tuple[T, StageReport]:
    """What `step` gives, timed; `otherwise` and a failed or skipped report where it raises."""
    began = clock()
    try:
        result, found = step()
    except MissingParse as missing:
        return otherwise, _skipped(str(missing))
    except Exception as error:
        # Any failure of one stage is that stage's alone; it is reported and logged, the others go on.
        log.exception("stage.failed", stage=name)
        return otherwise, StageReport(state="failed", error=type(error).__name__, milliseconds=_since(clock, began))
    return result, StageReport(state="done", found=found, milliseconds=_since(clock, began))


def _since(clock: Callable[[], float], began: float) -> float:
    return round((clock() - began) * 1000, 1)


def _skipped(reason: str) -> StageReport:
    return StageReport(state="skipped", error=reason)


def _count(found: object) -> int:
    """How much a stage found: annotations, tokens of a parse, one language."""
    return len(found) if isinstance(found, Sized) and not isinstance(found, str) else int(found is not None)


def _in_title(title: Document) -> dict[str, list[JsonValue]]:
    found = Annotations(**_annotations(title)).model_dump(mode="json", exclude_none=True)
    return {name: [_rename_offsets(item) for item in items] for name, items in found.items()}


def _rename_offsets(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_rename_offsets(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {f"title_{name}" if name in ("start", "end") else name: _rename_offsets(v) for name, v in value.items()}


def _annotations(doc: Document) -> dict[str, object]:
    return {name: getattr(doc, name) for name in Annotations.model_fields}
