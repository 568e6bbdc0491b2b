"""Corrections in Redis: read, changed in one step each, and written down."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis

from dateline import amendments, keys
from dateline.amendments import Amendment
from dateline.corrections import NONE, Corrections, kind_of
from dateline.errors import Conflict, NotFound, Unavailable
from dateline.identity import entity_key
from dateline.intake import invalid
from dateline.scripts import register

# All that one collection may hold: each alias list, merge, article split off and name is one.
MAX_CORRECTIONS = 100_000
# Tries of a change while others change the same collection.
MAX_TRIES = 20
LOG_LENGTH = 100_000
MAX_NUMBERED = 1_000
# A version is never given twice, so what it stood for can be kept; as many as there are busy collections.
MAX_HELD = 64
_held: dict[str, Corrections] = {"": NONE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change that is stored: the id of its line in the log (None where nothing changed), the key that `key`
    now means or was split into, and how many articles are to be made anew.
    """

    id: str | None
    key: str
    to: str
    to_remake: int


def load_corrections(client: "Redis", collection: str) -> Corrections:
    """The corrections in force.  One short question where they have not changed since this process read them."""
    name = keys.corrections(collection)
    held = _held.get(cast("str | None", client.hget(name, "version")) or "")
    if held is not None:
        return held
    found = decode(cast(dict[str, str], client.hgetall(name)))
    if len(_held) >= MAX_HELD:
        _held.clear()
        _held[""] = NONE
    _held[found.version] = found
    return found


def encode(corrections: Corrections) -> dict[str, str]:
    """The fields of the hash, without the version."""
    return {
        **{f"a:{key}": _json(list(aliases)) for key, aliases in corrections.aliases.items()},
        **{f"m:{key}": into for key, into in corrections.merges.items()},
        **{f"s:{key} {article}": to for key, made in corrections.splits.items() for article, to in made.items()},
        **{f"n:{key}": name for key, name in corrections.names.items()},
    }


def decode(fields: dict[str, str]) -> Corrections:
    """The corrections out of the fields of the hash."""
    found = Corrections(version=fields.get("version", ""))
    for name, value in fields.items():
        kind, _, key = name.partition(":")
        if kind == "a":
            found.aliases[key] = tuple(json.loads(value))
        elif kind == "m":
            found.merges[key] = value
        elif kind == "s":
            key, _, article = key.partition(" ")
            found.splits.setdefault(key, {})[article] = value
        elif kind == "n":
            found.names[key] = value
    return found


def read_name(client: "Redis", collection: str, key: str, corrections: Corrections) -> str | None:
    """What an entity is called; None where no article names it and no correction does."""
    found = cast("str | None", client.execute_command("JSON.GET", keys.subject(collection, key), "$.name"))
    if found:
        return str(json.loads(found)[0])
    return corrections.names.get(key, key.partition("/")[2]) if corrections.mentions(key) else None


def require_known(client: "Redis", collection: str, key: str, corrections: Corrections) -> str:
    """What the entity `key` is called.  Raises NotFound."""
    called = read_name(client, collection, key, corrections)
    if called is None:
        raise NotFound("no entity has this key")
    return called


class CorrectionStore:
    """The corrections of one collection, for those who change them; `request_id` is written down with each."""

    def __init__(self, client: "Redis", collection: str, request_id: str) -> None:
        self._client = client
        self._collection = collection
        self._request_id = request_id
        self._correct = register(client, "correct")

    def give_aliases(self, key: str, aliases: Sequence[str]) -> Outcome:
        """Replace the aliases that were given to `key`.  Raises NotFound, Conflict and Invalid."""
        return self._apply(key, lambda now: amendments.give_aliases(now, key, aliases, self._require(now, key)))

    def merge(self, key: str, into: str) -> Outcome:
        """Make `key` a part of `into`.  Raises NotFound, Conflict and Invalid."""

        def plan(now: Corrections) -> Amendment:
            self._require(now, key)
            target = now.resolve(into)
            called = self._called(now, target)
            if called is None:
                raise invalid("into", "no entity has this key")
            return amendments.merge(now, key, target, called)

        return self._apply(key, plan)

    def undo_merge(self, key: str) -> Outcome:
        """Make `key` an entity of its own again.  Raises NotFound."""
        return self._apply(key, lambda now: amendments.undo_merge(now, key))

    def split(self, key: str, articles: Sequence[str], to: str | None, name: str | None) -> Outcome:
        """In `articles`, make `key` the entity `to`, or a new one called `name`, or like it with a number.

        Raises NotFound, Conflict and Invalid.
        """
        name = None if name is None else amendments.clean_name("name", name)

        def plan(now: Corrections) -> Amendment:
            called = self._require(now, key)
            amendments.require_own(now, key)
            target = to or self._free_key(now, key, name)
            self._require_articles(key, articles)
            return amendments.split(now, key, articles, target, name or self._called(now, target) or called)

        return self._apply(key, plan)

    def undo_split(self, key: str, articles: Sequence[str]) -> Outcome:
        """Make what was split off from `key` a part of it again.  Raises NotFound and Invalid."""
        return self._apply(key, lambda now: amendments.undo_split(now, key, articles))

    def _apply(self, key: str, plan: Callable[[Corrections], Amendment | None]) -> Outcome:
        for _ in range(MAX_TRIES):
            now = load_corrections(self._client, self._collection)
            amendment = plan(now)
            if amendment is None:
                return Outcome(None, key, key, 0)
            answer = self._run(now, amendment)
            if answer[0] != "stale":
                to = amendment.detail.get("to") or amendment.after.resolve(key)
                return Outcome(answer[0], key, str(to), int(answer[1]))
        raise Unavailable("the corrections of this collection are being changed by many at once; try again")

    def _run(self, now: Corrections, amendment: Amendment) -> list[Any]:
        before, after = encode(now), encode(amendment.after)
        if len(after) > max(MAX_CORRECTIONS, len(before)):
            raise Conflict(f"the collection has {MAX_CORRECTIONS} corrections, which is the limit")
        change = {
            "was": now.version,
            "version": secrets.token_hex(12),
            "set": {name: value for name, value in after.items() if before.get(name) != value},
            "clear": [name for name in before if name not in after],
            "kind": amendment.kind,
            "key": amendment.key,
            "detail": _json(amendment.detail),
            "request": self._request_id,
            "keys": amendment.keys,
            "articles": amendment.articles,
            "added": amendment.added,
            "removed": amendment.removed,
            "entity_kind": kind_of(amendment.key),
        }
        return cast(
            list[Any],
            self._correct(
                keys=[keys.corrections(self._collection)],
                args=[keys.base(self._collection), "", keys.subject(self._collection, ""), LOG_LENGTH, _json(change)],
            ),
        )

    def _require(self, now: Corrections, key: str) -> str:
        return require_known(self._client, self._collection, key, now)

    def _called(self, now: Corrections, key: str) -> str | None:
        return read_name(self._client, self._collection, key, now)

    def _require_articles(self, key: str, articles: Sequence[str]) -> None:
        named = keys.subject_articles(self._collection, key)
        found = self._client.zmscore(named, list(articles))
        for place, score in enumerate(found):
            if score is None:
                raise invalid(f"articles.{place}", "is not the id of an article that names this entity")

    def _free_key(self, now: Corrections, key: str, name: str | None) -> str:
        """The key of `name`; where that is the entity's own, or no name is given, the first with a number."""
        wanted = entity_key(kind_of(key), name) if name else key
        if wanted != key:
            return wanted
        for number in range(2, MAX_NUMBERED):
            if self._called(now, f"{key}-{number}") is None:
                return f"{key}-{number}"
        raise Conflict("key: give one; there are too many of this name")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
