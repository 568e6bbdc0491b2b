"""What a store holds, to be compared as a whole."""

import json
from typing import Any

import redis

from dateline import keys

PARTS = (
    ":events:",
    ":enriched:",
    ":owned:",
    ":subject_",
    ":alias:",
    ":counts:",
    ":buckets:",
    ":facet:",
    ":articles",
    ":outdated",
)


def contents(client: redis.Redis) -> dict[str, Any]:
    """Everything that is stored of articles, events, subjects and names."""
    readers: dict[str, Any] = {
        "string": client.get,
        "hash": client.hgetall,
        "zset": lambda name: client.zrange(name, 0, -1, withscores=True),
    }
    found: dict[str, Any] = {}
    for name in sorted(map(str, client.keys("*"))):
        if name.startswith(keys.EVENT_PREFIX):
            found[name] = client.hgetall(name)
        elif name.startswith(keys.SUBJECT_PREFIX):
            found[name] = json.loads(str(client.execute_command("JSON.GET", name)))
            # The names of a subject are in no order.
            found[name].get("names", []).sort()
        elif any(part in name for part in PARTS):
            found[name] = readers[str(client.type(name))](name)
    return found
