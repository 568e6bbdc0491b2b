"""A Dateline of its own for a measurement: the real processes on a free port and a folder that goes away."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

DATELINE = Path(sys.executable).with_name("dateline")
START_SECONDS = 120
STOP_SECONDS = 30


@contextmanager
def run_service(workers: int) -> Iterator[str]:
    """The address of a service with so many workers, on loopback; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as data:
        port = find_port()
        command = [str(DATELINE), "up", "--port", str(port), "--data", str(data), "--workers", str(workers)]
        environment = {**os.environ, "DATELINE_LOG_LEVEL": "warning"}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            await_service(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def find_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def await_service(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when the service answers.  Raises RuntimeError where it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx2.get(f"{url}/health/ready", timeout=2).is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise RuntimeError("the service did not start")
