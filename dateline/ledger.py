"""The ledger: which articles are accepted, in work, done or dead.

An article is in exactly one of five state sets.  Every step is one Lua script, so it happens whole or
not at all; leases run in Redis's own time; a commit is fenced by the token of the attempt that made it,
and a replay changes nothing.  RQ only carries the work (`dateline.queue`).
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from redis import Redis, RedisError
from redis.commands.core import Script

from dateline import keys
from dateline.acceptance import Acceptance, Accepted, Origin, crowd
from dateline.errors import Conflict, DatelineError, NotFound, Restoring
from dateline.models import STAGES, Article, EnrichedArticle, StageReport
from dateline.records import Records, read_posted
from dateline.schema import SCHEMA_VERSION
from dateline.scripts import register
from dateline.settings import Settings
from dateline.status import ArticleState, Status
from dateline.steps import claim_arguments, commit_arguments

BATCH = 100


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to enrich one revision of an article, for as long as its lease is renewed."""

    article: Article
    revision: int
    attempt: int
    token: str
    request_id: str
    traceparent: str = ""
    # What came of it before is partial, and only what is missing is to be tried again.
    is_retry: bool = False


# Why an article cannot be claimed: deleted, done or another's, out of attempts, or of a later version.
Unclaimed = Literal["gone", "held", "dead", "later"]


class StaleCorrections(Exception):
    """Records were made with corrections that are no longer in force; they are to be made again."""


class Ledger:
    """The ledger of one collection on `client` (which decodes its answers)."""

    def __init__(self, client: "Redis", collection: str, settings: Settings) -> None:
        self._client = client
        self._collection = collection
        self._settings = settings
        self._acceptance = Acceptance(client, collection, settings)
        self._scripts: dict[str, Script] = {}

    def accept(self, article: Article, request_id: str = "", traceparent: str = "", key_id: str = "") -> Accepted:
        """Store `article` and mark it as queued, in one step; its job will name the request, and go on with its trace.

        Raises Conflict where its `id` is given but its `url` belongs to another article, Overloaded where too many
        articles wait, Crowded where too many wait that the key of access `key_id` has queued, Later where a later
        version of Dateline has laid out the collection, and Restoring while it is read back from an archive.
        """
        return self._acceptance.accept(article, Origin(request_id, traceparent, key_id))

    def accept_all(self, articles: Sequence[Article], origin: Origin) -> list[Accepted | DatelineError | RedisError]:
        """Accept many articles in one round trip, each in a step of its own; the errors stand in their places.

        Raises RedisError where Redis does not answer: then some of them may be accepted.
        """
        return self._acceptance.accept_all(articles, origin)

    def claim(self, article_id: str, worker: str = "") -> Claim | Unclaimed:
        """The right of `worker` to work on an article, or why there is none.  Counts an attempt.

        One that a later version of Dateline posted is set aside for workers of that version, and no attempt counted.
        """
        token = secrets.token_hex(16)
        answer = self._run("claim", article_id, *claim_arguments(token, self._settings, worker))
        if answer[0] != "claimed":
            return cast(Unclaimed, answer[0])
        posted, revision, attempt = read_posted(answer[3]), int(answer[1]), int(answer[2])
        return Claim(posted, revision, attempt, token, answer[4], answer[5], bool(answer[6]))

    def renew(self, article_id: str, token: str) -> bool:
        """Prolong the lease; false where the token no longer holds the article."""
        return bool(self._run("renew", article_id, token, self._lease_ms))

    def commit(self, claim: Claim, enriched: EnrichedArticle, records: Records, corrections: str = "") -> bool:
        """Replace all that the article gave by `enriched`, in one step; false where the claim was superseded.

        `corrections` is the version of those that `records` were made with (`dateline.corrections`).  Raises
        StaleCorrections where they are not in force any more.
        """
        arguments = commit_arguments(
            self._collection, claim.token, enriched, records, corrections, self._settings.feed_length
        )
        answer = self._run("commit", enriched.id, *arguments)
        if answer == "stale":
            raise StaleCorrections("the entities were corrected while the records were made")
        return bool(answer == "committed")

    def fail(self, claim: Claim, article_id: str, error: str) -> bool:
        """Make the article a dead letter with its reason; false where the claim was superseded."""
        return bool(self._run("fail", article_id, claim.token, error))

    def retry(self, article_id: str, key_id: str = "") -> int:
        """Queue a failed article again, or what failed of a partial one; its revision.

        Raises NotFound, Conflict, and Crowded as `accept` does.
        """
        answer = self._run("retry", article_id, key_id, self._settings.max_queued_per_key)
        if answer[0] == "gone":
            raise NotFound("no article has this id")
        if answer[0] == "refused":
            raise Conflict(f"the article is {answer[1]}; only a failed or partial one can be tried again")
        if answer[0] == "crowded":
            raise crowd(self._settings)
        return int(answer[1])

    def parked(self) -> list[str]:
        """The ids of articles that workers of an earlier version set aside and this one can enrich, BATCH at most."""
        parked = keys.parked(self._collection)
        return cast(list[str], self._client.zrange(parked, "-inf", SCHEMA_VERSION, byscore=True, offset=0, num=BATCH))

    def requeue(self, article_id: str) -> int:
        """Put a waiting article at the back of the line; its revision, or 0 where it does not wait."""
        return int(self._run("requeue", article_id))

    def delete(self, article_id: str) -> int:
        """Remove the article with all that came of it; the number of its events.  Raises NotFound and Restoring."""
        removed = int(
            self._run(
                "delete",
                article_id,
                keys.event(self._collection, ""),
                keys.subject(self._collection, ""),
                self._settings.feed_length,
            )
        )
        if removed == -2:
            raise Restoring("the collection is being restored from an archive; delete it when that is done")
        if removed < 0:
            raise NotFound("no article has this id")
        return removed

    def expire(self) -> dict[str, list[str]]:
        """End the leases that ran out, BATCH at most; the ids of the articles `queued` again, and of those `failed`."""
        now = _milliseconds(self._client)
        running = keys.state(self._collection, "running")
        late = cast(list[str], self._client.zrange(running, "-inf", now, byscore=True, offset=0, num=BATCH))
        answers = {article_id: self._run("expire", article_id, self._settings.max_attempts) for article_id in late}
        return {
            outcome: [article_id for article_id, answer in answers.items() if answer == outcome]
            for outcome in ("queued", "failed")
        }

    def waiting(self, longer_than_seconds: float) -> list[str]:
        """The ids of the articles that wait longest, BATCH at most, oldest first."""
        before = _milliseconds(self._client) - longer_than_seconds * 1000
        queued = keys.state(self._collection, "queued")
        return cast(list[str], self._client.zrange(queued, "-inf", before, byscore=True, offset=0, num=BATCH))

    def revision(self, article_id: str) -> int:
        """The last revision of an article; 0 where there is none."""
        return int(self._client.hget(keys.article(self._collection, article_id), "revision") or 0)

    def status(self, article_id: str) -> Status:
        """Where the article stands.  Raises NotFound."""
        with self._client.pipeline() as pipe:
            pipe.hgetall(keys.article(self._collection, article_id))
            pipe.zrank(keys.state(self._collection, "queued"), article_id)
            fields, position = pipe.execute()
        return read_status(article_id, fields, position)

    def counts(self) -> dict[str, int]:
        """How many articles are in each state."""
        with self._client.pipeline() as pipe:
            for state in keys.STATES:
                pipe.zcard(keys.state(self._collection, state))
            return dict(zip(keys.STATES, pipe.execute(), strict=True))

    def count(self, name: str, n: int) -> None:
        """Count what a process did by several steps, where no script does."""
        self._client.hincrby(keys.totals(self._collection), name, n)

    def totals(self) -> dict[str, float]:
        """The counters that only grow (`keys.totals`)."""
        found = cast(dict[str, str], self._client.hgetall(keys.totals(self._collection)))
        return {name: float(value) for name, value in found.items()}

    def outdated(self) -> int:
        """How many enriched articles are to be made anew, without being enriched again."""
        with self._client.pipeline() as pipe:
            pipe.zcard(keys.outdated(self._collection))
            pipe.zrange(keys.unmarked(self._collection), 0, -1, withscores=True)
            marked, unmarked = pipe.execute()
        return int(marked + sum(size for _, size in unmarked))

    def oldest_seconds(self) -> float:
        """How long the article that waits longest has been waiting; 0 where none waits."""
        oldest = cast(
            list[tuple[str, float]],
            self._client.zrange(keys.state(self._collection, "queued"), 0, 0, withscores=True),
        )
        return max(0.0, (_milliseconds(self._client) - oldest[0][1]) / 1000) if oldest else 0.0

    @property
    def _lease_ms(self) -> int:
        return int(self._settings.lease_seconds * 1000)

    def _run(self, script: str, article_id: str, *arguments: str | float) -> Any:
        if script not in self._scripts:
            # A process runs a few of them, and each request makes a ledger of its own.
            self._scripts[script] = register(self._client, script)
        return self._scripts[script](
            keys=[keys.article(self._collection, article_id)],
            args=[keys.base(self._collection), article_id, *arguments],
        )


def read_status(article_id: str, fields: dict[str, str], position: int | None) -> Status:
    """The status out of the fields of the article's hash.  Raises NotFound where there are none."""
    if not fields:
        raise NotFound("no article has this id")
    stages = json.loads(fields["stages"]) if "stages" in fields else {}
    return Status(
        id=article_id,
        revision=int(fields["revision"]),
        status=cast(ArticleState, fields["state"]),
        attempts=int(fields["attempts"]),
        position=position,
        stages=stages or dict.fromkeys(STAGES, StageReport(state="pending")),
        error=fields.get("error"),
    )


def _milliseconds(client: "Redis") -> float:
    seconds, microseconds = client.time()
    return seconds * 1000 + microseconds / 1000
