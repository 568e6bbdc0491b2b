"""The job: claim, enrich, commit.  Thin; what it needs was wired once for the process by `workers.wiring`."""

import time

import structlog

from dateline.correction_store import load_corrections
from dateline.ledger import Claim, StaleCorrections
from dateline.models import EnrichedArticle
from dateline.records import make_records
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
    ledger = process.ledger(collection)
    claim = ledger.claim(article_id)
    if not isinstance(claim, Claim):
        log.info("job.declined", collection=collection, article_id=article_id, reason=claim)
        return
    began = time.monotonic()
    with process.deadline, keep_lease(ledger, article_id, claim.token, process.settings.lease_seconds / 3):
        outcome = _work(collection, article_id, claim)
    log.info(
        "job.finished",
        collection=collection,
        article_id=article_id,
        revision=claim.revision,
        request_id=claim.request_id,
        attempt=claim.attempt,
        outcome=outcome,
        milliseconds=round((time.monotonic() - began) * 1000, 1),
    )


def _work(collection: str, article_id: str, claim: Claim) -> str:
    process = current()
    ledger = process.ledger(collection)
    enriched: EnrichedArticle | None = None
    while True:
        corrections = load_corrections(process.client, collection)
        try:
            enriched = enriched or pipeline.enrich(process.pipeline, claim.article, claim.revision)
            records = make_records(collection, enriched, corrections)
        except Exception as error:
            # Stages report their own failures; what arrives here is a defect of the pipeline around them.
            log.exception("job.failed", collection=collection, article_id=article_id, request_id=claim.request_id)
            ledger.fail(claim, article_id, f"the pipeline failed: {type(error).__name__}")
            return "failed"
        try:
            return enriched.status if ledger.commit(claim, enriched, records, corrections.version) else "superseded"
        except StaleCorrections:
            log.info("job.corrected", collection=collection, article_id=article_id, request_id=claim.request_id)
