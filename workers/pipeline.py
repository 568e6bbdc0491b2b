"""The whole enrichment: article in, enriched article out.  No Redis, no queue, no network."""

from collections.abc import Callable, Mapping, Sequence, Sized
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TypeVar

import structlog
from pydantic import JsonValue

from dateline.models import STAGES, Annotations, Article, EnrichedArticle, Event, StageReport
from workers import stages
from workers.assemble import assemble
from workers.document import Document, MissingParse, Stage

# Raised with every change that can change what is found in a text.
PIPELINE_VERSION = "3"
ENGLISH = "en"

T = TypeVar("T")
log = structlog.get_logger()
Reports = dict[str, StageReport]
# Called with the name of a stage, entered around its work.
Watch = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages, loaded once per process, the clock (seconds, monotonic) that times them, and who watches them."""

    stages: tuple[Stage, ...]
    clock: Callable[[], float]
    watch: Watch = nullcontext


def load(clock: Callable[[], float]) -> Pipeline:
    """The pipeline with all its models loaded; takes seconds."""
    return Pipeline(stages.load(), clock)


def enrich(
    pipeline: Pipeline, article: Article, revision: int = 1, partial_result: EnrichedArticle | None = None
) -> EnrichedArticle:
    """`article`, which has its id, with everything that the stages find in its text and title.

    A stage that raises is reported as failed and the others go on, so the article is marked partial.  Given such a
    `partial_result` of the same revision, what the stages before the first failed one found is kept as it is; that one
    runs again, and those after it, which build on it.
    """
    kept = _find_kept(partial_result, revision)
    doc, reports = _annotate(pipeline, Document(article, article.text), kept)
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


def _find_kept(result: EnrichedArticle | None, revision: int) -> dict[str, Sequence[object]]:
    """What stages before the first failed one found, by the name of the stage.  Language and parse are not stored."""
    kept: dict[str, Sequence[object]] = {}
    if result is None or (result.revision, result.pipeline_version) != (revision, PIPELINE_VERSION):
        return kept
    for name in STAGES:
        if name not in result.stages or result.stages[name].state != "done":
            break
        if name in Annotations.model_fields:
            kept[name] = getattr(result, name)
    return kept


def _annotate(
    pipeline: Pipeline, doc: Document, kept: Mapping[str, Sequence[object]] = MappingProxyType({})
) -> tuple[Document, Reports]:
    reports: Reports = {}
    for stage in pipeline.stages:
        if doc.language not in (None, ENGLISH):
            reports[stage.name] = _skipped("language")
            continue
        if stage.name in kept:
            doc = doc.add(**{stage.adds: kept[stage.name]})
            reports[stage.name] = StageReport(state="done", found=len(kept[stage.name]))
            continue
        doc, reports[stage.name] = _run(pipeline, stage.name, partial(_apply, stage, doc), doc)
    return doc, reports


def _apply(stage: Stage, doc: Document) -> tuple[Document, int]:
    annotated = stage.annotate(doc)
    return annotated, _count(getattr(annotated, stage.adds))


def _assemble(pipeline: Pipeline, doc: Document) -> tuple[tuple[Event, ...], StageReport]:
    if doc.language not in (None, ENGLISH):
        return (), _skipped("language")
    return _run(pipeline, "events", lambda: _counted(assemble(doc)), ())


def _counted(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], int]:
    return events, len(events)


def _run(pipeline: Pipeline, name: str, step: Callable[[], tuple[T, int]], otherwise: T) -> tuple[T, StageReport]:
    """What `step` gives, timed; `otherwise` and a failed or skipped report where it raises."""
    began = pipeline.clock()
    try:
        with pipeline.watch(name):
            result, found = step()
    except MissingParse as missing:
        return otherwise, _skipped(str(missing))
    except Exception as error:
        # Any failure of one stage is that stage's alone; it is reported and logged, the others go on.
        log.exception("stage.failed", stage=name)
        return otherwise, StageReport(
            state="failed", error=type(error).__name__, milliseconds=_since(pipeline.clock, began)
        )
    return result, StageReport(state="done", found=found, milliseconds=_since(pipeline.clock, began))


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
