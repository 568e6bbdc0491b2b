"""The reconciler: brings back what a dead worker, a lost job or an API that stopped halfway left behind."""

from redis import Redis
from rq import Queue

from dateline import keys, queue
from dateline.ledger import Ledger
from dateline.settings import Settings
from dateline.upgrade import is_later


def reconcile(client: "Redis", jobs: Queue, settings: Settings) -> dict[str, int]:
    """One pass over all collections; how many leases were ended and how many articles were sent again.

    Safe to run anywhere, any number of times at once: each step is atomic on the ledger, and a job that
    runs twice is declined by it.
    """
    done = {"queued": 0, "failed": 0, "resent": 0}
    for collection in map(str, client.smembers(keys.COLLECTIONS)):
        ledger = Ledger(client, collection, settings)
        expired = ledger.expire()
        for article_id in expired["queued"]:
            if revision := ledger.requeue(article_id):
                # It has waited its turn once: recovery takes seconds however many wait.  What ends its worker each
                # time has few attempts, so it does not hold up the others for long either.
                queue.resubmit(jobs, collection, article_id, revision, first=True)
        done["queued"] += len(expired["queued"])
        done["failed"] += len(expired["failed"])
        if is_later(client, collection):
            # A later version has laid the collection out anew; its own reconcilers send what waits.
            continue
        done["resent"] += unpark(ledger, jobs, collection)
        done["resent"] += resend(ledger, jobs, collection, settings.queued_grace_seconds)
    return done


def unpark(ledger: Ledger, jobs: Queue, collection: str) -> int:
    """Queue again what workers of an earlier version of Dateline set aside; how many."""
    resent = 0
    for article_id in ledger.parked():
        if revision := ledger.requeue(article_id):
            queue.resubmit(jobs, collection, article_id, revision)
            resent += 1
    return resent


def resend(ledger: Ledger, jobs: Queue, collection: str, grace_seconds: float) -> int:
    """Queue again the articles that wait on the ledger, but not in RQ; how many.

    It ends at the first that RQ has: both are in the order of arrival (but for the work of dead workers, which RQ
    may have at its front), so one that RQ lost behind it is not late yet, and is found when it comes to the front.
    """
    resent = 0
    for article_id in ledger.waiting(grace_seconds):
        revision = ledger.revision(article_id)
        if revision and queue.holds(jobs, collection, article_id, revision):
            break
        if ledger.requeue(article_id) == revision != 0:
            queue.resubmit(jobs, collection, article_id, revision)
            resent += 1
    if resent:
        ledger.count("resent", resent)
    return resent
