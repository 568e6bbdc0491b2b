"""What the commits of an article did is kept, and bounded."""

from typing import cast

import redis

from dateline import keys
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.records import make_records
from dateline.settings import Settings
from tests.make import enriched, event

LONG = "x" * 300
# Of what is kept, but for the last few commits.
MAX_BYTES = 262_144


def commit_many(client: redis.Redis, n_events: int, n_commits: int) -> list[str]:
    """The history of an article whose events are all others with each revision."""
    ledger = Ledger(client, "main", Settings())
    for n in range(n_commits):
        made = enriched("a1", [event(f"{n}-{m}-{LONG}") for m in range(n_events)], title=f"Revision {n}")
        ledger.accept(Article(**{name: getattr(made, name) for name in Article.model_fields}))
        claim = ledger.claim("a1")
        assert isinstance(claim, Claim)
        assert ledger.commit(claim, made, make_records("main", made))
    return cast("list[str]", client.lrange(keys.commits("main", "a1"), 0, -1))


def test_of_an_article_with_few_events_two_hundred_commits_are_kept(real: redis.Redis) -> None:
    assert len(commit_many(real, 1, 205)) == 200


def test_of_an_article_with_very_many_events_fewer_are_kept(real: redis.Redis) -> None:
    history = commit_many(real, 50, 14)
    assert len(history) == 10
    assert min(map(len, history)) > MAX_BYTES / 10
