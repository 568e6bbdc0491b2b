"""The asynchronous client: the same methods, to be awaited and iterated with `async for`."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
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
from dateline.client.correcting import AsyncCorrecting
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


class AsyncDateline(AsyncCorrecting):
    """A running Dateline at `base_url`, asked without blocking.

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
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx2.AsyncClient(
            base_url=base_url, timeout=TIMEOUT_SECONDS, transport=transport, headers=show_key(key)
        )
        self._collection = {} if collection is None else {"collection": collection}
        self._retries = retries
        self._sleep = sleep

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def post(
        self,
        article: Article | Mapping[str, Any] | str | bytes,
        *,
        media_type: str | None = None,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """Post one article: a model or mapping, or a text with its date header (or of another `media_type`)."""
        return await self._perform(calls.post(article, media_type, idempotency_key))

    async def post_file(self, path: Path, *, idempotency_key: str | None = None) -> Receipt:
        """Post a file: JSON, HTML or plain text, by its suffix.  Raises OSError too."""
        return await self._perform(calls.post_file(path, idempotency_key))

    async def post_and_wait(
        self,
        article: Article | Mapping[str, Any] | str | bytes,
        *,
        media_type: str | None = None,
        timeout_seconds: float = 120.0,
    ) -> EnrichedArticle:
        """Post one article and give it enriched.  Raises Failed and NotInTime too."""
        call = calls.post(article, media_type, None)
        return await self._run(post_and_wait(call, self._retries, timeout_seconds))

    def import_jsonl(self, source: Path | Iterable[Importable]) -> AsyncIterator[ImportResult]:
        """Post the articles of a JSONL file, or any number of them; what became of each, in their order."""
        return self._iterate(import_all(source, self._retries))

    async def status(self, article_id: str, wait_seconds: float = 0) -> Status:
        """How far an article is, waiting for its end for up to `wait_seconds` (25 at most)."""
        return await self._perform(calls.status(article_id, wait_seconds))

    async def retry(self, article_id: str) -> Status:
        """Enrich a failed or partial article again."""
        return await self._perform(calls.retry(article_id))

    async def delete(self, article_id: str) -> None:
        """Remove an article with its events."""
        await self._perform(calls.delete(article_id))

    async def reenrich(
        self, which: Literal["older", "all"] = "older", *, before: dt.datetime | None = None, room: int = 20
    ) -> Reenrichment:
        """Queue some articles of an older pipeline again, or of all; call it until `remaining` is 0."""
        return await self._perform(calls.reenrich(which, before, room))

    async def overview(self) -> Overview:
        """How many articles are in each state."""
        return await self._perform(calls.overview())

    async def activity(self) -> Activity:
        """What goes on just now, in all collections where none is named; needs a key of all, where one is needed."""
        return await self._perform(calls.activity())

    async def article(self, article_id: str) -> EnrichedArticle:
        """The enriched article, as of its last finished revision."""
        return await self._perform(calls.article(article_id))

    def articles(self, **filters: Unpack[EventFilters]) -> AsyncIterator[EnrichedArticle]:
        """All enriched articles, or those that have a matching event, in the order of their ids."""
        return self._iterate(walk(calls.articles(filters), self._retries))

    async def event(self, event_id: str) -> EventRecord:
        """One event."""
        return await self._perform(calls.event(event_id))

    def events(self, **filters: Unpack[ListFilters]) -> AsyncIterator[EventRecord]:
        """All events that match, over all pages; `limit` is how many a page holds."""
        return self._iterate(walk(calls.events(filters), self._retries))

    async def count(self, **filters: Unpack[EventFilters]) -> int:
        """How many events match; where they are too many to count, at least so many."""
        return (await self._perform(calls.events({**filters, "limit": 1}))).total

    async def timeline(self, **filters: Unpack[TimelineFilters]) -> Timeline:
        """How many of the events that match begin in each hour, day, week, month, quarter or year."""
        return await self._perform(calls.timeline(filters))

    async def facets(self, **filters: Unpack[FacetFilters]) -> Facets:
        """The most frequent types, statuses, entities, places, countries and sources of the events that match."""
        return await self._perform(calls.facets(filters))

    def revisions(self, article_id: str) -> AsyncIterator[Revision]:
        """The revisions of an article, the last one first: what each changed."""
        return self._iterate(walk(calls.revisions(article_id), self._retries))

    async def story(self, story_id: str) -> StoryDetail:
        """One story, also by an id that it had before it was joined to another."""
        return await self._perform(calls.story(story_id))

    def stories(self, **filters: Unpack[StoryFilters]) -> AsyncIterator[Story]:
        """All stories that match and that more than one article tells, over all pages."""
        return self._iterate(walk(calls.stories(filters), self._retries))

    async def entity(self, key: str) -> EntityProfile:
        """One entity or place by its key, with all that is known of it."""
        return await self._perform(calls.entity(key))

    def entities(self, **filters: Unpack[SubjectFilters]) -> AsyncIterator[Subject]:
        """All entities that match, those that most articles name first."""
        return self._iterate(walk(calls.entities(filters), self._retries))

    def places(self, **filters: Unpack[SubjectFilters]) -> AsyncIterator[Subject]:
        """All places that match, those that most articles name first."""
        return self._iterate(walk(calls.places(filters), self._retries))

    async def follow(
        self, *, since: str | None = None, **filters: Unpack[EventFilters]
    ) -> AsyncIterator[Change | Reset]:
        """What changes, as it happens, without end; it comes back by itself where the connection breaks.

        `since` is a position of the feed, `0-0` its start, None now.  A Reset says that changes were missed.
        """
        follower = Follower({**self._collection, **filters}, since)
        while True:
            async for found in self._listen(follower):
                yield found
            await self._sleep(follower.pause())

    async def _listen(self, follower: Follower) -> AsyncIterator[Change | Reset]:
        try:
            async with self._http.stream(
                "GET", PATH, params=follower.params, headers=follower.headers, timeout=follower.timeout
            ) as response:
                if not response.is_success:
                    await response.aread()
                if follower.check(response):
                    async for message in httpx2.EventSource(response):
                        if (found := follower.receive(message)) is not None:
                            yield found
        except httpx2.TransportError:
            return

    @asynccontextmanager
    async def export(
        self,
        format: str = "jsonl",  # noqa: A002  # named as the parameter is
        *,
        what: str = "events",
        **filters: Unpack[EventFilters],
    ) -> AsyncIterator[AsyncIterator[bytes]]:
        """Everything that matches, as chunks of a file: `async with client.export("csv") as chunks`.

        Raises NoAnswer where it breaks off.
        """
        asked = calls.encode({**self._collection, **filters, "format": format, "what": what})
        try:
            async with self._http.stream("GET", "/v1/export", params=asked) as response:
                if not response.is_success:
                    await response.aread()
                    raise read_refusal(response)
                yield response.aiter_bytes()
        except httpx2.TransportError as error:
            raise explain_break(error) from error

    async def _perform(self, call: Call[T]) -> T:
        return await self._run(perform(call, self._retries))

    async def _run(self, plan: Plan[T]) -> T:
        answer: Answer = None
        while True:
            try:
                step = plan.send(answer)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]  # typeshed has it as Any
            answer = await self._do(step)

    async def _iterate(self, plan: Plan[None]) -> AsyncIterator[Any]:
        answer: Answer = None
        while True:
            try:
                step = plan.send(answer)
            except StopIteration:
                return
            answer = await self._do(step)
            if isinstance(step, Batch):
                for item in step.items:
                    yield item

    async def _do(self, step: Call[Any] | Pause | Batch) -> Answer:
        if isinstance(step, Pause):
            await self._sleep(step.seconds)
        if not isinstance(step, Call):
            return None
        params = None if step.params is None else {**self._collection, **step.params}
        try:
            return await self._http.request(
                step.method,
                step.path,
                params=params,
                headers=dict(step.headers),
                content=step.content,
                follow_redirects=step.method == "GET",
            )
        except httpx2.TransportError as error:
            return error
