"""Pages of stories."""

from collections.abc import Iterator

from redis import Redis

from dateline import keys
from dateline.names import normalize_filter
from dateline.queries import DayRange, Page, StoryQuery
from dateline.schema import split_later
from dateline.search.cursors import encode_cursor
from dateline.search.engine import between, count, tags, words
from dateline.search.events import COUNT_CAP
from dateline.search.ordering import read_ordered
from dateline.storybook import read_summaries
from dateline.storylines import Story
from dateline.terms import parse_terms

_SORT_FIELD = {"published": "last", "sources": "sources"}


def find_stories(client: "Redis", collection: str, query: StoryQuery) -> Page[Story]:
    """A page of the stories that more than one article tells."""
    condition = " ".join(story_conditions(collection, query))
    field, is_down = _SORT_FIELD[query.sort.lstrip("-")], query.sort.startswith("-")
    n = query.limit + 1
    batch = read_ordered(client, keys.STORY_INDEX, condition, field, "id", n, query.after, is_down=is_down)
    more = len(batch) > query.limit
    batch = batch[: query.limit]
    total = count(client, keys.STORY_INDEX, condition, COUNT_CAP + 1)
    # One that is gone since the engine named it is left out.
    items, unread = split_later(read_summaries(client, collection, [position.id for position in batch]))
    return Page(
        items=items,
        next=encode_cursor(query.sort, batch[-1]) if more else None,
        total=min(total, COUNT_CAP),
        total_is_exact=total <= COUNT_CAP,
        unread=unread,
    )


def story_conditions(collection: str, query: StoryQuery) -> Iterator[str]:
    """The engine's conditions for `query`."""
    yield tags("c", [collection])
    for field, values in (("type", query.type), ("status", query.status), ("cty", query.country)):
        if values:
            yield tags(field, values)
    for field, parameter, names in (("ent", "entity", query.entity), ("plc", "place", query.place)):
        if names:
            yield tags(field, [normalize_filter(parameter, name) for name in names])
    if query.q is not None:
        yield words("txt", parse_terms(query.q))
    yield from _overlapping(query.datetime)
    if query.min_sources > 1:
        yield between("sources", query.min_sources, "+inf")


def _overlapping(days: DayRange | None) -> Iterator[str]:
    if days and days.end:
        yield between("begin", "-inf", days.end.toordinal())
    if days and days.begin:
        yield between("end", days.begin.toordinal(), "+inf")
