"""EventQuery -> Redis Query Engine: the only package that speaks FT.*.

Queries are built from typed parts; nothing that a user writes is read as the engine's syntax.  Lists are
ordered by (sort value, id), so that a cursor neither skips nor repeats a row while new events arrive.
"""

from dateline.search.cursors import decode_cursor, encode_cursor
from dateline.search.events import count_events, find_events
from dateline.search.facets import count_facets
from dateline.search.index import ensure_indexes, prepare_store
from dateline.search.places import count_places
from dateline.search.stories import find_stories
from dateline.search.subjects import find_subjects
from dateline.search.timeline import count_days

__all__ = [
    "count_days",
    "count_events",
    "count_facets",
    "count_places",
    "decode_cursor",
    "encode_cursor",
    "ensure_indexes",
    "find_events",
    "find_stories",
    "find_subjects",
    "prepare_store",
]
