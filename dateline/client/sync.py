"""The synchronous client."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, Unpack

import httpx2

from dateline.activity import Activity
from dateline.changes import Change, Reset
from dateline.client import calls
from dateline.client.calls import (
    Call,
    EventFilters,
    FacetFilters,
    ListFilters,
    StoryFilters,
    SubjectFilters,
    TimelineFilters,
)
from dateline.client.correcting import Correcting
from dateline.client.errors import read_refusal
from dateline.client.following import PATH, Follower, explain_break
from dateline.client.keyholding import show_key
from dateline.client.plans import (
    RETRIES,
    TIMEOUT_SECONDS,
    Answer,
    Batch,
    Importable,
    Pause,
    Plan,
    import_all,
    perform,
    post_and_wait,
    walk,
)
from dateline.models import Article, EnrichedArticle, EventRecord
from dateline.queries import Facets, Timeline
from dateline.revisions import Revision
from dateline.status import ImportResult, Overview, Receipt, Reenrichment, Status
from dateline.storylines import Story, StoryDetail
from dateline.subjects import EntityProfile, Subject

T = TypeVar("T")


class Dateline(Correcting):
    """A running Dateline at `base_url`.

    All its methods raise Refused (and its kinds) where the service answers with a problem, and NoAnswer where
    it does not answer.  `key` is what `dateline keys create` gave, by default the environment's DATELINE_KEY; where
    `collection` is left out, it is the key's, else `main`.  `retries` is how often a call that may be sent again is.
    """

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8000",
        collection: str | None = None,
        *,
        key: str | None = None,
        retries: int = RETRIES,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx2.Client(
            base_url=base_url, timeout=TIMEOUT_SECONDS, transport=transport, headers=show_key(key)
        )
        self._collection = {} if collection is None else {"collection": collection}
        self._retries = retries
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def post(
        self,
        article: Article | Mapping[str, Any] | str | bytes,
        *,
        media_type: str | None = None,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """Post one article: a model or mapping, or a text with its date header (or of another `media_type`)."""
        return self._perform(calls.post(article, media_type, idempotency_key))

    def post_file(self, path: Path, *, idempotency_key: str | None = None) -> Receipt:
        """Post a file: JSON, HTML or plain text, by its suffix.  Raises OSError too."""
        return self._perform(calls.post_file(path, idempotency_key))

    def post_and_wait(
        self,
        article: Article | Mapping[str, Any] | str | bytes,
        *,
        media_type: str | None = None,
        timeout_seconds: float = 120.0,
    ) -> EnrichedArticle:
        """Post one article and give it enriched.  Raises Failed and NotInTime too."""
        call = calls.post(article, media_type, None)
        return self._run(post_and_wait(call, self._retries, timeout_seconds))

    def import_jsonl(self, source: Path | Iterable[Importable]) -> Iterator[ImportResult]:
        """Post the articles of a JSONL file, or any number of them; what became of each, in their order."""
        return self._iterate(import_all(source, self._retries))

    def status(self, article_id: str, wait_seconds: float = 0) -> Status:
        """How far an article is, waiting for its end for up to `wait_seconds` (25 at most)."""
        return self._perform(calls.status(article_id, wait_seconds))

    def retry(self, article_id: str) -> Status:
        """Enrich a failed or partial article again."""
        return self._perform(calls.retry(article_id))

    def delete(self, article_id: str) -> None:
        """Remove an article with its events."""
        self._perform(calls.delete(article_id))

    def reenrich(
        self, which: Literal["older", "all"] = "older", *, before: dt.datetime | None = None, room: int = 20
    ) -> Reenrichment:
        """Queue some articles of an older pipeline again, or of all; call it until `remaining` is 0."""
        return self._perform(calls.reenrich(which, before, room))

    def overview(self) -> Overview:
        """How many articles are in each state."""
        return self._perform(calls.overview())

    def activity(self) -> Activity:
        """What goes on just now, in all collections where none is named; needs a key of all, where one is needed."""
        return self._perform(calls.activity())

    def article(self, article_id: str) -> EnrichedArticle:
        """The enriched article, as of its last finished revision."""
        return self._perform(calls.article(article_id))

    def articles(self, **filters: Unpack[EventFilters]) -> Iterator[EnrichedArticle]:
        """All enriched articles, or those that have a matching event, in the order of their ids."""
        return self._iterate(walk(calls.articles(filters), self._retries))

    def event(self, event_id: str) -> EventRecord:
        """One event."""
        return self._perform(calls.event(event_id))

    def events(self, **filters: Unpack[ListFilters]) -> Iterator[EventRecord]:
        """All events that match, over all pages; `limit` is how many a page holds."""
        return self._iterate(walk(calls.events(filters), self._retries))

    def count(self, **filters: Unpack[EventFilters]) -> int:
        """How many events match; where they are too many to count, at least so many."""
        return (self._perform(calls.events({**filters, "limit": 1}))).total

    def timeline(self, **filters: Unpack[TimelineFilters]) -> Timeline:
        """How many of the events that match begin in each hour, day, week, month, quarter or year."""
        return self._perform(calls.timeline(filters))

    def facets(self, **filters: Unpack[FacetFilters]) -> Facets:
        """The most frequent types, statuses, entities, places, countries and sources of the events that match."""
        return self._perform(calls.facets(filters))

    def revisions(self, article_id: str) -> Iterator[Revision]:
        """The revisions of an article, the last one first: what each changed."""
        return self._iterate(walk(calls.revisions(article_id), self._retries))

    def story(self, story_id: str) -> StoryDetail:
        """One story, also by an id that it had before it was joined to another."""
        return self._perform(calls.story(story_id))

    def stories(self, **filters: Unpack[StoryFilters]) -> Iterator[Story]:
        """All stories that match and that more than one article tells, over all pages."""
        return self._iterate(walk(calls.stories(filters), self._retries))

    def entity(self, key: str) -> EntityProfile:
        """One entity or place by its key, with all that is known of it."""
        return self._perform(calls.entity(key))

    def entities(self, **filters: Unpack[SubjectFilters]) -> Iterator[Subject]:
        """All entities that match, those that most articles name first."""
        return self._iterate(walk(calls.entities(filters), self._retries))

    def places(self, **filters: Unpack[SubjectFilters]) -> Iterator[Subject]:
        """All places that match, those that most articles name first."""
        return self._iterate(walk(calls.places(filters), self._retries))

    def follow(self, *, since: str | None = None, **filters: Unpack[EventFilters]) -> Iterator[Change | Reset]:
        """What changes, as it happens, without end; it comes back by itself where the connection breaks.

        `since` is a position of the feed, `0-0` its start, None now.  A Reset says that changes were missed.
        """
        follower = Follower({**self._collection, **filters}, since)
        while True:
            yield from self._listen(follower)
            self._sleep(follower.pause())

    def _listen(self, follower: Follower) -> Iterator[Change | Reset]:
        try:
            with self._http.stream(
                "GET", PATH, params=follower.params, headers=follower.headers, timeout=follower.timeout
            ) as response:
                if not response.is_success:
                    response.read()
                if follower.check(response):
                    for message in httpx2.EventSource(response):
                        if (found := follower.receive(message)) is not None:
                            yield found
        except httpx2.TransportError:
            return

    @contextmanager
    def export(
        self,
        format: str = "jsonl",  # noqa: A002  # named as the parameter is
        *,
        what: str = "events",
        **filters: Unpack[EventFilters],
    ) -> Iterator[Iterator[bytes]]:
        """Everything that matches, as chunks of a file: `with client.export("csv") as chunks`.

        Raises NoAnswer where it breaks off.
        """
        asked = calls.encode({**self._collection, **filters, "format": format, "what": what})
        try:
            with self._http.stream("GET", "/v1/export", params=asked) as response:
                if not response.is_success:
                    response.read()
                    raise read_refusal(response)
                yield response.iter_bytes()
        except httpx2.TransportError as error:
            raise explain_break(error) from error

    def _perform(self, call: Call[T]) -> T:
        return self._run(perform(call, self._retries))

    def _run(self, plan: Plan[T]) -> T:
        answer: Answer = None
        while True:
            try:
                step = plan.send(answer)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]  # typeshed has it as Any
            answer = self._do(step)

    def _iterate(self, plan: Plan[None]) -> Iterator[Any]:
        answer: Answer = None
        while True:
            try:
                step = plan.send(answer)
            except StopIteration:
                return
            answer = self._do(step)
            if isinstance(step, Batch):
                yield from step.items

    def _do(self, step: Call[Any] | Pause | Batch) -> Answer:
        if isinstance(step, Pause):
            self._sleep(step.seconds)
        if not isinstance(step, Call):
            return None
        params = None if step.params is None else {**self._collection, **step.params}
        try:
            return self._http.request(
                step.method,
                step.path,
                params=params,
                headers=dict(step.headers),
                content=step.content,
                follow_redirects=step.method == "GET",
            )
        except httpx2.TransportError as error:
            return error
