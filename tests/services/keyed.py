"""A service that needs keys, and keys of every kind for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import fakeredis
import redis

from dateline.access import EVERY, SCOPES, AccessKeys
from dateline.queue import open_queue
from dateline.settings import Settings
from services.http import Backend

HERE, ELSEWHERE = "north", "south"


@dataclass(frozen=True)
class Keys:
    """What to send, by what it is: a scope of HERE; `expired`, `revoked`; `elsewhere` and `every`, of all scopes."""

    texts: Mapping[str, str]

    def __getitem__(self, kind: str) -> dict[str, str]:
        """The headers to send."""
        return {"Authorization": f"Bearer {self.texts[kind]}"}


def make_keys(client: redis.Redis) -> Keys:
    made = AccessKeys(client)
    texts: dict[str, str] = {scope: made.create(scope, HERE, {scope}, None)[1] for scope in SCOPES}
    texts["expired"] = made.create("expired", HERE, {"admin"}, -1)[1]
    revoked, texts["revoked"] = made.create("revoked", HERE, {"admin"}, None)
    made.revoke(revoked.id)
    texts["elsewhere"] = made.create("elsewhere", ELSEWHERE, {"admin"}, None)[1]
    texts["every"] = made.create("every", EVERY, {"admin"}, None)[1]
    return Keys(texts)


def operations(described: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every operation."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def open_backend(server: fakeredis.FakeServer, **given: object) -> Backend:
    """A service on a fake Redis that needs keys, with the settings that are given."""
    return Backend(
        Settings.model_validate({"require_keys": "always", **given}),
        fakeredis.FakeRedis(server=server, decode_responses=True),
        fakeredis.FakeAsyncRedis(server=server, decode_responses=True),
        open_queue(fakeredis.FakeRedis(server=server, db=1), 60),
    )
