"""Stores of an older layout brought up to date, while they are in use.

Layout 1 kept the events inside the enriched article and in full in the index; layout 2 keeps each once.  What is
stored is marked once, and made anew as after a correction (`dateline.refresh`).
"""

import structlog
from redis import Redis

from dateline import keys
from dateline.scripts import register

log = structlog.get_logger()

LAYOUT = 2


def upgrade_collections(client: "Redis") -> int:
    """Mark the articles of all collections of an older layout; how many.  Does nothing to one that is up to date."""
    script = register(client, "upgrade")
    marked = 0
    for collection in map(str, client.smembers(keys.COLLECTIONS)):
        found = int(script(keys=[keys.layout(collection)], args=[keys.base(collection), "", LAYOUT]))
        if found:
            log.warning("upgrade.begun", collection=collection, layout=LAYOUT, articles=found)
        marked += found
    return marked


def add_collection(client: "Redis", collection: str) -> None:
    """Note that a collection exists; a new one has the layout of today."""
    if client.sadd(keys.COLLECTIONS, collection):
        client.set(keys.layout(collection), LAYOUT)
