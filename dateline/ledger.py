"""The ledger: which articles are accepted, in work, done or dead.

An article is in exactly one of five state sets.  Every step is one Lua script, so it happens whole or
not at all; leases run in Redis's own time; a commit is fenced by the token of the attempt that made it,
and a replay changes nothing.  RQ only carries the work (`dateline.queue`).
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any, Literal, cast

from redis import Redis

from dateline import keys
from dateline.errors import Conflict, Crowded, Later, NotFound, Overloaded
from dateline.identity import canonicalize_url, digest, fingerprint, identify
from dateline.models import STAGES, Article, ArticleState, EnrichedArticle, StageReport, Status
from dateline.records import Records, read_posted, record_arguments, write_posted
from dateline.schema import SCHEMA_VERSION
from dateline.scripts import register
from dateline.settings import Settings
from dateline.upgrade import LAYOUT, add_collection

_SCRIPTS = ("accept", "claim", "renew", "commit", "fail", "expire", "retry", "requeue", "delete")
BATCH = 100


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a posted article."""

    id: str
    revision: int
    outcome: Literal["new", "known", "revised"]
    state: ArticleState


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
        self._scripts = {name: register(client, name) for name in _SCRIPTS}

    def accept(self, article: Article, request_id: str = "", traceparent: str = "", key_id: str = "") -> Accepted:
        """Store `article` and mark it as queued, in one step; its job will name the request, and go on with its trace.

        Raises Conflict where its `id` is given but its `url` belongs to another article, Overloaded where too many
        articles wait, Crowded where too many wait that the key of access `key_id` has queued, and Later where a later
        version of Dateline has laid out the collection.
        """
        article_id = identify(article)
        while True:
            answer = self._accept(article, article_id, request_id, traceparent, key_id)
            if answer[0] == "owned" and article.id is None:
                article_id = answer[1]
                continue
            if answer[0] == "owned":
                raise Conflict(f"url: belongs to the article {answer[1]!r} already")
            if answer[0] == "renamed":
                raise Conflict("url: the id of this article was made from its url; post another url as another article")
            if answer[0] == "later":
                raise Later("the store was laid out anew by a later version of Dateline; post it to that")
            if answer[0] == "full":
                raise Overloaded(f"{answer[1]} articles are waiting, which is the limit; try again later")
            if answer[0] == "crowded":
                raise self._crowded()
            return Accepted(article_id, int(answer[1]), answer[0], answer[2])

    def _crowded(self) -> Crowded:
        return Crowded(f"{self._settings.max_queued_per_key} articles of this key are waiting, which is the limit")

    def _accept(self, article: Article, article_id: str, request_id: str, traceparent: str, key_id: str) -> list[Any]:
        url_key = keys.url(self._collection, digest(canonicalize_url(article.url))) if article.url else ""
        add_collection(self._client, self._collection)
        return cast(
            list[Any],
            self._run(
                "accept",
                article_id,
                fingerprint(article),
                write_posted(article.model_copy(update={"id": article_id})),
                url_key,
                self._settings.max_queued,
                request_id,
                traceparent,
                article.published_day.toordinal(),
                LAYOUT,
                key_id,
                self._settings.max_queued_per_key,
            ),
        )

    def claim(self, article_id: str, worker: str = "") -> Claim | Unclaimed:
        """The right of `worker` to work on an article, or why there is none.  Counts an attempt.

        One that a later version of Dateline posted is set aside for workers of that version, and no attempt counted.
        """
        token, limit = secrets.token_hex(16), self._settings.max_attempts
        answer = self._run("claim", article_id, token, self._lease_ms, limit, worker, SCHEMA_VERSION, LAYOUT)
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
        stages = {name: report.model_dump(exclude_none=True) for name, report in enriched.stages.items()}
        arguments: list[str | float] = [
            claim.token,
            enriched.status,
            _json(stages),
            enriched.model_dump_json(exclude_none=True, exclude={"events"}),
            keys.event(self._collection, ""),
            keys.subject(self._collection, ""),
            self._settings.feed_length,
            enriched.published_day.toordinal(),
            corrections,
            records.header,
            *record_arguments(records),
        ]
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
            raise self._crowded()
        return int(answer[1])

    def parked(self) -> list[str]:
        """The ids of articles that workers of an earlier version set aside and this one can enrich, BATCH at most."""
        parked = keys.parked(self._collection)
        return cast(list[str], self._client.zrange(parked, "-inf", SCHEMA_VERSION, byscore=True, offset=0, num=BATCH))

    def requeue(self, article_id: str) -> int:
        """Put a waiting article at the back of the line; its revision, or 0 where it does not wait."""
        return int(self._run("requeue", article_id))

    def delete(self, article_id: str) -> int:
        """Remove the article with all that came of it; the number of its events.  Raises NotFound."""
        removed = int(
            self._run(
                "delete",
                article_id,
                keys.event(self._collection, ""),
                keys.subject(self._collection, ""),
                self._settings.feed_length,
            )
        )
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

    def attempts(self, article_id: str) -> int:
        """How often work on the article's revision has begun; 0 where there is none."""
        return int(self._client.hget(keys.article(self._collection, article_id), "attempts") or 0)

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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _milliseconds(client: "Redis") -> float:
    seconds, microseconds = client.time()
    return seconds * 1000 + microseconds / 1000
