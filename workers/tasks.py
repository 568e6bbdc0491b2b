"""The job: claim, enrich, commit.  Thin; what it needs was wired once for the process by `workers.wiring`."""

import time

import structlog

from dateline.correction_store import load_corrections
from dateline.ledger import Claim, StaleCorrections
from dateline.models import EnrichedArticle
from dateline.records import make_records
from dateline.store import read_partial
from dateline.tracing import parse_traceparent
from workers import pipeline
from workers.lease import keep_lease
from workers.wiring import current

log = structlog.get_logger()


def enrich_article(collection: str, article_id: str) -> None:
    """Enrich one article, if the ledger gives the right to; every outcome is on the ledger, none in RQ.

    Failures of Redis are raised, so that RQ tries again; a failure of the pipeline itself would be the
    same on every try, so the article becomes a dead letter with the reason.
    """
    process = current()
    with structlog.contextvars.bound_contextvars(collection=collection, article_id=article_id, worker=process.name):
        began_ns = time.time_ns()
        claim = process.ledger(collection).claim(article_id, process.name)
        if isinstance(claim, Claim):
            _carry_out(collection, article_id, claim, began_ns)
        else:
            log.info("job.declined", reason=claim)


def _carry_out(collection: str, article_id: str, claim: Claim, began_ns: int) -> None:
    """Do the work of a claim, in the trace of the request that brought the article."""
    process = current()
    ledger, tracer = process.ledger(collection), process.tracer
    lease_seconds = process.settings.lease_seconds / 3
    began = time.monotonic()
    with (
        tracer.span("job", parse_traceparent(claim.traceparent), kind="consumer", began_ns=began_ns) as job,
        structlog.contextvars.bound_contextvars(request_id=claim.request_id, trace_id=job.context.trace_id),
    ):
        with tracer.span("claim", began_ns=began_ns):
            pass  # it is over; which trace it belongs to is known since
        with (
            process.deadline,
            process.work.at(collection, article_id),
            keep_lease(ledger, article_id, claim.token, lease_seconds),
        ):
            outcome = _work(collection, article_id, claim)
        seen = {"dateline.collection": collection, "dateline.article_id": article_id, "dateline.outcome": outcome}
        job.describe({**seen, "dateline.attempt": claim.attempt, "dateline.revision": claim.revision})
        if outcome == "failed":
            job.fail(outcome)
        log.info(
            "job.finished",
            revision=claim.revision,
            attempt=claim.attempt,
            outcome=outcome,
            milliseconds=round((time.monotonic() - began) * 1000, 1),
        )


def _work(collection: str, article_id: str, claim: Claim) -> str:
    process = current()
    ledger, tracer = process.ledger(collection), process.tracer
    enriched: EnrichedArticle | None = None
    while True:
        corrections = load_corrections(process.client, collection)
        try:
            if enriched is None:
                partial = read_partial(process.client, collection, article_id) if claim.is_retry else None
                with tracer.span("enrich"):
                    enriched = pipeline.enrich(process.pipeline, claim.article, claim.revision, partial)
            records = make_records(collection, enriched, corrections)
        except Exception as error:
            # Stages report their own failures; what arrives here is a defect of the pipeline around them.
            log.exception("job.failed")
            ledger.fail(claim, article_id, f"the pipeline failed: {type(error).__name__}")
            return "failed"
        try:
            with tracer.span("commit", expected=(StaleCorrections,)):
                committed = ledger.commit(claim, enriched, records, corrections.version)
            return enriched.status if committed else "superseded"
        except StaleCorrections:
            log.info("job.corrected")
