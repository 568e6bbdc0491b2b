"""The indexes: what they hold, and that they are there."""

import time
from contextlib import suppress
from functools import partial

from redis import Redis, ResponseError
from redis.commands.search.field import Field, NumericField, TagField, TextField
from redis.commands.search.index_definition import IndexDefinition, IndexType
from redis.exceptions import NoPermissionError

from dateline import keys
from dateline.connection import require_modules, wait_until_ready
from dateline.errors import Setup, Unavailable
from dateline.indexing import SEPARATOR

# A hash whose values are no longer than this is stored in one piece, which takes a third of the memory.
PACKED_BYTES = 1024
INDEX_POLL_SECONDS = 0.2


def _tag(name: str, *, is_sortable: bool = False, path: str = "") -> Field:
    return TagField(f"{path}{name}", as_name=name, separator=SEPARATOR, case_sensitive=True, sortable=is_sortable)


def _sorted_tag(name: str) -> Field:
    """A tag that is sorted by and compared as it is, but never looked up: an index of ids takes some 200 bytes each."""
    field = TagField(name, sortable=True, no_index=True)
    field.args_suffix.insert(field.args_suffix.index(Field.SORTABLE) + 1, "UNF")
    return field


def _number(name: str, *, is_sortable: bool = False, path: str = "") -> Field:
    return NumericField(f"{path}{name}", as_name=name, sortable=is_sortable)


_json_tag, _json_number = partial(_tag, path="$."), partial(_number, path="$.")
EVENT_FIELDS: list[Field] = [
    _tag("c"),
    _sorted_tag("id"),
    *map(_tag, ("art", "type", "status", "src", "story", "ent", "act", "rcp", "spk", "plc", "cty", "len", "cell")),
    _number("end"),
    _number("date", is_sortable=True),
    _number("pub", is_sortable=True),
    _number("conf", is_sortable=True),
    TextField("txt"),
]
STORY_FIELDS: list[Field] = [
    _tag("c"),
    _tag("id", is_sortable=True),
    *map(_tag, ("type", "status", "ent", "plc", "cty")),
    _number("begin"),
    _number("end"),
    _number("last", is_sortable=True),
    _number("sources", is_sortable=True),
    TextField("txt"),
]
SUBJECT_FIELDS: list[Field] = [
    _json_tag("c"),
    _json_tag("key", is_sortable=True),
    _json_tag("type"),
    _json_tag("country"),
    _json_number("geonameid"),
    _json_number("articles", is_sortable=True),
    TextField("$.names[*]", as_name="names", no_stem=True),
]
INDEXES = (
    (keys.EVENT_INDEX, keys.EVENT_PREFIX, EVENT_FIELDS, IndexType.HASH),
    (keys.SUBJECT_INDEX, keys.SUBJECT_PREFIX, SUBJECT_FIELDS, IndexType.JSON),
    (keys.STORY_INDEX, keys.STORY_PREFIX, STORY_FIELDS, IndexType.HASH),
)


def prepare_store(client: "Redis", wait_seconds: float) -> None:
    """Wait for Redis, check that it has what is needed, and create the indexes.  Raises Setup and Unavailable.

    An account that may not create them waits for one that does.
    """
    until = time.monotonic() + wait_seconds
    wait_until_ready(client, wait_seconds)
    require_modules(client)
    while True:
        try:
            ensure_indexes(client)
        except Unavailable:
            if time.monotonic() >= until:
                raise
            time.sleep(INDEX_POLL_SECONDS)
        else:
            return


def ensure_indexes(client: "Redis") -> None:
    """Create the indexes where they are missing; what is stored already is indexed in the background.

    A search that takes too long is to fail, not to give a part of the rows: the engine's default is the other.
    Raises Setup where that is not so and cannot be set, and Unavailable where an index is missing that this account may
    not create.
    """
    _fail_on_timeout(client)
    with suppress(ResponseError):  # a server that lets nothing be set works all the same
        client.config_set("hash-max-listpack-value", PACKED_BYTES)
    for name, prefix, fields, kind in INDEXES:
        definition = IndexDefinition(prefix=[prefix], index_type=kind)
        try:
            client.ft(name).create_index(fields, definition=definition, stopwords=[])
        except NoPermissionError:
            _require_index(client, name)
        except ResponseError as error:
            if "already exists" not in str(error).lower():
                raise
    for former in keys.FORMER_INDEXES:
        with suppress(ResponseError):  # it is gone already
            client.ft(former).dropindex()


def _fail_on_timeout(client: "Redis") -> None:
    try:
        client.config_set("search-on-timeout", "fail")  # Redis 8, where the engine is built in
    except ResponseError:
        try:
            client.execute_command("FT.CONFIG", "SET", "ON_TIMEOUT", "FAIL")  # the engine as a module
        except ResponseError as error:
            if not _is_failing_on_timeout(client):
                raise Setup("set search-on-timeout to fail in Redis's configuration; this account may not") from error


def _is_failing_on_timeout(client: "Redis") -> bool:
    try:
        told = str(client.execute_command("FT.CONFIG", "GET", "ON_TIMEOUT"))
    except ResponseError:
        return False
    return "fail" in told.lower()


def _require_index(client: "Redis", name: str) -> None:
    try:
        client.execute_command("FT.INFO", name)
    except ResponseError as error:
        raise Unavailable("the indexes are not made yet; the workers make them") from error
