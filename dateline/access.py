"""Keys of access: random, shown once, kept as a hash; each bound to a collection, with scopes and perhaps an end.

A key is written `dl_<id>_<secret>`.  The id may be known to anybody and stands in logs; the secret is 256 random bits,
so a plain hash keeps it as safe as a slow one would.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, cast

import redis
import redis.asyncio
import structlog

from dateline import keys
from dateline.addresses import is_loopback
from dateline.errors import BadKey, Conflict, NotFound, Setup
from dateline.settings import Settings

log = structlog.get_logger()
Scope = Literal["ingest", "read", "admin"]
SCOPES: tuple[Scope, ...] = ("ingest", "read", "admin")
# What a key of all collections is bound to; no collection can be called so.
EVERY = "*"
ID_BYTES, SECRET_BYTES = 6, 32
_WRITTEN = re.compile(rf"dl_([0-9a-f]{{{2 * ID_BYTES}}})_([0-9a-f]{{{2 * SECRET_BYTES}}})")
# What a key whose id is unknown is compared with, so that it takes as long.
_NO_DIGEST = "0" * 64
USE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Written:
    """A key as a client sends it."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class AccessKey:
    """A key as it is stored: what it may do, since when and until when (milliseconds of Redis time).

    After a rotation the former secret, too, opens until `former_until_ms`.
    """

    id: str
    name: str
    collection: str
    scopes: frozenset[Scope]
    created_ms: int
    digest: str
    expires_ms: int | None = None
    revoked_ms: int | None = None
    rotated_ms: int | None = None
    used_ms: int | None = None
    former_digest: str = ""
    former_until_ms: int = 0

    def state(self, now_ms: int) -> Literal["active", "expired", "revoked"]:
        """Whether it opens anything at that time."""
        if self.revoked_ms is not None:
            return "revoked"
        return "expired" if self.expires_ms is not None and now_ms >= self.expires_ms else "active"

    def opens_with(self, digest: str, now_ms: int) -> bool:
        """Is `digest` of its secret, or of the former one while that opens?  Takes the same time for any."""
        is_present = hmac.compare_digest(self.digest, digest)
        is_former = hmac.compare_digest(self.former_digest or _NO_DIGEST, digest)
        return is_present or (is_former and now_ms < self.former_until_ms)

    def covers(self, collection: str) -> bool:
        """Is it a key of that collection?"""
        return self.collection in (EVERY, collection)

    def allows(self, scopes: Collection[Scope]) -> bool:
        """Has it one of `scopes`?  The scope admin includes the others."""
        return "admin" in self.scopes or not self.scopes.isdisjoint(scopes)


def needs_keys(settings: Settings) -> bool:
    """Do calls of a service with these settings need a key?"""
    if settings.require_keys == "auto":
        return not is_loopback(settings.host)
    return settings.require_keys == "always"


def require_key(client: "redis.Redis", settings: Settings, where: str = "") -> None:
    """Raise Setup where calls need a key and there is none yet; `where` is the option of `dateline keys` for it."""
    if not needs_keys(settings) or AccessKeys(client).has_active():
        return
    why = f"others can reach {settings.host}" if settings.require_keys == "auto" else "DATELINE_REQUIRE_KEYS says so"
    create = " ".join(("dateline keys create", *([where] if where else []), "--name NAME --scope admin"))
    raise Setup(
        f"every call needs a key ({why}), and there is no key yet. Make one with `{create}`, or serve on 127.0.0.1,"
        " where none is needed"
    )


def read_written(text: str) -> Written | None:
    """A key as it came; None where it has not the form of one."""
    found = _WRITTEN.fullmatch(text)
    return Written(found[1], _hash(found[2])) if found else None


async def look_up(client: "redis.asyncio.Redis", written: Written) -> AccessKey:
    """The key that a client sent, in one round trip; that it was used is noted once a minute.

    Raises BadKey where it opens nothing; why is told only to whoever has its secret.
    """
    async with client.pipeline(transaction=False) as pipe:
        pipe.hgetall(keys.access_key(written.id))
        pipe.hget(keys.KEY_USES, written.id)
        pipe.time()
        fields, used_ms, (seconds, microseconds) = await pipe.execute()
    now_ms = seconds * 1000 + microseconds // 1000
    key = _read(written.id, fields, used_ms)
    if not key.opens_with(written.digest, now_ms):
        raise BadKey("this key is not known here")
    if (state := key.state(now_ms)) != "active":
        raise BadKey(f"this key {'has expired' if state == 'expired' else 'was revoked'}")
    if now_ms - (key.used_ms or 0) >= USE_MS:
        await _note_use(client, key.id)
    return key


async def _note_use(client: "redis.asyncio.Redis", key_id: str) -> None:
    try:
        await client.register_script(_TOUCH)(keys=[keys.KEY_USES], args=[key_id, USE_MS])
    except redis.ResponseError as error:
        # A store that takes no writes, being full for one, can be read all the same.
        log.warning("key.use_not_noted", key_id=key_id, error=type(error).__name__)


class AccessKeys:
    """All keys, on `client` (which decodes its answers); for whoever administers them."""

    def __init__(self, client: "redis.Redis") -> None:
        self._client = client

    def create(
        self, name: str, collection: str, scopes: Collection[Scope], life_seconds: float | None
    ) -> tuple[AccessKey, str]:
        """A new key, and what is to be sent for it, which is kept nowhere."""
        key_id, secret, now_ms = secrets.token_hex(ID_BYTES), secrets.token_hex(SECRET_BYTES), self.now_ms()
        fields: dict[Any, Any] = {
            "name": name,
            "collection": collection,
            "scopes": " ".join(scope for scope in SCOPES if scope in scopes),
            "created_ms": now_ms,
            "digest": _hash(secret),
            **({} if life_seconds is None else {"expires_ms": now_ms + round(life_seconds * 1000)}),
        }
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hset(keys.access_key(key_id), mapping=fields)
            pipe.sadd(keys.ACCESS_KEYS, key_id)
            pipe.execute()
        return self.read(key_id), _write(key_id, secret)

    def read(self, key_id: str) -> AccessKey:
        """One key.  Raises NotFound."""
        fields = cast("dict[str, str]", self._client.hgetall(keys.access_key(key_id)))
        if not fields:
            raise NotFound("no key has this id; `dateline keys list` shows them")
        return _read(key_id, fields, cast("str | None", self._client.hget(keys.KEY_USES, key_id)))

    def read_all(self) -> list[AccessKey]:
        """All keys, those that were revoked too, in the order in which they were made."""
        ids = sorted(map(str, self._client.smembers(keys.ACCESS_KEYS)))
        with self._client.pipeline(transaction=False) as pipe:
            pipe.hgetall(keys.KEY_USES)
            for key_id in ids:
                pipe.hgetall(keys.access_key(key_id))
            uses, *stored = pipe.execute()
        found = [_read(one, fields, uses.get(one)) for one, fields in zip(ids, stored, strict=True) if fields]
        return sorted(found, key=lambda key: (key.created_ms, key.id))

    def has_active(self) -> bool:
        """Is there any that opens something?"""
        now_ms = self.now_ms()
        return any(key.state(now_ms) == "active" for key in self.read_all())

    def rotate(self, key_id: str, overlap_seconds: float, life_seconds: float | None) -> tuple[AccessKey, str]:
        """Give the key another secret; the one until now opens for `overlap_seconds` more, one before it no longer.

        The key ends when it did, or after `life_seconds`.  Raises NotFound, and Conflict where it opens nothing.
        """
        secret, now_ms = secrets.token_hex(SECRET_BYTES), self.now_ms()

        def change(pipe: Any) -> None:
            # Under watch commands answer at once, until `multi`.
            key = _read(key_id, pipe.hgetall(keys.access_key(key_id)))
            state = key.state(now_ms)
            if state == "revoked" or (state == "expired" and life_seconds is None):
                raise Conflict(f"the key is {state}; make another one" + " or say when it ends" * (state == "expired"))
            end = {} if life_seconds is None else {"expires_ms": now_ms + round(life_seconds * 1000)}
            former = {"former_digest": key.digest, "former_until_ms": now_ms + round(overlap_seconds * 1000)}
            pipe.multi()
            pipe.hset(keys.access_key(key_id), mapping={"digest": _hash(secret), "rotated_ms": now_ms, **former, **end})

        self.read(key_id)
        self._client.transaction(change, keys.access_key(key_id))
        return self.read(key_id), _write(key_id, secret)

    def revoke(self, key_id: str) -> AccessKey:
        """Have the key open nothing from now on; it stays in the list.  Raises NotFound."""
        self.read(key_id)
        self._client.hsetnx(keys.access_key(key_id), "revoked_ms", str(self.now_ms()))
        return self.read(key_id)

    def now_ms(self) -> int:
        """Now, by the clock of Redis."""
        seconds, microseconds = self._client.time()
        return int(seconds * 1000 + microseconds // 1000)


def _read(key_id: str, fields: Mapping[str, str], used_ms: str | None = None) -> AccessKey:
    """The key out of its hash; one that opens nothing where there is none."""

    def instant(name: str) -> int | None:
        return int(fields[name]) if name in fields else None

    return AccessKey(
        id=key_id,
        name=fields.get("name", ""),
        collection=fields.get("collection", ""),
        scopes=frozenset(cast("list[Scope]", fields.get("scopes", "").split())),
        created_ms=instant("created_ms") or 0,
        digest=fields.get("digest", ""),
        expires_ms=instant("expires_ms"),
        revoked_ms=instant("revoked_ms"),
        rotated_ms=instant("rotated_ms"),
        used_ms=int(used_ms) if used_ms else None,
        former_digest=fields.get("former_digest", ""),
        former_until_ms=instant("former_until_ms") or 0,
    )


def _write(key_id: str, secret: str) -> str:
    return f"dl_{key_id}_{secret}"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


_TOUCH = files("dateline").joinpath("lua/touch.lua").read_text(encoding="utf-8")
