"""Stories in Redis: brought up to date article by article, and read by their ids.

What an article tells is compared with what its stories hold of it, so that doing it twice changes nothing.  All that
changes is written in one step, which does nothing where another process follows the feed by then.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import cast

import structlog
from pydantic import ValidationError
from redis import Redis

from dateline import keys
from dateline.errors import Later, NotFound
from dateline.models import ArticleRef
from dateline.origins import Origin, find_origins
from dateline.prospects import Prospects
from dateline.records import read_posted, read_record
from dateline.resemblance import resemble, sketch
from dateline.schema import keep_later
from dateline.scripts import register
from dateline.stories import Book, Members
from dateline.storylines import Member, Story, StoryDetail, count_up, follow_status, summarize
from dateline.storyrecords import MAX_JOINED, Command, drop, keep
from dateline.tellings import Telling, in_order, tell, unpack

log = structlog.get_logger()

MAX_MEMBERS_SHOWN = 200
MAX_HOPS = 10
# What tells no event from another: a telling that differs in these alone stays where it is.
_ASIDE = {"revision", "outlet", "speaker", "main", "confidence", "at"}
# What texts a process remembers, and which pairs of them; a revision's text never changes.
_SKETCHES_KEPT, _PAIRS_KEPT = 4_096, 100_000
_NO_MEMBERS = (keys.SUMMARY, keys.ORIGINS)


class Storybook:
    """The stories of one collection, under change by the process that holds the lease by `token`.

    `renew` is called again and again while it works: many events of one place and day take long to compare.
    """

    def __init__(self, client: "Redis", collection: str, token: str, renew: Callable[[], object]) -> None:
        self._client = client
        self._collection = collection
        self._token = token
        self._renew = renew
        self.has_parked = False
        self._write_script = register(client, "stories")
        self._sketch = lru_cache(maxsize=_SKETCHES_KEPT)(self._make_sketch)
        self._are_copies = lru_cache(maxsize=_PAIRS_KEPT)(self._compare)

    def update(self, articles: Iterable[str], *, anew: bool = False) -> bool:
        """Bring the stories of some articles up to date with their events; false where the lease is another's.

        With `anew`, all of their events are grouped again, by rules that have changed.
        """
        told: dict[str, Telling] = {}
        held: dict[str, str] = {}
        parked: list[Command] = []
        for article_id in articles:
            found = keep_later(self._read, article_id)
            if isinstance(found, Later):
                # A follower of that version takes it from there; the others are not kept from their stories.
                self.has_parked = True
                log.info("stories.parked", article_id=article_id)
                parked.append(["ZADD", keys.story_parked(self._collection), str(found.schema_version), article_id])
                continue
            told.update(found[0])
            held.update(found[1])
        return self._update(told, held, anew=anew) and (not parked or self.write(parked))

    def _update(self, told: Mapping[str, Telling], held: Mapping[str, str], *, anew: bool) -> bool:
        """Move events from the stories that they are `held` by to those that fit what is `told` of them now."""
        known = load_stories(self._client, self._collection, set(held.values()))
        was = {event: known.get(story, {}).get(event) for event, story in held.items()}
        moved = {event for event in was if event not in told or not _is_alike(was[event], told[event])}
        fresh = [telling for event, telling in told.items() if event not in was or event in moved]
        stays = {event for event in was if event not in moved and was[event] != told[event]}
        marks = self._unmarked({event: story for event, story in held.items() if event in told})
        if not moved and not fresh and not stays and not anew:
            return self.write([], marks) if marks else True
        prospects = Prospects(self._client, self._collection, self._renew)
        prospects.look_up(fresh)
        book = Book(self._load, prospects.near, lambda event: prospects.name(event, book.stories), self._are_copies)
        book.read(set(held.values()))
        for story in sorted({held[event] for event in moved}):
            book.remove(story, {event for event in moved if held[event] == story})
        for event in stays:
            book.replace(held[event], told[event])
        for telling in in_order(fresh):
            book.add(telling)
        for story in sorted(set(held.values())) if anew else ():
            book.regroup(story)
        return self._write(book, marks)

    def _unmarked(self, held: Mapping[str, str]) -> list[list[str]]:
        """Marks for the events that have lost their story: those that were retracted, and are back as they were."""
        with self._client.pipeline(transaction=False) as pipe:
            for event in held:
                pipe.hmget(keys.event(self._collection, event), ["id", "story"])
            found = dict(zip(held, pipe.execute(), strict=True))
        return [
            [keys.event(self._collection, event), held[event]]
            for event in held
            if found[event][0] is not None and found[event][1] is None
        ]

    def write(self, commands: Sequence[Sequence[str]], marks: Sequence[Sequence[str]] = ()) -> bool:
        """Run `commands` and mark events with their stories in one step; false where the lease is another's."""
        answer = self._write_script(
            keys=[keys.story_lease(self._collection)],
            args=[keys.base(self._collection), "", self._token, json.dumps(commands), json.dumps(marks)],
        )
        return bool(answer == "written")

    def _read(self, article_id: str) -> tuple[dict[str, Telling], dict[str, str]]:
        """What the article tells now, by event, and the stories that its events belong to."""
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hgetall(keys.events(self._collection, article_id))
            pipe.hgetall(keys.stories_of(self._collection, article_id))
            events, held = pipe.execute()
        header = events.pop(keys.HEADER, None)
        found = (tell(read_record(header, event)) for event in events.values()) if header else ()
        return {telling.event: telling for telling in found if telling is not None}, held

    def _load(self, ids: Collection[str]) -> Mapping[str, Members]:
        return load_stories(self._client, self._collection, ids)

    def _write(self, book: Book, marks: list[list[str]]) -> bool:
        changed = book.changed()
        commands: list[Command] = []
        was = self._read_joined(changed)
        for story, members in changed.items():
            if members:
                commands += self._keep(story, members, book, was)
            else:
                commands += drop(self._collection, story, book.before.get(story, {}), was[story], book.heir(story))
        before = {event: told for story in changed for event, told in book.before.get(story, {}).items()}
        now = {event: (story, told) for story, members in changed.items() for event, told in members.items()}
        for event, (story, told) in now.items():
            if event not in before or event not in book.before.get(story, {}):
                commands.append(["HSET", keys.stories_of(self._collection, told.article), event, story])
                marks.append([keys.event(self._collection, event), story])
        for event, told in before.items():
            if event not in now:
                commands.append(["HDEL", keys.stories_of(self._collection, told.article), event])
                marks.append([keys.event(self._collection, event), ""])
        return self.write(commands, marks)

    def _keep(self, story: str, members: Members, book: Book, was: Mapping[str, tuple[str, ...]]) -> list[Command]:
        gone = [old for old in book.joined if old in was and book.heir(old) == story]
        joined = dict.fromkeys([*was[story], *chain.from_iterable((old, *was[old]) for old in gone)])
        origins = self.find_origins(members)
        summary = summarize(story, members.values(), origins, list(joined)[-MAX_JOINED:])
        before = book.before.get(story, {})
        return list(keep(self._collection, summary, members, before, origins))

    def find_origins(self, members: Members) -> list[Origin]:
        """The independent sources of a story with these members."""
        revisions = {told.article: told.revision for told in members.values()}

        def are_copies(one: str, other: str) -> bool:
            return self._are_copies((one, revisions[one]), (other, revisions[other]))

        return find_origins(members.values(), are_copies)

    def _read_joined(self, stories: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The stories that were joined to each of these."""
        with self._client.pipeline(transaction=False) as pipe:
            for story in stories:
                pipe.hget(keys.story(self._collection, story), keys.SUMMARY)
            found = dict(zip(stories, pipe.execute(), strict=True))
        return {story: tuple(json.loads(found[story])["joined"]) if found[story] else () for story in found}

    def _compare(self, one: tuple[str, int], other: tuple[str, int]) -> bool:
        """Do the texts of two revisions resemble one another?"""
        self._renew()
        return resemble(self._sketch(*one), self._sketch(*other))

    def _make_sketch(self, article_id: str, revision: int) -> str:
        posted = cast("str | None", self._client.hget(keys.posted(self._collection, article_id), str(revision)))
        return sketch(read_posted(posted).text) if posted else ""


def _is_alike(was: Telling | None, now: Telling) -> bool:
    """Do the two say the same of what happened?"""
    return was is not None and was.model_dump(exclude=_ASIDE) == now.model_dump(exclude=_ASIDE)


def load_stories(client: "Redis", collection: str, ids: Collection[str]) -> dict[str, Members]:
    """The members of stories; none of one that is gone."""
    with client.pipeline(transaction=False) as pipe:
        for story in ids:
            pipe.hgetall(keys.story(collection, story))
        found = dict(zip(ids, pipe.execute(), strict=True))
    return {story: read_members(fields) for story, fields in found.items()}


def read_members(fields: Mapping[str, str]) -> Members:
    """What the events of a story tell, out of its hash.  Raises ValidationError."""
    return {event: unpack(event, told) for event, told in fields.items() if event not in _NO_MEMBERS}


def read_summaries(client: "Redis", collection: str, ids: Sequence[str]) -> list[Story | Later | None]:
    """The stories of these ids as lists show them; None where one is gone, Later for one that a later version kept."""
    with client.pipeline(transaction=False) as pipe:
        for story in ids:
            pipe.hget(keys.story(collection, story), keys.SUMMARY)
        return [keep_later(_read_summary, found) if found else None for found in pipe.execute()]


def _read_summary(stored: str) -> Story:
    """A story as lists show it.  Raises Later: its own version makes all stories anew where its form has changed."""
    try:
        return Story.model_validate_json(stored)
    except ValidationError:
        raise Later("the story was kept by a later version of Dateline") from None


def read_story(client: "Redis", collection: str, story_id: str) -> StoryDetail:
    """A story in full, also by an id that it had before it was joined.  Raises NotFound and Later."""
    name = story_id
    # Of the many that one story may have been joined of, some lead to it over others.
    for _ in range(MAX_HOPS):
        if fields := cast("dict[str, str]", client.hgetall(keys.story(collection, name))):
            return _detail(client, collection, name, fields)
        if not (heir := client.hget(keys.story_aliases(collection), name)):
            break
        name = str(heir)
    raise NotFound("no story has this id")


def _detail(client: "Redis", collection: str, story_id: str, fields: Mapping[str, str]) -> StoryDetail:
    order = in_order(read_members(fields).values())
    shown = order[:MAX_MEMBERS_SHOWN]
    refs = _read_refs(client, collection, {told.article for told in shown})
    if keys.SUMMARY in fields:
        summary = _read_summary(fields[keys.SUMMARY])
        origins = tuple(Origin.model_validate(origin) for origin in json.loads(fields[keys.ORIGINS]))
    else:
        origins = (Origin(sources=(order[0].outlet,), articles=(order[0].article,)),)
        summary = summarize(story_id, order, origins, ())
    return StoryDetail(
        **dict(summary),
        members=tuple(_member(told, refs[told.article]) for told in shown if told.article in refs),
        origins=origins,
        numbers_over_time=tuple(count_up(order)),
        status_over_time=tuple(follow_status(order)),
    )


def _read_refs(client: "Redis", collection: str, article_ids: Collection[str]) -> dict[str, ArticleRef]:
    """What articles are called and where they come from; none of one that is gone."""
    with client.pipeline(transaction=False) as pipe:
        for article_id in article_ids:
            pipe.hget(keys.events(collection, article_id), keys.HEADER)
        found = zip(article_ids, pipe.execute(), strict=True)
        return {
            article: ArticleRef.model_validate(json.loads(header)["article"]) for article, header in found if header
        }


def _member(told: Telling, ref: ArticleRef) -> Member:
    return Member(article=ref, **told.model_dump(include={"event", "type", "status", "evidence", "confidence"}))
