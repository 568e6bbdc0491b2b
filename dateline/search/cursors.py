"""Opaque cursors: the sort, and the sort value and id of the last row of a page, and what it was ranked in.  Pure."""

import base64
import json

from dateline.intake import invalid
from dateline.queries import Position


def encode_cursor(sort: str, position: Position) -> str:
    """An opaque cursor of an ordered list."""
    raw = json.dumps([sort, position.value, position.id, *(position.block or ())], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def decode_cursor(sort: str, cursor: str) -> Position:
    """The position that `cursor` holds.  Raises Invalid where it is none, or was made for another sort."""
    try:
        raw = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        made_for, value, key, *block = raw
        position = Position(value=value, id=key, block=block or None)
    except (ValueError, TypeError, RecursionError) as error:
        raise invalid("cursor", "is not one that a page gave as `next`") from error
    if made_for != sort:
        raise invalid("cursor", f"was made for another sort than {sort}")
    return position
