"""An archive read back into a store: an empty one, or a collection that is not there yet.

Each article is one step, which does nothing where the article is there already; so a restore that was ended, however,
goes on when it is started again.  Records, index, histograms, counts, names and feed are made anew; stories come back
with their ids.  Workers may be at work meanwhile.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from redis import Redis
from rq import Queue

from dateline import keys
from dateline.archive import Record, read_archive, verify
from dateline.errors import Conflict, Damaged, Setup
from dateline.models import CollectionName
from dateline.recovery import Recovery
from dateline.schema import SCHEMA_VERSION
from dateline.settings import Settings
from dateline.upgrade import LAYOUT

_COLLECTION: TypeAdapter[str] = TypeAdapter(CollectionName)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an archive is read back to: with `into`, only the collection `collection`, under that name."""

    client: "Redis"
    jobs: Queue
    settings: Settings
    collection: str | None = None
    into: str | None = None


def restore(target: Target, path: Path, on_bytes: Callable[[int], None] = lambda _: None) -> dict[str, int]:
    """Read an archive back; how many records of each kind were restored, and how many articles were `known` before.

    Raises Damaged, before anything is written, where the archive has another checksum than it says; Conflict where the
    store is not empty, or holds a part of another archive; and Setup.
    """
    checksum = verify(path)
    records = read_archive(path, on_bytes)
    manifest = next(records, {})
    chosen = _choose(manifest, target)
    _begin(target, checksum)
    if target.into is None and manifest["pipeline"] and not target.client.exists(keys.PIPELINE):
        target.client.hset(keys.PIPELINE, mapping=manifest["pipeline"])
    done = _restore(target, records, chosen)
    if not done.pop("end", 0):
        raise Damaged(f"{path} has no end")
    target.client.delete(keys.RESTORE)
    return dict(done)


def _restore(target: Target, records: Iterable[Record], chosen: set[str]) -> Counter[str]:
    done: Counter[str] = Counter()
    current: Recovery | None = None
    for record in records:
        kind = record["kind"]
        if kind in ("collection", "end") and current is not None:
            current.finish(target.jobs)
            current = None
        if kind == "collection" and record["name"] in chosen:
            current = Recovery(target.client, target.into or record["name"], target.settings, record)
        elif kind == "access_key" and target.into is None:
            _restore_access_key(target.client, record)
            done[kind] += 1
        elif kind == "end":
            done[kind] += 1
        elif current is not None:
            done[current.restore(record)] += 1
    return done


def _choose(manifest: Record, target: Target) -> set[str]:
    """The collections to restore.  Raises Damaged and Setup."""
    if manifest.get("kind") != "manifest":
        raise Damaged("the archive does not begin with what is in it")
    if manifest["layout"] > LAYOUT or manifest["schema_version"] > SCHEMA_VERSION:
        raise Setup(f"the archive was made by Dateline {manifest['version']}, which is later than this one")
    names: list[str] = manifest["collections"]
    if target.into is None:
        if target.collection is not None:
            raise Setup("--collection: say with --into what it is to be called")
        return set(names)
    try:
        _COLLECTION.validate_python(target.into)
    except ValidationError as error:
        raise Setup("--into: a collection cannot be called so") from error
    if target.collection is None and len(names) != 1:
        raise Setup(f"--collection: choose one of {', '.join(names)}")
    if target.collection not in (None, *names):
        raise Setup(f"--collection: the archive has {', '.join(names)}")
    return {target.collection or names[0]}


def _begin(target: Target, checksum: str) -> None:
    """Note which archive is restored.  Raises Conflict."""
    client, into = target.client, target.into or ""
    begun = client.hgetall(keys.RESTORE)
    if begun:
        if begun != {"archive": checksum, "into": into}:
            raise Conflict("another restore into this store was begun and not ended; go on with its archive first")
        return
    if target.into is not None and client.sismember(keys.COLLECTIONS, into):
        raise Conflict(f"--into: there is a collection {into!r} already")
    if target.into is None and client.scard(keys.COLLECTIONS):
        raise Conflict("the store is not empty; restore into an empty one, or one collection with --into")
    client.hset(keys.RESTORE, mapping={"archive": checksum, "into": into})


def _restore_access_key(client: "Redis", record: Record) -> None:
    client.hset(keys.access_key(record["id"]), mapping=record["fields"])
    client.sadd(keys.ACCESS_KEYS, record["id"])
