"""What analysts have corrected about entities, and what that makes of an enriched article.  Pure.

Stored articles keep the keys that the pipeline gave; corrections are applied when records are made of an
article and when one is read, so each can be undone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import JsonValue

from dateline.identity import entity_key
from dateline.models import EnrichedArticle, Entity, Event
from dateline.names import normalize_name

# Places are the gazetteer's: their names can be added to, but what is a place of its own is not for a correction.
PLACE_KIND = "place"


def kind_of(key: str) -> str:
    """The first part of a key: `person` of `person/anna-keller`."""
    return key.partition("/")[0]


@dataclass(frozen=True)
class Corrections:
    """All corrections of a collection that are in force.

    `version` is new with every change, and "" before the first.  `aliases`: key -> names that mean it;
    `merges`: key -> the one that it is part of; `splits`: key -> article id -> the key that it is there;
    `names`: what the keys are called that others are turned into, in every article.
    """

    version: str = ""
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merges: dict[str, str] = field(default_factory=dict)
    splits: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def given(self) -> dict[tuple[str, str], str]:
        """(kind, normalized alias) -> the key that it was given to."""
        return {
            (kind_of(key), normalize_name(alias)): key for key, aliases in self.aliases.items() for alias in aliases
        }

    @cached_property
    def merged(self) -> dict[str, tuple[str, ...]]:
        """Key -> the keys that end in it by merges, of which it is not one itself."""
        found: dict[str, list[str]] = {}
        for key in self.merges:
            found.setdefault(self.resolve(key), []).append(key)
        return {key: tuple(sorted(sources)) for key, sources in found.items()}

    def forward(self, key: str) -> str | None:
        """The key that stands for `key` now: it was merged, or its name was given to another; None where neither."""
        if key in self.merges:
            return self.resolve(key)
        owner = self._named_by_aliases.get(key, key)
        return self.resolve(owner) if owner != key else None

    @cached_property
    def _named_by_aliases(self) -> dict[str, str]:
        return {entity_key(kind, alias): key for (kind, alias), key in self.given.items() if kind != PLACE_KIND}

    def resolve(self, key: str) -> str:
        """The key that `key` ends in by merges; itself where it is not merged."""
        seen: set[str] = set()
        while key in self.merges and key not in seen:
            seen.add(key)
            key = self.merges[key]
        return key

    def locate(self, article_id: str, key: str, name: str) -> str:
        """The key of an entity that the pipeline called `name` and gave `key` in an article.

        A given alias comes first; then, step by step, the key's split for this article before its merge.  A key
        that is met again ends the walk: what was split off there has been merged back, and the merge stands.
        """
        kind = kind_of(key)
        if kind != PLACE_KIND:
            key = self.given.get((kind, normalize_name(name)), key)
        seen: set[str] = set()
        while key not in seen:
            seen.add(key)
            key = self.splits.get(key, {}).get(article_id) or self.merges.get(key, key)
        return self.resolve(key)

    def call(self, key: str, name: str) -> str:
        """What an entity of this key is called, where an article calls it `name`; the gazetteer names places."""
        return name if kind_of(key) == PLACE_KIND else self.names.get(key, name)

    def reach(self, key: str) -> set[str]:
        """All keys that what passes through `key` may have ended in, itself included."""
        found: set[str] = set()
        ahead = [key]
        while ahead:
            at = ahead.pop()
            if at not in found:
                found.add(at)
                ahead += [*self.splits.get(at, {}).values(), *filter(None, [self.merges.get(at)])]
        return found

    def mentions(self, key: str) -> bool:
        """Is `key` on either side of a correction?"""
        return key in self.aliases or key in self.splits or key in self.merges or key in self.names


NONE = Corrections()


def correct(article: EnrichedArticle, corrections: Corrections) -> EnrichedArticle:
    """`article`, whose entities have the pipeline's keys, with the keys and names that the corrections give.

    The name that an entity loses becomes one of its aliases.  Events follow their entities, so it does not
    matter which corrections they were made with before.
    """
    if not corrections.version:
        return article
    entities = tuple(_correct_entity(article.id, entity, corrections) for entity in article.entities)
    known = {entity.id: entity for entity in entities}
    return article.model_copy(
        update={
            "entities": entities,
            "events": tuple(_follow(event, known) for event in article.events),
            "in_title": _correct_title(article.id, article.in_title, corrections),
        }
    )


def _correct_entity(article_id: str, entity: Entity, corrections: Corrections) -> Entity:
    key = corrections.locate(article_id, entity.key, entity.name)
    name = corrections.call(key, entity.name)
    if (key, name) == (entity.key, entity.name):
        return entity
    return entity.model_copy(update={"key": key, "name": name, "aliases": _rename(entity.name, entity.aliases, name)})


def _rename(was: str, aliases: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias for alias in (was, *aliases) if alias != name))


def _follow(event: Event, entities: dict[str, Entity]) -> Event:
    """`event` with the keys and names of its entities as they are now."""
    actors = tuple(
        actor.model_copy(update={"key": known.key, "name": known.name})
        if (known := entities.get(actor.entity or ""))
        else actor
        for actor in event.actors
    )
    source = event.source
    if source is not None and (known := entities.get(source.speaker or "")):
        source = source.model_copy(update={"key": known.key})
    return event.model_copy(update={"actors": actors, "source": source})


def _correct_title(
    article_id: str, in_title: dict[str, list[JsonValue]] | None, corrections: Corrections
) -> dict[str, list[JsonValue]] | None:
    if not in_title or not in_title.get("entities"):
        return in_title
    return {**in_title, "entities": list(_title_entities(article_id, in_title["entities"], corrections))}


def _title_entities(article_id: str, found: list[JsonValue], corrections: Corrections) -> Iterator[JsonValue]:
    for item in found:
        entity: Any = item
        key = corrections.locate(article_id, entity["key"], entity["name"])
        name = corrections.call(key, entity["name"])
        if (key, name) == (entity["key"], entity["name"]):
            yield item
            continue
        aliases = _rename(entity["name"], entity.get("aliases", ()), name)
        yield {**entity, "key": key, "name": name, "aliases": list(aliases)}
