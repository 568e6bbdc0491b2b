"""The HTTP server: uvicorn, with a limit on how long and how large the head of a request may be."""

import asyncio
from http import HTTPStatus

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# uvicorn bounds neither: a client that sends a header a minute would hold its connection for ever.
HEAD_SECONDS = 10.0
MAX_HEAD_BYTES = 32_768
GRACE_SECONDS = 5


class GuardedProtocol(HttpToolsProtocol):
    """One connection; it is closed where the head of a request is slow (408) or long (431)."""

    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a head from now on."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        self._stop()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Expect the rest of the head; while a connection is idle, uvicorn's own limit runs."""
        super().on_message_begin()
        self._expect()

    def on_headers_complete(self) -> None:
        """Pass the request on; how fast its body comes is for `services.bounds`."""
        self._stop()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on, unless this head grows too long."""
        super().data_received(data)
        if self._timer is None:
            self._head_bytes = 0
            return
        self._head_bytes += len(data)
        if self._head_bytes > MAX_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _expect(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: HTTPStatus) -> None:
        self._stop()
        if self.transport.is_closing():
            return
        # An answer that is under way (to the request before) is not to be broken into.
        if self.cycle is None or self.cycle.response_complete:
            head = f"HTTP/1.1 {status} {status.phrase}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            self.transport.write(head.encode("ascii"))
        self.transport.close()


def configure(app: ASGIApp, host: str, port: int) -> uvicorn.Config:
    """How every service of ours is served; requests are logged by `services.observe`."""
    return uvicorn.Config(
        app,
        host,
        port,
        http=GuardedProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
