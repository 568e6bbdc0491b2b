"""How posted articles come onto the ledger: one, or many in one round trip, each in an atomic step of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from redis import Redis, RedisError

from dateline import keys
from dateline.errors import Conflict, Crowded, DatelineError, Later, Overloaded, Restoring
from dateline.identity import identify
from dateline.models import Article
from dateline.scripts import register
from dateline.settings import Settings
from dateline.status import ArticleState
from dateline.steps import accept_arguments
from dateline.upgrade import add_collection


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a posted article."""

    id: str
    revision: int
    outcome: Literal["new", "known", "revised"]
    state: ArticleState


@dataclass(frozen=True, slots=True)
class Origin:
    """The request that brings an article: its id, its place in a trace, and the key of access that it came with."""

    request_id: str = ""
    traceparent: str = ""
    key_id: str = ""


class Acceptance:
    """Accepts articles into one collection on `client` (which decodes its answers); see `Ledger.accept`."""

    def __init__(self, client: "Redis", collection: str, settings: Settings) -> None:
        self._client = client
        self._collection = collection
        self._settings = settings
        self._script = register(client, "accept")

    def accept(self, article: Article, origin: Origin) -> Accepted:
        """Accept one article, or raise what is wrong with it."""
        add_collection(self._client, self._collection)
        article_id = identify(article)
        while True:
            answer = self._accept(article, article_id, origin, self._client)
            if not _is_anothers(article, answer):
                break
            article_id = answer[1]
        found = self._read(article_id, answer)
        if isinstance(found, DatelineError):
            raise found
        return found

    def accept_all(self, articles: Sequence[Article], origin: Origin) -> list[Accepted | DatelineError | RedisError]:
        """Accept each of `articles`; the errors stand in their places."""
        add_collection(self._client, self._collection)
        ids = [identify(article) for article in articles]
        with self._client.pipeline(transaction=False) as pipe:
            for article, article_id in zip(articles, ids, strict=True):
                self._accept(article, article_id, origin, pipe)
            answers = pipe.execute(raise_on_error=False)
        found: list[Accepted | DatelineError | RedisError] = []
        for article, article_id, answer in zip(articles, ids, answers, strict=True):
            if isinstance(answer, RedisError):
                found.append(answer)
            elif _is_anothers(article, answer):
                owner = answer[1]
                found.append(self._read(owner, self._accept(article, owner, origin, self._client)))
            else:
                found.append(self._read(article_id, answer))
        return found

    def _accept(self, article: Article, article_id: str, origin: Origin, client: "Redis") -> Any:
        arguments = accept_arguments(
            self._collection,
            article,
            article_id,
            self._settings,
            request_id=origin.request_id,
            traceparent=origin.traceparent,
            key_id=origin.key_id,
        )
        return self._script(
            keys=[keys.article(self._collection, article_id)],
            args=[keys.base(self._collection), article_id, *arguments],
            client=client,
        )

    def _read(self, article_id: str, answer: Sequence[Any]) -> Accepted | DatelineError:
        match answer[0]:
            case "owned":
                return Conflict(f"url: belongs to the article {answer[1]!r} already")
            case "renamed":
                made_from = "url: the id of this article was made from its url; "
                return Conflict(made_from + "post another url as another article")
            case "later":
                return Later("the store was laid out anew by a later version of Dateline; post it to that")
            case "restoring":
                return Restoring("the collection is being restored from an archive; post it again when that is done")
            case "full":
                return Overloaded(f"{answer[1]} articles are waiting, which is the limit; try again later")
            case "crowded":
                return crowd(self._settings)
        return Accepted(article_id, int(answer[1]), answer[0], answer[2])


def crowd(settings: Settings) -> Crowded:
    """The error that too many articles of one key of access wait."""
    return Crowded(f"{settings.max_queued_per_key} articles of this key are waiting, which is the limit")


def _is_anothers(article: Article, answer: Sequence[Any]) -> bool:
    """Came its url before, under another id, whose next revision it is then?"""
    return bool(answer[0] == "owned" and article.id is None)
