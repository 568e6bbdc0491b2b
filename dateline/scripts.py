"""The Lua scripts: each one atomic step."""

from importlib.resources import files

from redis import Redis
from redis.commands.core import Script

# What others build on comes first.
_LIBRARIES = ("common", "records", "history")


def register(client: "Redis", name: str) -> Script:
    """The script of this name, on `client`."""
    return client.register_script("".join(map(_read, (*_LIBRARIES, name))))


def _read(name: str) -> str:
    return files("dateline").joinpath(f"lua/{name}.lua").read_text(encoding="utf-8")
