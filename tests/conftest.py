"""Fixtures of all tests: a fake Redis for queue and ledger, a real one out of the wheel for search."""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import fakeredis
import pytest
import redis
from pydantic import SecretStr

from dateline import log
from dateline.connection import connect
from dateline.embedded import run_redis
from dateline.models import Article
from dateline.settings import Settings

if TYPE_CHECKING:
    from workers.pipeline import Pipeline

MakeArticle = Callable[..., Article]


@pytest.fixture(autouse=True, scope="session")
def _logs() -> None:
    log.configure("error")


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def fake() -> Iterator[redis.Redis]:
    client = fakeredis.FakeRedis(decode_responses=True)
    yield client
    client.close()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretStr]:
    """The address of one embedded server for the whole run."""
    with run_redis(short_folder(tmp_path_factory), "everysec") as (url, _):
        yield url


def short_folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("r", numbered=True)


@pytest.fixture
def real(redis_url: SecretStr) -> Iterator[redis.Redis]:
    """A client of the embedded server, which is empty but for its indexes."""
    from dateline.search import ensure_indexes

    with contextlib.closing(connect(redis_url, timeout_seconds=10)) as client:
        client.flushall()
        ensure_indexes(client)
        yield client


@pytest.fixture(scope="session")
def loaded_pipeline() -> "Pipeline":
    """The pipeline with its models, loaded once for the whole run."""
    from workers import pipeline

    return pipeline.load(time.perf_counter)


@pytest.fixture
def make_article() -> MakeArticle:
    def make(text: str = "Troops arrived in Texas on Monday.", **fields: object) -> Article:
        return Article.model_validate({"text": text, "published_at": "2018-10-29", **fields})

    return make
