"""An archive read back into a store: an empty one, or a collection that is not there yet.

Each article is one step, which does nothing where the article is there already; so a restore that was ended, however,
goes on when it is started again.  Records, index, histograms, counts, names and feed are made anew; stories come back
with their ids.  Workers may be at work meanwhile; a collection that is restored takes no posts and no deletions until
the restore has come to its end, since one that goes on knows nothing of them.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from redis import Redis, WatchError
from rq import Queue

from dateline import keys
from dateline.archive import Record, read_archive, verify
from dateline.errors import Conflict, Damaged, Setup
from dateline.fields import CollectionName
from dateline.recovery import RESTORED, Recovery
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
    """Read an archive back; how many records of each kind were restored, and of how many something was left out.

    `known` articles were there before; those that `lost_url` share it with one that was read later; `claimed` events
    are in another story already; `regrouped` stories are left to the workers.

    Raises Damaged, before anything is written, where the archive has another checksum than it says; Conflict where the
    store is not empty, or holds a part of another archive; and Setup.
    """
    checksum = verify(path)
    records = read_archive(path, on_bytes)
    manifest = next(records, {})
    chosen = _choose(manifest, target)
    _begin(target, checksum, chosen)
    if target.into is None and manifest["pipeline"] and not target.client.exists(keys.PIPELINE):
        target.client.hset(keys.PIPELINE, mapping=manifest["pipeline"])
    done = _restore(target, records, chosen)
    if not done.pop("end", 0):
        raise Damaged(f"{path} has no end")
    target.client.delete(keys.RESTORE, *map(keys.restoring, _names(target, chosen)))
    return dict(done)


def give_up(client: "Redis") -> list[str]:
    """Open the collections of a restore that was begun and not ended, with what has come back; their names.

    Raises Conflict where none was begun, or where it is at work, or was until some seconds ago.
    """
    begun = cast("dict[str, str]", client.hgetall(keys.RESTORE))
    if not begun:
        raise Conflict("no restore was begun and not ended")
    names: list[str] = json.loads(begun["names"])
    if client.exists(*map(keys.story_lease, names)):
        raise Conflict("the restore is at work, or was until a moment ago: end it, and try again in ten seconds")
    client.delete(keys.RESTORE, *map(keys.restoring, names))
    return names


def _restore(target: Target, records: Iterable[Record], chosen: set[str]) -> Counter[str]:
    done: Counter[str] = Counter()
    current: Recovery | None = None
    is_whole = False
    for record in records:
        kind = record["kind"]
        if kind in ("collection", "end") and current is not None:
            done += current.finish(target.jobs)
            current = None
        is_whole = is_whole and kind != "collection"
        if kind == "collection" and record["name"] in chosen:
            name = target.into or record["name"]
            # One that a restore before this one came to the end of is left alone.
            is_whole = target.client.get(keys.restoring(name)) == RESTORED
            current = None if is_whole else Recovery(target.client, name, target.settings, record)
        elif kind == "access_key" and target.into is None:
            _restore_access_key(target.client, record)
            done[kind] += 1
        elif kind == "end":
            done[kind] += 1
        elif current is not None:
            current.restore(record)
        elif is_whole and kind == "article":
            done["known"] += 1
    return done


def _names(target: Target, chosen: set[str]) -> list[str]:
    """What the collections are called that are written to."""
    return sorted(chosen) if target.into is None else [target.into]


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


def _begin(target: Target, checksum: str, chosen: set[str]) -> None:
    """Note what is restored, and close its collections to posts, in one step.  Raises Conflict."""
    into, names = target.into or "", _names(target, chosen)
    wanted = {"archive": checksum, "into": into, "collection": next(iter(chosen)) if into else ""}
    with target.client.pipeline() as pipe:
        pipe.watch(keys.RESTORE, keys.COLLECTIONS)
        if begun := cast("dict[str, str]", pipe.hgetall(keys.RESTORE)):
            _compare(begun, wanted)
        elif into and pipe.sismember(keys.COLLECTIONS, into):
            raise Conflict(f"--into: there is a collection {into!r} already")
        elif not into and pipe.scard(keys.COLLECTIONS):
            raise Conflict("the store is not empty; restore into an empty one, or one collection with --into")
        pipe.multi()
        pipe.hset(keys.RESTORE, "names", json.dumps(names), mapping=cast("dict[Any, Any]", wanted))
        for name in names:
            pipe.set(keys.restoring(name), "", nx=True)
        try:
            pipe.execute()
        except WatchError:
            raise Conflict("somebody began a collection or a restore at the same time; try again") from None


def _compare(begun: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Raise Conflict where the restore that was begun is another."""
    if begun["archive"] != wanted["archive"]:
        raise Conflict("another restore into this store was begun and not ended; go on with its archive first")
    # One that an earlier version began says nothing of its collection.
    if any(begun.get(field, value) != value for field, value in wanted.items()):
        how = "of all collections"
        if begun["into"]:
            how = f"with --collection {begun.get('collection', '')} --into {begun['into']}"
        raise Conflict(f"this restore was begun {how}, and not ended; start it again so")


def _restore_access_key(client: "Redis", record: Record) -> None:
    # One that an interrupted restore brought back may have been rotated or revoked since.
    if not client.exists(keys.access_key(record["id"])):
        client.hset(keys.access_key(record["id"]), mapping=record["fields"])
    client.sadd(keys.ACCESS_KEYS, record["id"])
