"""Idempotency keys: what a request with a key was answered, so that the same request gets the same answer.

A key is held by one request at a time.  The hold is short and renewed, so that one whose process died blocks
nobody for long; the answer is kept for a day.
"""

import json
import secrets
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from redis.asyncio import Redis

from dateline import keys
from dateline.errors import Busy
from dateline.identity import digest
from dateline.intake import invalid

KEPT_SECONDS = 24 * 3600
HOLD_SECONDS = 10.0
MAX_KEY = 255


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered."""

    status: int
    headers: dict[str, str]
    body: str


class IdempotencyKey:
    """One key of one collection on `client` (which decodes its answers), for requests of one content.

    `fingerprint` is a hash of all that makes the request what it is.
    """

    def __init__(self, client: "Redis", collection: str, key: str, fingerprint: str) -> None:
        self._name = keys.idempotency(collection, digest(key))
        self._fingerprint = fingerprint
        self._token = secrets.token_hex(16)
        self._reserve = client.register_script(_read("reserve"))
        self._settle = client.register_script(_read("settle"))

    async def hold(self) -> Answer | None:
        """Hold the key; the answer where the same request was answered already.

        Raises Invalid where the key was used for other content, and Busy while another request holds it.
        """
        outcome, *answer = await self._reserve(
            keys=[self._name], args=[self._fingerprint, self._token, _milliseconds(HOLD_SECONDS)]
        )
        return self._read_outcome(outcome, answer)

    @staticmethod
    def _read_outcome(outcome: Literal["held", "other", "busy", "done"], answer: list[Any]) -> Answer | None:
        if outcome == "other":
            raise invalid("Idempotency-Key", "was used for other content within the last 24 hours")
        if outcome == "busy":
            raise Busy("a request with this Idempotency-Key is at work; try again for its answer")
        return Answer(**json.loads(answer[0])) if outcome == "done" else None

    async def renew(self) -> bool:
        """Hold the key for longer; false where it is lost."""
        return bool(await self._settle(keys=[self._name], args=[self._token, _milliseconds(HOLD_SECONDS), ""]))

    async def keep(self, answer: Answer) -> bool:
        """Keep the answer for KEPT_SECONDS; false where the key is lost."""
        told = json.dumps({"status": answer.status, "headers": answer.headers, "body": answer.body})
        return bool(await self._settle(keys=[self._name], args=[self._token, _milliseconds(KEPT_SECONDS), told]))

    async def release(self) -> None:
        """Forget the key, so that the request can be made again."""
        await self._settle(keys=[self._name], args=[self._token, 0, ""])


def _read(name: str) -> str:
    return files("dateline").joinpath(f"lua/{name}.lua").read_text(encoding="utf-8")


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)
