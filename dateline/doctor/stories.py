"""Checks of stories, where the follower of the feed has come to its end."""

from collections.abc import Sequence

from pydantic import ValidationError
from redis import ResponseError

from dateline import keys
from dateline.doctor.store import Store, Wrong
from dateline.storybook import read_members
from dateline.storylines import Story


def count_behind(store: Store) -> int | None:
    """How many entries of the feed the stories have not taken in; None where all articles are gone through anew."""
    state = store.client.hgetall(keys.story_follower(store.collection))
    position = state.get("position")
    try:
        info = store.client.xinfo_stream(keys.feed(store.collection))
    except ResponseError:
        return 0
    if "scan" in state or position is None:
        return None if info["length"] else 0
    if position == info["last-generated-id"]:
        return 0
    return len(store.client.xrange(keys.feed(store.collection), min=f"({position}", count=10_000))


def look_at_held(store: Store, ids: Sequence[str]) -> Wrong:
    """Articles whose events are said to be in stories which do not have them, or not marked with them."""
    wrong: Wrong = {}
    for one in ids:
        held = store.client.hgetall(keys.stories_of(store.collection, one))
        found = store.ask(
            [
                (
                    ("HEXISTS", keys.story(store.collection, story), event),
                    ("HGET", keys.event(store.collection, event), "story"),
                )
                for event, story in held.items()
            ]
        )
        for n, (event, story) in enumerate(held.items()):
            if not found[2 * n]:
                wrong[one] = f"event {event} of {one} is said to be in the story {story}, which has it not"
            elif found[2 * n + 1] != story:
                wrong[one] = f"event {event} is in the story {story}, and marked with {found[2 * n + 1]}"
    return wrong


def look_at_stories(store: Store, ids: Sequence[str]) -> Wrong:
    """Stories with events that are elsewhere, or whose summary or list entry does not fit."""
    wrong: Wrong = {}
    for one in ids:
        fields = store.client.hgetall(keys.story(store.collection, one))
        if not fields:
            continue
        try:
            members = read_members(fields)
            summary = Story.model_validate_json(fields[keys.SUMMARY]) if keys.SUMMARY in fields else None
        except ValidationError:
            wrong[one] = f"story {one} cannot be read"
            continue
        held = store.ask(
            [("HGET", keys.stories_of(store.collection, told.article), event) for event, told in members.items()]
        )
        is_listed = bool(store.client.exists(keys.listed_story(store.collection, one)))
        if not members or any(story != one for story in held):
            wrong[one] = f"story {one} has an event that its article knows to be elsewhere"
        elif is_listed != (summary is not None) or (summary is not None and summary.events != len(members)):
            wrong[one] = f"story {one} has {len(members)} events; its summary or its entry in the index says otherwise"
    return wrong


def look_at_blocks(store: Store, ids: Sequence[str]) -> Wrong:
    """Traits by which stories are found that are gone."""
    wrong: Wrong = {}
    for block in ids:
        for stories in store.members(keys.story_block(store.collection, block)):
            found = store.have([keys.story(store.collection, story) for story in stories])
            if gone := [story for story, is_there in zip(stories, found, strict=True) if not is_there]:
                wrong[block] = f"the trait {block!r} leads to the story {gone[0]}, which is gone"
    return wrong


def look_at_listed(store: Store, ids: Sequence[str]) -> Wrong:
    """Stories in the index that are gone."""
    found = store.have([keys.story(store.collection, one) for one in ids])
    return {
        one: f"the story {one} is in the index, and gone"
        for one, is_there in zip(ids, found, strict=True)
        if not is_there
    }
