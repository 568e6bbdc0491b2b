"""What is told of one entity or place across the articles of a collection.  Pure."""

from dateline.models import EntityType, EventRecord, Model, Subject


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
