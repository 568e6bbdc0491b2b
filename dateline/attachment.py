"""Reaching a store from the command line, also where nothing serves it at the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from pydantic import SecretStr

from dateline.connection import WORKER_SECONDS, connect
from dateline.embedded import run_redis
from dateline.errors import Setup
from dateline.settings import read_settings, require_redis_url


def find_store(redis_url: str | None, data: Path | None) -> tuple[SecretStr | None, Path]:
    """The address and the folder to attach to: what is given, else what the environment says, else the default folder.

    Raises Setup where the address is none.
    """
    settings = read_settings({})
    if redis_url is not None:
        return SecretStr(require_redis_url(redis_url)), settings.data
    if data is None and "redis_url" in settings.model_fields_set:
        return settings.redis_url, settings.data
    return None, data or settings.data


@contextmanager
def attach(redis_url: SecretStr | None, data: Path, *, is_new: bool = False) -> Iterator[SecretStr]:
    """The address of the store: `redis_url`, or where that is None the embedded server of the folder `data`.

    One that runs is used; else it runs for as long as the block does.  Raises Setup where there is no such folder,
    unless a new store is meant.
    """
    if redis_url is not None:
        yield redis_url
        return
    running = SecretStr(f"unix://{data.resolve() / 'redis.sock'}")
    if _answers(running):
        yield running
        return
    if not is_new and not (data / "appendonlydir").is_dir():
        raise Setup(f"--data: there is no store in {data}; give the folder that `dateline up` uses, or --redis-url")
    with run_redis(data, "everysec") as (started, _):
        yield started


def _answers(address: SecretStr) -> bool:
    client = connect(address, WORKER_SECONDS)
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
    finally:
        client.close()
