"""Redis behind TLS: only who is vouched for is talked to, in both directions."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis
import trustme
from pydantic import SecretStr

from dateline.connection import connect, connect_async, connect_queue
from dateline.settings import Settings, read_settings


@dataclass(frozen=True)
class Encrypted:
    """An embedded server behind a proxy that speaks TLS and asks for certificates."""

    port: int
    ca: Path
    other_ca: Path
    certificate: Path
    key: Path

    def settings(self, host: str = "localhost", **given: object) -> Settings:
        files = {"redis_ca_file": self.ca, "redis_cert_file": self.certificate, "redis_key_file": self.key}
        return read_settings({"redis_url": f"rediss://{host}:{self.port}/0", **files, **given})


@pytest.fixture(scope="module")
def encrypted(redis_url: SecretStr, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    folder = tmp_path_factory.mktemp("tls")
    authority, stranger = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    stranger.cert_pem.write_to_path(folder / "other.pem")
    client = authority.issue_cert("client@example.org")
    client.cert_chain_pems[0].write_to_path(folder / "client.pem")
    client.private_key_pem.write_to_path(folder / "client.key")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    with run_proxy(redis_url.get_secret_value().removeprefix("unix://"), context) as port:
        yield Encrypted(port, folder / "ca.pem", folder / "other.pem", folder / "client.pem", folder / "client.key")


@contextlib.contextmanager
def run_proxy(path: str, context: ssl.SSLContext) -> Iterator[int]:
    """Passes what comes over TLS on to a socket, in a thread; its port."""
    started, ports, loops = threading.Event(), [], []
    over = asyncio.Event()

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, outer = await asyncio.open_unix_connection(path)
        await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    async def serve() -> None:
        server = await asyncio.start_server(pass_on, "127.0.0.1", 0, ssl=context)
        loops.append(asyncio.get_running_loop())
        # A handshake that fails is what the tests are about.
        loops[0].set_exception_handler(lambda _loop, _context: None)
        ports.append(server.sockets[0].getsockname()[1])
        started.set()
        await over.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert started.wait(10)
    try:
        yield ports[0]
    finally:
        loops[0].call_soon_threadsafe(over.set)
        thread.join(10)
        assert not thread.is_alive()


async def test_every_client_speaks_tls(encrypted: Encrypted) -> None:
    url = encrypted.settings().redis_url
    with contextlib.closing(connect(url)) as client:
        assert client.ping()
    with contextlib.closing(connect_queue(url)) as queue:
        assert queue.ping()
    waiting = connect_async(url)
    assert await waiting.ping()
    await waiting.aclose()


@pytest.mark.parametrize(
    "wrong",
    [
        {"redis_ca_file": "other_ca"},
        {"redis_cert_file": None, "redis_key_file": None},
        {"host": "127.0.0.1"},  # the certificate is for localhost
    ],
    ids=["an authority that we do not know", "no certificate of ours", "a name that is not the server's"],
)
async def test_who_is_not_vouched_for_is_not_talked_to(encrypted: Encrypted, wrong: dict[str, str | None]) -> None:
    given = {name: getattr(encrypted, value) if value == "other_ca" else value for name, value in wrong.items()}
    url = encrypted.settings(**given).redis_url  # type: ignore[arg-type]
    with contextlib.closing(connect(url, 5)) as client, pytest.raises(redis.ConnectionError):
        client.ping()
    waiting = connect_async(url)
    with pytest.raises(redis.ConnectionError):
        await waiting.ping()
    await waiting.aclose()


def test_what_does_not_speak_tls_is_refused_by_the_server(encrypted: Encrypted) -> None:
    plain = connect(SecretStr(f"redis://127.0.0.1:{encrypted.port}/0"), 5)
    with contextlib.closing(plain), pytest.raises(redis.ConnectionError):
        plain.ping()
