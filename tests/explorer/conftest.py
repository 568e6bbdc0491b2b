"""One service that holds all that the explorer shows, and one browser, for all tests of this folder.

Playwright keeps an event loop in this thread while its browser is open, so it is closed with the folder's last test:
asynchronous tests come after.
"""

import contextlib
from collections.abc import Iterator

import pytest
import redis
from playwright.sync_api import Browser
from pydantic import SecretStr

from dateline.connection import connect
from dateline.search import ensure_indexes
from dateline.settings import Settings
from tests.explorer.browsing import Visitor, Watch, find_chromium, run_browser
from tests.explorer.world import fill
from tests.live import Live, run_live, run_worker
from workers.pipeline import Pipeline


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("there is no Chromium: apt-get install chromium, or name one in DATELINE_CHROMIUM")
    with run_browser(path) as opened:
        yield opened


@pytest.fixture(scope="package")
def stored(browser: Browser, redis_url: SecretStr, loaded_pipeline: Pipeline) -> Iterator[redis.Redis]:
    """A store that holds the world of these tests."""
    with contextlib.closing(connect(redis_url, timeout_seconds=10)) as client:
        client.flushall()
        ensure_indexes(client)
        fill(client, loaded_pipeline)
        yield client


@pytest.fixture(scope="package")
def live(stored: redis.Redis, redis_url: SecretStr, loaded_pipeline: Pipeline) -> Iterator[Live]:
    """The service, as it runs on one machine; what is posted to it is enriched."""
    with run_live(Settings(redis_url=redis_url)) as served, run_worker(stored, loaded_pipeline):
        yield served


@pytest.fixture
def visitor(browser: Browser, live: Live) -> Iterator[Visitor]:
    """Opens pages of the service; fails the test on which any of them did what it must not."""
    opened = Visitor(browser, Watch(live.url))
    yield opened
    opened.close()
