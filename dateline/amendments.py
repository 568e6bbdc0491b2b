"""What an analyst may change about entities, and what each change asks to be made anew.  Pure.

Every function takes the corrections as they are and answers an Amendment, or raises the problem that the request
has: NotFound, Conflict, Invalid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import JsonValue

from dateline.corrections import PLACE_KIND, Corrections, kind_of
from dateline.errors import Conflict, NotFound
from dateline.intake import invalid
from dateline.names import normalize_name

Kind = Literal["aliases", "merge", "undo merge", "split", "undo split"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change: the corrections `after` it, how it is written down, and what it concerns.

    The records of the articles that name `keys`, of `articles`, and of those that name an entity of the kind of
    `key` by one of the `added` or `removed` aliases (normalized) are to be made anew.  An alias of a place only finds
    it, and concerns no article.
    """

    kind: Kind
    key: str
    detail: dict[str, JsonValue]
    after: Corrections
    keys: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def give_aliases(now: Corrections, key: str, aliases: Sequence[str], called: str) -> Amendment | None:
    """`key`, an entity `called` so, gets `aliases` in place of those it was given before; None where they are these."""
    require_own(now, key)
    wanted: dict[str, str] = {}
    for place, alias in enumerate(aliases):
        alias = clean_name(f"aliases.{place}", alias)
        plain = normalize_name(alias)
        if (owner := now.given.get((kind_of(key), plain), key)) != key:
            raise Conflict(f"aliases.{place}: was given to {owner} already; take it from there first")
        wanted.setdefault(plain, alias)
    had = {normalize_name(alias): alias for alias in now.aliases.get(key, ())}
    if had == wanted:
        return None
    rest = {other: given for other, given in now.aliases.items() if other != key}
    after = replace(now, aliases={**rest, key: tuple(wanted.values())} if wanted else rest)
    after = _named(after, key, called)
    return Amendment(
        "aliases",
        key,
        {"before": list(had.values()), "after": list(wanted.values())},
        after,
        keys=() if kind_of(key) == PLACE_KIND else _renamed(now, after),
        added=tuple(plain for plain in wanted if plain not in had),
        removed=tuple(plain for plain in had if plain not in wanted),
    )


def clean_name(field: str, name: str) -> str:
    """`name` without spaces around it or doubled ones.  Raises Invalid where nothing is left that could be compared."""
    plain = normalize_name(name)
    if not plain or not plain.isprintable():
        raise invalid(field, "holds no name")
    return " ".join(name.split())


def merge(now: Corrections, key: str, into: str, called: str) -> Amendment:
    """`key` becomes a part of `into`, an entity `called` so; where that is merged itself, of what it ends in."""
    _require_no_place(key)
    require_own(now, key)
    target = now.resolve(into)
    if kind_of(target) != kind_of(key):
        raise Conflict(f"into: is of the kind {kind_of(target)}, not {kind_of(key)}; only entities of one kind merge")
    if target == key:
        raise Conflict("into: is this entity, or has been merged into it; it would be a part of itself")
    after = _named(replace(now, merges={**now.merges, key: target}), target, called)
    return Amendment("merge", key, {"into": target}, after, keys=(key,))


def undo_merge(now: Corrections, key: str) -> Amendment:
    """`key` is an entity of its own again."""
    if key not in now.merges:
        raise NotFound("this entity has not been merged into another")
    after = _named(replace(now, merges={source: into for source, into in now.merges.items() if source != key}))
    keys = tuple(sorted({*now.reach(key), *_renamed(now, after)}))
    return Amendment("undo merge", key, {"into": now.merges[key]}, after, keys=keys)


def split(now: Corrections, key: str, articles: Sequence[str], to: str, called: str) -> Amendment:
    """In `articles`, what has `key` is the entity `to` instead, `called` so."""
    _require_no_place(key)
    require_own(now, key)
    if kind_of(to) != kind_of(key):
        raise Conflict(f"key: is of the kind {kind_of(to)}, not {kind_of(key)}; an entity keeps its kind")
    if to == key:
        raise invalid("key", "is the entity itself; give the one that it is in these articles")
    if to in now.merges:
        raise Conflict(f"key: has been merged into {now.resolve(to)}; name that one")
    for place, article in enumerate(articles):
        if article in now.splits.get(to, {}):
            raise Conflict(f"articles.{place}: {to} is split there itself; name what it became, or undo that split")
    splits = {**now.splits, key: {**now.splits.get(key, {}), **dict.fromkeys(articles, to)}}
    # An article split anew may have been the last of what it was split into before.
    after = _named(replace(now, splits=splits, names={**now.names, to: called}))
    detail: dict[str, JsonValue] = {"articles": list(articles), "to": to, "name": called}
    keys = (*_renamed(now, after), *(() if to in now.names else (to,)))
    return Amendment("split", key, detail, after, keys=keys, articles=tuple(articles))


def undo_split(now: Corrections, key: str, articles: Sequence[str]) -> Amendment:
    """What was split off from `key` is part of it again: in `articles`, or in all where none are named."""
    split_off = now.splits.get(key, {})
    if not split_off:
        raise NotFound("nothing has been split off from this entity")
    for place, article in enumerate(articles):
        if article not in split_off:
            raise invalid(f"article.{place}", "is not one in which it was split off")
    gone = {article: to for article, to in split_off.items() if not articles or article in articles}
    left = {article: to for article, to in split_off.items() if article not in gone}
    rest = {other: made for other, made in now.splits.items() if other != key}
    after = _named(replace(now, splits={**rest, key: left} if left else rest))
    detail: dict[str, JsonValue] = {"articles": dict(gone)}
    return Amendment("undo split", key, detail, after, keys=_renamed(now, after), articles=tuple(gone))


def require_own(now: Corrections, key: str) -> None:
    """Raise Conflict where `key` has been merged into another."""
    if key in now.merges:
        raise Conflict(f"this entity has been merged into {now.resolve(key)}; correct that one, or undo the merge")


def _require_no_place(key: str) -> None:
    if kind_of(key) == PLACE_KIND:
        raise Conflict("places are the gazetteer's: they are neither merged nor split")


def _named(after: Corrections, key: str = "", called: str = "") -> Corrections:
    """`after` with the name of every key that others are turned into, and of no other."""
    targets = {*after.aliases, *after.merges.values(), *(to for made in after.splits.values() for to in made.values())}
    names = {target: name for target, name in after.names.items() if target in targets}
    if key in targets:
        names.setdefault(key, called)
    return replace(after, names=names)


def _renamed(now: Corrections, after: Corrections) -> tuple[str, ...]:
    """The keys that had a name of their own and have another one, or none."""
    return tuple(key for key, name in now.names.items() if after.names.get(key) != name)
