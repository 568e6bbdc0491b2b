"""What analysts correct about entities, as methods of the clients."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import quote

from dateline.client.calls import JSON, Call
from dateline.subjects import Correction, GivenAliases

T = TypeVar("T")


class Correcting(ABC):
    """The corrections of the synchronous client; each holds at once, and articles are made anew behind it."""

    @abstractmethod
    def _perform(self, call: Call[T]) -> T: ...

    def aliases(self, key: str) -> tuple[str, ...]:
        """The names that analysts gave an entity."""
        return self._perform(_show_aliases(key)).aliases

    def give_aliases(self, key: str, aliases: Sequence[str]) -> Correction:
        """Say which names mean an entity, in place of those given before."""
        return self._perform(_give_aliases(key, aliases))

    def merge(self, key: str, into: str) -> Correction:
        """Make an entity a part of another one of its kind."""
        return self._perform(_change("POST", key, "merge", {"into": into}))

    def undo_merge(self, key: str) -> Correction:
        """Make a merged entity one of its own again."""
        return self._perform(_change("DELETE", key, "merge"))

    def split(self, key: str, articles: Sequence[str], *, to: str | None = None, name: str | None = None) -> Correction:
        """Say that in some articles an entity is another one: the key `to`, or a new one called `name`."""
        return self._perform(_split(key, articles, to, name))

    def undo_split(self, key: str, articles: Sequence[str] = ()) -> Correction:
        """Make what was split off a part of the entity again: in some articles, or in all."""
        return self._perform(_undo_split(key, articles))


class AsyncCorrecting(ABC):
    """The corrections of the asynchronous client; each holds at once, and articles are made anew behind it."""

    @abstractmethod
    async def _perform(self, call: Call[T]) -> T: ...

    async def aliases(self, key: str) -> tuple[str, ...]:
        """The names that analysts gave an entity."""
        return (await self._perform(_show_aliases(key))).aliases

    async def give_aliases(self, key: str, aliases: Sequence[str]) -> Correction:
        """Say which names mean an entity, in place of those given before."""
        return await self._perform(_give_aliases(key, aliases))

    async def merge(self, key: str, into: str) -> Correction:
        """Make an entity a part of another one of its kind."""
        return await self._perform(_change("POST", key, "merge", {"into": into}))

    async def undo_merge(self, key: str) -> Correction:
        """Make a merged entity one of its own again."""
        return await self._perform(_change("DELETE", key, "merge"))

    async def split(
        self, key: str, articles: Sequence[str], *, to: str | None = None, name: str | None = None
    ) -> Correction:
        """Say that in some articles an entity is another one: the key `to`, or a new one called `name`."""
        return await self._perform(_split(key, articles, to, name))

    async def undo_split(self, key: str, articles: Sequence[str] = ()) -> Correction:
        """Make what was split off a part of the entity again: in some articles, or in all."""
        return await self._perform(_undo_split(key, articles))


def _show_aliases(key: str) -> Call[GivenAliases]:
    return Call("GET", _path(key, "aliases"), lambda answer: GivenAliases.model_validate_json(answer.content))


def _give_aliases(key: str, aliases: Sequence[str]) -> Call[Correction]:
    return _change("PUT", key, "aliases", {"aliases": list(aliases)}, is_safe=True)


def _split(key: str, articles: Sequence[str], to: str | None, name: str | None) -> Call[Correction]:
    given = {"articles": list(articles), "key": to, "name": name}
    return _change("POST", key, "split", {field: value for field, value in given.items() if value is not None})


def _undo_split(key: str, articles: Sequence[str]) -> Call[Correction]:
    return _change("DELETE", key, "split", params={"article": list(articles)})


def _change(
    method: str,
    key: str,
    what: str,
    body: dict[str, object] | None = None,
    *,
    params: dict[str, list[str]] | None = None,
    is_safe: bool = False,
) -> Call[Correction]:
    """A correction; one that is sent twice is refused the second time, unless it `is_safe`."""
    return Call(
        method,
        _path(key, what),
        lambda answer: Correction.model_validate_json(answer.content),
        params or {},
        headers={"Content-Type": JSON} if body else {},
        content=json.dumps(body).encode() if body else None,
        is_safe=is_safe,
    )


def _path(key: str, what: str) -> str:
    return f"/v1/entities/{quote(key, safe='/')}/{what}"
