"""The HTTP server, through a socket."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from services import server
from services.server import configure

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def answer(_request: Request) -> Response:
    return PlainTextResponse("ok")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    running = uvicorn.Server(configure(Starlette(routes=[Route("/", answer)]), "127.0.0.1", 0))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield running.servers[0].sockets[0].getsockname()[1]
    running.should_exit = True
    thread.join(10)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def read_to_end(client: socket.socket) -> bytes:
    """All that comes until the server closes; a timeout of the socket fails the test."""
    received = b""
    while chunk := client.recv(65_536):
        received += chunk
    return received


def test_a_request_is_answered_and_its_connection_serves_another(port: int) -> None:
    with connect(port) as client:
        for _ in range(2):
            client.sendall(REQUEST + b"\r\n")
            received = b""
            while not received.endswith(b"ok"):
                received += client.recv(65_536)
            assert received.startswith(b"HTTP/1.1 200")


def test_a_connection_that_says_nothing_is_closed(port: int) -> None:
    with connect(port) as client:
        assert read_to_end(client).startswith(b"HTTP/1.1 408 ")


def test_headers_that_trickle_are_cut(port: int) -> None:
    with connect(port) as client:
        client.sendall(REQUEST)
        stop = time.monotonic() + 10
        received = b""
        client.settimeout(0.05)
        while time.monotonic() < stop and not received:
            try:
                client.sendall(b"X-A: b\r\n")
                received = client.recv(65_536)
            except TimeoutError:
                continue
        assert received.startswith(b"HTTP/1.1 408 ")


def test_the_head_of_a_second_request_is_watched_too(port: int) -> None:
    with connect(port) as client:
        client.sendall(REQUEST + b"\r\n")
        client.recv(65_536)
        client.sendall(b"GET / HTTP/1.1\r\nHos")
        assert b"HTTP/1.1 408 " in read_to_end(client)


@pytest.mark.parametrize("head", [b"X-Long: " + b"x" * 200_000, b"X-A: b\r\n" * 20_000])
def test_a_head_that_is_too_long_is_refused(port: int, head: bytes) -> None:
    with connect(port) as client:
        try:
            client.sendall(REQUEST + head)
            received = read_to_end(client)
        except ConnectionError:
            # It closed while more was being sent; nothing of that was kept.
            return
        assert received.startswith(b"HTTP/1.1 431 ")
