"""What is told of one entity or place across the articles of a collection, and of its corrections.  Pure."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator

from dateline.fields import Model
from dateline.models import EntityType, EventRecord, FeatureClass


def _from_ordinal(value: object) -> object:
    return dt.date.fromordinal(value) if isinstance(value, int) else value


# A day, stored as a proleptic ordinal, since that is what the engine sorts.
Ordinal = Annotated[dt.date, BeforeValidator(_from_ordinal)]


class Subject(Model):
    """An entity or place across the articles of a collection: what it is called, how many name it, since when."""

    key: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    articles: int
    events: int | None = None
    first: Ordinal
    last: Ordinal
    country: str | None = None
    geonameid: int | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature_class: FeatureClass | None = None
    feature_code: str | None = None
    population: int | None = None


class NameCount(Model):
    """A name or title, and how many articles use it."""

    name: str
    articles: int


class Companion(Model):
    """An entity that is in the same events, and in how many of the newest ones that were looked at."""

    key: str
    name: str
    type: EntityType
    events: int


class EntityProfile(Subject):
    """An entity or place with all that is known of it.

    `aliases`: the names that articles use, most used first; `given`: those that analysts gave; `merged`: the keys
    that were merged into this one; `together`: who is in the same events; `newest`: the latest events that it has a
    part in or, for a place, that happen there; `events_path` is the whole list of them.
    """

    aliases: tuple[NameCount, ...]
    given: tuple[str, ...]
    titles: tuple[NameCount, ...]
    merged: tuple[str, ...]
    together: tuple[Companion, ...]
    newest: tuple[EventRecord, ...]
    events_path: str
    newest_articles: tuple[str, ...]


class GivenAliases(Model):
    """The aliases that analysts gave an entity."""

    key: str
    aliases: tuple[str, ...]


class Correction(Model):
    """A correction that is stored.

    `to`: the key that the entity means now, or that was split off; `to_remake`: how many articles are made anew in
    the background (`GET /v1/status` tells how many are left); `id`: its line in the log, null where all was so already.
    """

    id: str | None
    key: str
    to: str
    to_remake: int
