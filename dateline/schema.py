"""The version of what is stored as JSON.  Readers upgrade what is older, and leave what is newer to later versions.

While Dateline is upgraded, processes of two versions work on one store.  The version is raised with every change after
which an older reader would take a stored record for something else, or could not read it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal, ParamSpec, TypeVar

from dateline.errors import Later

SCHEMA_VERSION = 1
T = TypeVar("T")
P = ParamSpec("P")
# What carries no version was stored by the first.
FIRST = 1

Fields = dict[str, Any]
# `posted` and `enriched` articles, the `header` that an article's events share, an `event`, a `subject`.
Kind = Literal["posted", "enriched", "header", "event", "subject"]
# (kind, version) -> makes of the fields of that version those of the next; where there is none, they are the same.
STEPS: dict[tuple[Kind, int], Callable[[Fields], Fields]] = {}


def upgrade(kind: Kind, fields: Fields, version: int | None = None) -> Fields:
    """`fields` as this version has them; `version` is theirs where they do not carry it.

    Raises Later where a later version of Dateline stored them.
    """
    found = int(version if version is not None else fields.get("schema_version", FIRST))
    if found > SCHEMA_VERSION:
        told = f"stored by a later version of Dateline (schema {found}, where this one reads {SCHEMA_VERSION})"
        raise Later(told, found)
    for number in range(found, SCHEMA_VERSION):
        step = STEPS.get((kind, number))
        fields = step(fields) if step else fields
    return fields


def keep_later(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Later:
    """What `read` gives, or the Later that it raises: one record must not keep the others of a list from being read."""
    try:
        return read(*args, **kwargs)
    except Later as error:
        return error


def split_later(found: Iterable[T | Later | None]) -> tuple[tuple[T, ...], int]:
    """What was read, and how many were stored by a later version; those that are None are gone."""
    known = [item for item in found if item is not None]
    return tuple(item for item in known if not isinstance(item, Later)), sum(isinstance(item, Later) for item in known)
