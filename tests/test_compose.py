"""No container engine is needed to see that the files say what they must."""

import importlib.resources
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from dateline.settings import Settings
from services.__main__ import SERVICES

ROOT = Path(__file__).parents[1]
PROCESSES = ("ingest", "query", "worker", "admin")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return found


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The schema of the compose specification."""
    folder = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    return Draft202012Validator(json.loads((folder / "compose-spec.json").read_text()))


def test_the_file_is_valid_by_the_specification(compose: dict[str, Any], schema: Draft202012Validator) -> None:
    assert [error.message for error in schema.iter_errors(compose)] == []


def test_a_mistake_in_the_file_is_found(compose: dict[str, Any], schema: Draft202012Validator) -> None:
    wrong = {**compose, "services": {"redis": {"image": "redis", "prots": []}}}
    assert list(schema.iter_errors(wrong))


def test_each_process_is_a_service_of_its_own(services: dict[str, Any]) -> None:
    assert set(services) == {"redis", *PROCESSES}


def test_every_service_that_stays_is_watched_restarted_and_bounded(services: dict[str, Any]) -> None:
    for name in ("redis", "ingest", "query", "worker"):
        service = services[name]
        assert service["restart"] == "unless-stopped"
        assert "test" in service["healthcheck"]
        assert service["stop_grace_period"]
        assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}


def test_every_service_is_hardened(services: dict[str, Any]) -> None:
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["user"] in ("redis", "10001:10001")
    assert "--uid 10001" in (ROOT / "Dockerfile").read_text()


def test_redis_is_reached_by_the_services_alone(compose: dict[str, Any], services: dict[str, Any]) -> None:
    assert compose["networks"]["store"] == {"internal": True}
    assert services["redis"]["networks"] == ["store"]
    assert "ports" not in services["redis"]
    assert [name for name, service in services.items() if "edge" in service["networks"]] == ["ingest", "query"]


def test_redis_keeps_an_append_only_file_and_evicts_nothing(services: dict[str, Any]) -> None:
    command = services["redis"]["command"]
    options = dict(zip(command[1::2], command[2::2], strict=True))
    assert (options["--appendonly"], options["--maxmemory-policy"]) == ("yes", "noeviction")
    assert options["--search-on-timeout"] == "fail"
    assert options["--aclfile"] == "/run/secrets/redis_users"
    assert services["redis"]["volumes"] == ["redis-data:/data"]


def test_each_process_has_its_own_user_and_no_secret_in_its_environment(
    compose: dict[str, Any], services: dict[str, Any]
) -> None:
    for name in PROCESSES:
        assert services[name]["secrets"] == [{"source": f"{name}_redis_url", "target": "dateline_redis_url"}]
        assert not re.search("redis_url|password|key", str(services[name]["environment"]), re.IGNORECASE)
    assert all(secret["file"].startswith("${SECRETS:-./deploy/secrets}/") for secret in compose["secrets"].values())
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_every_setting_that_is_named_exists(services: dict[str, Any]) -> None:
    settings = {f"DATELINE_{field.upper()}" for field in Settings.model_fields}
    assert all(services[name]["environment"].keys() <= settings for name in PROCESSES)


def test_the_apis_are_published_on_loopback_alone(services: dict[str, Any]) -> None:
    for name in ("ingest", "query"):
        assert all(port.startswith("127.0.0.1:") for port in services[name]["ports"])


def test_the_targets_that_are_built_exist(services: dict[str, Any]) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    for name in PROCESSES:
        assert f"AS {services[name]['build']['target']}\n" in dockerfile


def test_images_take_only_packages_whose_hashes_the_locks_name() -> None:
    installs = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line and "-r requirements/" in line for line in installs)


@pytest.mark.parametrize("name", ["ingest", "query"])
def test_the_apis_that_are_started_exist(services: dict[str, Any], name: str) -> None:
    assert services[name]["command"] == ["python", "-m", "services", name]
    assert name in SERVICES


def test_nothing_keeps_the_workers_from_being_many(services: dict[str, Any]) -> None:
    assert not {"container_name", "ports"} & services["worker"].keys()


def test_archives_go_to_a_volume_that_the_administrator_may_write_to(
    compose: dict[str, Any], services: dict[str, Any]
) -> None:
    """A new volume has the owner that its folder has in the image; a folder of the machine would be root's."""
    assert services["admin"]["volumes"] == ["${BACKUPS:-backups}:/backups"]
    assert compose["volumes"]["backups"] == {}
    made = "install --directory --owner 10001 --group 10001 --mode 700 /backups"
    assert made in (ROOT / "Dockerfile").read_text()
