"""What is written of a story: its hash, what the index reads of it, where it is found, and who leads to it.  Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from dateline import keys
from dateline.blocks import blocks_of_all, last_day
from dateline.indexing import join_tags
from dateline.names import normalize_name, split_words
from dateline.origins import Origin
from dateline.stories import Members
from dateline.storylines import Story
from dateline.tellings import Telling, pack

# As many stories may lead to the one that they were joined to.
MAX_JOINED = 100
MAX_TEXTS = 5

Command = list[str]


def keep(
    collection: str, story: Story, members: Members, before: Members, origins: Sequence[Origin]
) -> Iterator[Command]:
    """The commands that write a story whose members were `before`."""
    name = keys.story(collection, story.id)
    for event, told in members.items():
        if before.get(event) != told:
            yield ["HSET", name, event, pack(told)]
    for event in before.keys() - members.keys():
        yield ["HDEL", name, event]
    blocks = blocks_of_all(members.values())
    day = str(last_day(members.values()).toordinal())
    for block in blocks:
        yield ["ZADD", keys.story_block(collection, block), day, story.id]
    yield from _leave(collection, story.id, set(blocks_of_all(before.values())) - set(blocks))
    listed = keys.listed_story(collection, story.id)
    if is_told_once(story):
        yield ["HDEL", name, keys.SUMMARY, keys.ORIGINS]
        yield ["DEL", listed]
    else:
        yield ["HSET", name, keys.SUMMARY, story.model_dump_json(exclude_none=True)]
        yield ["HSET", name, keys.ORIGINS, _json([origin.model_dump() for origin in origins])]
        fields = index_fields(collection, story, list(members.values()))
        yield ["HSET", listed, *chain.from_iterable((field, str(value)) for field, value in fields.items())]


def is_told_once(story: Story) -> bool:
    """One article tells it, and no other story was joined to it: what its members say is all there is to keep."""
    return story.articles == 1 and not story.joined


def drop(collection: str, story_id: str, before: Members, joined: Sequence[str], heir: str | None) -> Iterator[Command]:
    """The commands that remove a story; its id, and those `joined` that led to it, lead to `heir` if there is one."""
    yield ["DEL", keys.story(collection, story_id), keys.listed_story(collection, story_id)]
    yield from _leave(collection, story_id, blocks_of_all(before.values()))
    for old in (story_id, *joined):
        aliases = keys.story_aliases(collection)
        yield ["HSET", aliases, old, heir] if heir else ["HDEL", aliases, old]


def _leave(collection: str, story_id: str, blocks: Iterable[str]) -> Iterator[Command]:
    for block in sorted(blocks):
        yield ["ZREM", keys.story_block(collection, block), story_id]


def index_fields(collection: str, story: Story, tellings: Sequence[Telling]) -> Mapping[str, Any]:
    """The fields that the engine reads; days are proleptic ordinals, instants seconds since 1970."""
    spots = [spot for told in tellings for spot in told.spots]
    parties = [party for told in tellings for party in told.parties]
    names = {party.key for party in parties} | {normalize_name(party.name) for party in parties}
    names |= {normalize_name(party.name.split()[-1]) for party in parties if party.key.startswith("person/")}
    places = {normalize_name(name) for spot in spots for name in (spot.name, spot.admin1) if name}
    places |= {name for spot in spots if spot.id is not None for name in (str(spot.id), f"place/{spot.id}")}
    texts = list(dict.fromkeys(told.evidence for told in tellings))[:MAX_TEXTS]
    return {
        "c": collection,
        "id": story.id,
        "type": story.type,
        "status": story.status,
        "ent": join_tags(names),
        "plc": join_tags(places),
        "cty": join_tags(spot.country for spot in spots if spot.country),
        "begin": story.date.interval.begin.toordinal(),
        "end": story.date.interval.end.toordinal(),
        "last": int(story.last_report.at.timestamp()),
        "sources": story.independent_sources,
        "txt": " ".join(split_words(" ".join(texts))),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
