"""What the feed says: which event changed and how, and that something was missed.  Pure."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from dateline.fields import ArticleId, Model
from dateline.models import EventRecord

Op = Literal["created", "updated", "retracted"]
# A place in the feed: milliseconds of Redis time, and a number within them.
FeedPosition = Annotated[str, StringConstraints(pattern=r"^\d{1,19}-\d{1,19}$")]
START: FeedPosition = "0-0"


class Change(Model):
    """An event was created, updated or retracted at a place of the feed.

    `event` is the event as it stands when the message is sent, null for a retracted one, and, while Dateline is
    upgraded, for one that a later version stored than that which tells it.
    """

    position: FeedPosition
    op: Op
    id: str
    article: ArticleId
    revision: int
    event: EventRecord | None = None


class Reset(Model):
    """Changes after the position asked for are no longer kept; the feed goes on from the oldest that are.

    Whoever keeps a copy of the events is to fetch all of them anew, and then to apply what follows.
    """

    position: FeedPosition
    reason: str


class Dropped(Model):
    """The listener read too slowly and is let go; it can come back with the last position that it got."""

    position: FeedPosition
    reason: str
