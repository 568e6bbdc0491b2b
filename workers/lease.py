"""The heartbeat that keeps an article's lease alive while its worker is at work."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context

import redis
import structlog

from dateline.ledger import Ledger

log = structlog.get_logger()


@contextmanager
def keep_lease(ledger: Ledger, article_id: str, token: str, every_seconds: float) -> Iterator[None]:
    """Renew the lease every `every_seconds` from a thread, until the block ends or the lease is lost."""
    done = threading.Event()
    # Its log lines name what those of the job name.
    run = copy_context().run
    beat = threading.Thread(target=run, args=(_renew, ledger, article_id, token, every_seconds, done), daemon=True)
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()


def _renew(ledger: Ledger, article_id: str, token: str, every_seconds: float, done: threading.Event) -> None:
    while not done.wait(every_seconds):
        try:
            if not ledger.renew(article_id, token):
                log.warning("lease.lost", article_id=article_id)
                return
        except redis.RedisError as error:
            # The next beat may find Redis again; if none does, the lease ends and another worker takes over.
            log.warning("lease.unrenewed", article_id=article_id, error=type(error).__name__)
