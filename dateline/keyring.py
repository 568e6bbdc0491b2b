"""`dateline keys`: makes, shows, rotates and revokes keys of access, in the store itself."""

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.markup import escape
from rich.table import Table

from dateline.access import EVERY, SCOPES, AccessKey, AccessKeys, Scope
from dateline.connection import WORKER_SECONDS, connect, wait_until_ready
from dateline.fields import CollectionName
from dateline.intake import invalid
from dateline.terminal import err, out

app = typer.Typer(no_args_is_help=True, help="Keys of access: who may post, read and administer.")
MAX_NAME = 100
READY_SECONDS = 10.0
DEFAULT_OVERLAP = "24h"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LONGEST_SECONDS = 100 * 365 * 86_400
RedisUrl = Annotated[
    str | None, typer.Option(help="The Redis that holds the store; default: DATELINE_REDIS_URL, if it is set.")
]
Data = Annotated[Path | None, typer.Option(help="Else the folder of the embedded Redis, whether it runs or not.")]
Expires = Annotated[str | None, typer.Option(help="End after this time: 90d, 12h, 30m.  Default: no end.")]
KeyId = Annotated[str, typer.Argument(help="The id of the key: what stands between dl_ and the next _.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines, not a table.")]


@app.command()
def create(
    name: Annotated[str, typer.Option(help="Whose it is, or what for; for people who read the list.")],
    scope: Annotated[list[str], typer.Option(help="ingest, read or admin (which includes both); repeat for more.")],
    collection: Annotated[str, typer.Option(help="The collection it is bound to, or * for all.")] = "main",
    expires: Expires = None,
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Make a key and write it to standard output, this once; only its hash is kept."""
    _require_name(name)
    _require_collection(collection)
    scopes = _read_scopes(scope)
    life = None if expires is None else _parse_seconds("--expires", expires)
    with _open(redis_url, data, is_new=True) as made:
        key, text = made.create(name, collection, scopes, life)
    _hand_over(key, text)


@app.command("list")
def show(as_json: AsJson = False, redis_url: RedisUrl = None, data: Data = None) -> None:
    """Show all keys: what they may do, until when, and when they were last used (to the minute); never the secrets."""
    with _open(redis_url, data) as made:
        found, now_ms = made.read_all(), made.now_ms()
    if as_json:
        for key in found:
            sys.stdout.write(json.dumps(_describe(key, now_ms)) + "\n")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "name", "collection", "scopes", "state", "created", "expires", "used"):
        table.add_column(column)
    for key in found:
        table.add_row(*(escape("" if value is None else str(value)) for value in _describe(key, now_ms).values()))
    out.print(table)


@app.command()
def rotate(
    key_id: KeyId,
    overlap: Annotated[
        str, typer.Option(help="So long the secret until now opens too; 0s where it has leaked.")
    ] = DEFAULT_OVERLAP,
    expires: Expires = None,
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Give a key another secret, and write it to standard output, this once; id, scopes and collection stay."""
    seconds = _parse_seconds("--overlap", overlap)
    life = None if expires is None else _parse_seconds("--expires", expires)
    with _open(redis_url, data) as made:
        key, text = made.rotate(key_id, seconds, life)
    _hand_over(key, text)


@app.command()
def revoke(key_id: KeyId, redis_url: RedisUrl = None, data: Data = None) -> None:
    """Have a key open nothing any more, from the next request on; it stays in the list."""
    with _open(redis_url, data) as made:
        key = made.revoke(key_id)
    err.print(f"The key {key.id} ({escape(key.name)}) is revoked.", highlight=False)


@contextmanager
def _open(redis_url: str | None, data: Path | None, *, is_new: bool = False) -> Iterator[AccessKeys]:
    from dateline.attachment import attach, find_store

    with (
        attach(*find_store(redis_url, data), is_new=is_new) as address,
        closing(connect(address, WORKER_SECONDS)) as client,
    ):
        wait_until_ready(client, READY_SECONDS)
        yield AccessKeys(client)


def _hand_over(key: AccessKey, text: str) -> None:
    """The key alone on standard output, so that it can be put where it belongs without being seen."""
    where = "all collections" if key.collection == EVERY else f"the collection {key.collection}"
    scopes = ", ".join(scope for scope in SCOPES if scope in key.scopes)
    end = "" if key.expires_ms is None else f", until {_instant(key.expires_ms)}"
    err.print(f"Key {key.id} ({escape(key.name)}): {scopes} in {where}{end}.", highlight=False)
    err.print("It is shown this once. Send it as `Authorization: Bearer ...`, or set DATELINE_KEY.", highlight=False)
    sys.stdout.write(text + "\n")


def _describe(key: AccessKey, now_ms: int) -> dict[str, str | None]:
    return {
        "id": key.id,
        "name": key.name,
        "collection": key.collection,
        "scopes": " ".join(scope for scope in SCOPES if scope in key.scopes),
        "state": key.state(now_ms),
        "created": _instant(key.created_ms),
        "expires": _instant(key.expires_ms),
        "used": _instant(key.used_ms),
    }


def _instant(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    return dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _parse_seconds(option: str, given: str) -> int:
    """A time as in 90d, 12h, 30m or 45s.  Raises Invalid."""
    found = re.fullmatch(r"(\d{1,9})([smhd])", given, re.ASCII)
    seconds = int(found[1]) * _SECONDS[found[2]] if found else -1
    if not 0 <= seconds <= _LONGEST_SECONDS:
        raise invalid(option, "give a number and a unit, as in 90d, 12h, 30m or 45s; a hundred years at most")
    return seconds


def _require_name(name: str) -> None:
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable() or not name.strip():
        raise invalid("--name", f"give 1 to {MAX_NAME} characters that can be printed")


def _read_scopes(given: list[str]) -> frozenset[Scope]:
    found = frozenset(scope for scope in SCOPES if scope in given)
    if not found or len(found) < len(set(given)):
        raise invalid("--scope", f"give {', '.join(SCOPES[:-1])} or {SCOPES[-1]}")
    return found


def _require_collection(collection: str) -> None:
    if collection == EVERY:
        return
    try:
        TypeAdapter(CollectionName).validate_python(collection)
    except ValidationError:
        raise invalid("--collection", "give lower case letters, digits, _ and -, or * for all") from None
