"""The picture of the README: `python -m bench.screenshot [FILE]` starts Dateline on the seeds and takes it.

Needs Chromium, by its name or by its path in DATELINE_CHROMIUM.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
WINDOW: ViewportSize = {"width": 1440, "height": 900}
LARGEST_BYTES = 300_000
STOP_SECONDS = 30.0
SETTLE_MILLISECONDS = 1_500.0
SIGN = "articles enriched"


def main() -> int:
    """Take the picture; 1 where it is too large for a README."""
    parser = argparse.ArgumentParser(description="Takes the picture of the README from the seeds.")
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "docs" / "explorer.png")
    target: Path = parser.parse_args().file
    with tempfile.TemporaryDirectory() as data, run_seeds(Path(data)) as url:
        take(url, target)
    size = target.stat().st_size
    print(f"{target}: {size} bytes")
    return int(size > LARGEST_BYTES)


@contextmanager
def run_seeds(data: Path) -> Iterator[str]:
    """Dateline with the seeds, enriched, in `data`; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dateline.cli", "up", "--port", str(port), "--data", str(data), "--workers", "1"]
    process = subprocess.Popen([*command, "--load", str(ROOT / "seeds")], stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None or not await_sign(process.stdout):
            raise RuntimeError("dateline up ended before the seeds were enriched")
        url = f"http://127.0.0.1:{port}"
        urllib.request.urlopen(f"{url}/health/ready", timeout=STOP_SECONDS).close()  # noqa: S310  # our own address
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)


def await_sign(output: "IO[str]") -> bool:
    """Has all been enriched?  False where the output ends before it says so."""
    return any(SIGN in line for line in output)


def take(url: str, target: Path) -> None:
    """The first view, light, without anything that moves."""
    chromium = shutil.which(os.environ.get("DATELINE_CHROMIUM", "chromium"))
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*as_root, "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce")
        page.goto(url)
        page.wait_for_selector(".mark")
        page.wait_for_selector(".chart canvas")
        page.wait_for_timeout(SETTLE_MILLISECONDS)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
