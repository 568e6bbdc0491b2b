"""Enriched articles brought into a store, many at a time, by the ledger's own steps.

Each is accepted, claimed and committed as one that a worker has enriched (`dateline.ledger`), so all that holds of a
store holds of what was loaded; the steps of many articles go to Redis together.  What ends between two steps is queued
or claimed, and goes on with the next load, or with the workers.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal, cast

from redis import Redis
from redis.exceptions import NoScriptError

from dateline import keys
from dateline.correction_store import load_corrections
from dateline.errors import Conflict, DatelineError, Later, Restoring
from dateline.identity import fingerprint, identify, name_events
from dateline.models import Article, EnrichedArticle
from dateline.records import make_records
from dateline.scripts import register
from dateline.settings import Settings
from dateline.steps import Arguments, accept_arguments, claim_arguments, commit_arguments
from dateline.upgrade import add_collection, require_layout

# What is loaded waits for no worker, so no limit of what waits holds.
_ENDLESS = 2**53
# Corrections may change while records are made, and again.
MAX_TRIES = 5
# The scripts know it too (`lua/measures.lua`).
WORKER = "load"

# loaded; known: it is there with this content, enriched; held: another is at work on it; or why it is refused.
Outcome = Literal["loaded", "known", "held"] | DatelineError


@dataclass(slots=True)
class _Loading:
    """An article on its way: what it was posted as, its revision and token as soon as it has them, how it ended."""

    article: EnrichedArticle
    posted: Article
    revision: int = 0
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    outcome: Outcome | None = None


class Loader:
    """Loads into one collection on `client`, which decodes its answers; threads may share it.

    They make what they send in turns (`turn`): side by side, slowed by each other, all of them would be done at about
    the same time, and Redis would have nothing to do until then.
    """

    def __init__(self, client: "Redis", collection: str, settings: Settings) -> None:
        self._client = client
        self._collection = collection
        self._settings = settings.model_copy(update={"max_queued": _ENDLESS})
        self._scripts = {name: register(client, name) for name in ("accept", "claim", "retry", "commit")}
        self.turn = Lock()
        self._teach()
        add_collection(client, collection)
        require_layout(client, collection)

    def load(self, articles: Sequence[EnrichedArticle]) -> list[Outcome]:
        """Load articles, each id once among them; what became of each, in the same order."""
        all_ = [_Loading(_name_events(article), _as_posted(article)) for article in articles]
        self._look_up(all_)
        self._accept(_left(all_))
        self._claim(_left(all_))
        for _ in range(MAX_TRIES):
            self._commit(_left(all_))
        for one in _left(all_):
            one.outcome = Conflict("the corrections are being changed all the while; load it again")
        return [cast(Outcome, one.outcome) for one in all_]

    def _look_up(self, all_: Sequence[_Loading]) -> None:
        """End those that are there already; those that wait or have failed need no new revision."""
        with self._client.pipeline(transaction=False) as pipe:
            for one in all_:
                pipe.hmget(keys.article(self._collection, one.article.id), ["fingerprint", "state", "revision"])
            found = pipe.execute()
        failed = []
        for one, (content, state, revision) in zip(all_, found, strict=True):
            if content is None or content not in _fingerprints(one):
                continue
            one.revision = int(revision)
            if state in ("succeeded", "partial"):
                one.outcome = "known"
            elif state == "failed":
                failed.append(one)
        self._run("retry", failed, lambda _: ["", 0])

    def _accept(self, left: Sequence[_Loading]) -> None:
        new = [one for one in left if not one.revision]
        answers = self._run(
            "accept",
            new,
            lambda one: accept_arguments(self._collection, one.posted, one.article.id, self._settings),
        )
        for one, answer in zip(new, answers, strict=True):
            if answer[0] == "owned" and one.posted.id is None:
                # Its URL came before, under another id: it is a revision of that article.
                one.outcome = self.load([one.article.model_copy(update={"id": answer[1]})])[0]
            elif answer[0] in ("new", "revised", "known"):
                one.revision = int(answer[1])
            else:
                one.outcome = _refuse(answer)

    def _claim(self, left: Sequence[_Loading]) -> None:
        answers = self._run("claim", left, lambda one: claim_arguments(one.token, self._settings, WORKER))
        for one, answer in zip(left, answers, strict=True):
            # Another revision may have come in between; its lease ends, and workers enrich it.
            if answer[0] != "claimed" or int(answer[1]) != one.revision:
                one.outcome = "held"

    def _commit(self, left: Sequence[_Loading]) -> None:
        if not left:
            return
        corrections = load_corrections(self._client, self._collection)

        def make_arguments(one: _Loading) -> Arguments:
            article = one.article.model_copy(update={"revision": one.revision})
            records = make_records(self._collection, article, corrections)
            length = self._settings.feed_length
            return commit_arguments(self._collection, one.token, article, records, corrections.version, length)

        answers = self._run("commit", left, make_arguments)
        for one, answer in zip(left, answers, strict=True):
            if answer != "stale":
                one.outcome = "loaded" if answer == "committed" else "held"

    def _run(self, script: str, of: Iterable[_Loading], make_arguments: Callable[[_Loading], Arguments]) -> list[Any]:
        """The answers of a script for many articles, in one round trip."""
        with self.turn:
            calls = [
                (
                    keys.article(self._collection, one.article.id),
                    keys.base(self._collection),
                    one.article.id,
                    *make_arguments(one),
                )
                for one in of
            ]
        if not calls:
            return []
        try:
            return self._send(script, calls)
        except NoScriptError:
            # The server was started anew.
            self._teach()
            return self._send(script, calls)

    def _send(self, script: str, calls: Iterable[Sequence[str | float]]) -> list[Any]:
        with self._client.pipeline(transaction=False) as pipe:
            for call in calls:
                pipe.evalsha(self._scripts[script].sha, 1, *call)
            return pipe.execute()

    def _teach(self) -> None:
        """Have the server hold the scripts: to ask for them before each batch is a round trip of its own."""
        for script in self._scripts.values():
            self._client.script_load(script.script)


def _left(all_: Sequence[_Loading]) -> list[_Loading]:
    return [one for one in all_ if one.outcome is None]


def _name_events(article: EnrichedArticle) -> EnrichedArticle:
    """The article with its own events; those of a line that was copied and given another id were the other's."""
    return article.model_copy(update={"events": tuple(name_events(article.id, article.events))})


def _as_posted(article: EnrichedArticle) -> Article:
    """The article as it was posted: mostly without its language, which enrichment adds.

    An id that follows from its content was not posted.
    """
    fields = {name: getattr(article, name) for name in Article.model_fields}
    posted = Article.model_construct(**{**fields, "id": None, "language": None})
    return posted if identify(posted) == article.id else posted.model_copy(update={"id": article.id})


def _fingerprints(one: _Loading) -> set[str]:
    """Those of the article, with its language and without."""
    return {fingerprint(one.posted), fingerprint(one.posted.model_copy(update={"language": one.article.language}))}


def _refuse(answer: Sequence[str]) -> DatelineError:
    if answer[0] == "owned":
        return Conflict(f"url: belongs to the article {answer[1]!r} already")
    if answer[0] == "renamed":
        return Conflict("url: the id of this article was made from another url")
    if answer[0] == "restoring":
        return Restoring("the collection is being restored from an archive; load it when that is done")
    return Later("the store was laid out anew by a later version of Dateline; load it with that")
