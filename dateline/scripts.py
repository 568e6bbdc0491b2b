"""The Lua scripts: each one atomic step."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from redis import Redis
from redis.commands.core import Script
from redis.exceptions import NoScriptError

# What others build on comes first.
_LIBRARIES = ("common", "measures", "records", "history", "removal")


def register(client: "Redis", name: str) -> Script:
    """The script of this name, on `client`."""
    return client.register_script(_write(name))


def read_by(client: "Redis", name: str, keys: Sequence[str], args: Sequence[str | float]) -> Any:
    """What a script answers that writes nothing; also for an account that may only read its keys."""
    script = register(client, name)
    try:
        return client.evalsha_ro(script.sha, len(keys), *keys, *args)
    except NoScriptError:
        return client.eval_ro(_write(name), len(keys), *keys, *args)


@cache
def _write(name: str) -> str:
    """The script with what it builds on; read once, since some requests run several."""
    return "".join(map(_read, (*_LIBRARIES, name)))


def _read(name: str) -> str:
    return files("dateline").joinpath(f"lua/{name}.lua").read_text(encoding="utf-8")
