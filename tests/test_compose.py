"""No container engine is needed to see that the files say what they must."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.__main__ import SERVICES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return found


def test_redis_ingest_query_and_worker_are_services_of_their_own(services: dict[str, Any]) -> None:
    assert set(services) == {"redis", "ingest", "query", "worker"}


def test_every_service_is_watched_and_restarted(services: dict[str, Any]) -> None:
    assert all({"healthcheck", "restart"} <= service.keys() for service in services.values())


def test_redis_is_not_published_and_keeps_an_append_only_file(services: dict[str, Any]) -> None:
    redis = services["redis"]
    assert "ports" not in redis
    assert redis["volumes"] == ["redis-data:/data"]
    assert redis["command"][1:3] == ["--appendonly", "yes"]


def test_the_apis_are_published_on_loopback_alone(services: dict[str, Any]) -> None:
    for name in ("ingest", "query"):
        assert all(port.startswith("127.0.0.1:") for port in services[name]["ports"])


def test_the_targets_that_are_built_exist(services: dict[str, Any]) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    for service in services.values():
        if "build" in service:
            assert f"AS {service['build']['target']}\n" in dockerfile


@pytest.mark.parametrize("name", ["ingest", "query"])
def test_the_apis_that_are_started_exist(services: dict[str, Any], name: str) -> None:
    assert services[name]["command"] == ["python", "-m", "services", name]
    assert name in SERVICES
