"""The applications: ingest on a fake Redis, query on the embedded one."""

from collections.abc import Iterator

import fakeredis
import pytest
import redis
from fastapi.testclient import TestClient
from pydantic import SecretStr

from dateline.queue import open_queue
from dateline.settings import Settings
from services.http import Backend, build, connect_backend
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS
from tests.live import Live, run_live

# A service on loopback answers to the names of loopback alone.
LOCAL = "http://127.0.0.1:8000"


@pytest.fixture
def backend(settings: Settings) -> Backend:
    server = fakeredis.FakeServer()
    return Backend(
        settings,
        fakeredis.FakeRedis(server=server, decode_responses=True),
        fakeredis.FakeAsyncRedis(server=server, decode_responses=True),
        open_queue(fakeredis.FakeRedis(server=server, db=1), 60),
    )


@pytest.fixture
def api(backend: Backend) -> Iterator[TestClient]:
    """The ingest API."""
    with TestClient(build(backend, ingest), base_url=LOCAL, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def both(real: redis.Redis, redis_url: SecretStr) -> Iterator[TestClient]:
    """Both APIs on the embedded server."""
    backend = connect_backend(Settings(redis_url=redis_url))
    with TestClient(build(backend, ingest, *ROUTERS), base_url=LOCAL, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def live(real: redis.Redis, redis_url: SecretStr) -> Iterator[Live]:
    with run_live(Settings(redis_url=redis_url)) as served:
        yield served
