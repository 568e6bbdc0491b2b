"""The example for Kubernetes: valid by its schemas, and naming only what there is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from dateline import metrics
from dateline.settings import Settings
from services.__main__ import SERVICES
from tests.deploy.stack import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
BASE, OVERLAY = FOLDER / "base", FOLDER / "overlays" / "production"
VERSION = "1.33"


def load(path: Path) -> list[Any]:
    return [found for found in yaml.safe_load_all(path.read_text()) if found]


def resources() -> Iterator[dict[str, Any]]:
    for folder in (BASE, OVERLAY):
        for name in load(folder / "kustomization.yaml")[0]["resources"]:
            if name.endswith(".yaml"):
                yield from load(folder / name)


RESOURCES = list(resources())
PODS = [found for found in RESOURCES if found["kind"] in ("Deployment", "StatefulSet", "CronJob")]
# What is done now and then, and needs no probes.
AT_TIMES = ("dateline-admin", "dateline-backup")


def name(resource: dict[str, Any]) -> str:
    return f"{resource['kind']}/{resource['metadata']['name']}"


def pod(resource: dict[str, Any]) -> dict[str, Any]:
    spec = resource["spec"]["jobTemplate"]["spec"] if resource["kind"] == "CronJob" else resource["spec"]
    found: dict[str, Any] = spec["template"]["spec"]
    return found


@pytest.mark.parametrize("resource", RESOURCES, ids=name)
def test_each_resource_is_valid(resource: dict[str, Any]) -> None:
    kubernetes_validate.validate(resource, VERSION, strict=True)


def test_a_mistake_in_a_resource_is_found() -> None:
    wrong = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"}, "spec": {"porst": []}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSION, strict=True)


def test_every_file_is_named_in_its_kustomization_and_there() -> None:
    for folder in (BASE, OVERLAY):
        told = load(folder / "kustomization.yaml")[0]
        named = {*told["resources"], *(patch["path"] for patch in told.get("patches", []))}
        assert all((folder / path).exists() for path in named)
        assert {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"} <= named


@pytest.mark.parametrize("resource", PODS, ids=name)
def test_each_pod_is_hardened_probed_and_bounded(resource: dict[str, Any]) -> None:
    spec = pod(resource)
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"]) == (False, False)
    assert spec["terminationGracePeriodSeconds"] >= 30
    (container,) = spec["containers"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert resource["metadata"]["name"] in AT_TIMES or {"startupProbe"} < {key for key in container if "Probe" in key}
    assert container["resources"]["requests"].keys() == {"cpu", "memory"}
    assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("resource", PODS, ids=name)
def test_each_pod_starts_what_there_is_with_settings_that_there_are(resource: dict[str, Any]) -> None:
    (container,) = pod(resource)["containers"]
    settings = {f"DATELINE_{field.upper()}" for field in Settings.model_fields}
    assert {variable["name"] for variable in container.get("env", [])} <= settings
    if container["name"] == "redis":
        return
    assert container["image"] in {f"dateline-{target}" for target in ("api", "worker")}
    if resource["metadata"]["name"] in AT_TIMES:
        return
    assert container["command"][:2] == ["python", "-m"]
    assert container["command"][2:] in ([["workers"], *(["services", name] for name in SERVICES)])


@pytest.mark.parametrize("service", ["ingest", "query"])
def test_the_apis_are_probed_at_paths_that_there_are(service: str) -> None:
    from services.http import operations

    (container,) = pod(next(found for found in PODS if found["metadata"]["name"] == f"dateline-{service}"))[
        "containers"
    ]
    paths = {getattr(route, "path", "") for route in operations.routes}
    assert container["livenessProbe"]["httpGet"]["path"] == "/health/live"
    assert container["readinessProbe"]["httpGet"]["path"] == "/health/ready"
    assert {"/health/live", "/health/ready"} <= paths
    assert container["ports"] == [{"name": "http", "containerPort": 8000}]


def test_secrets_are_made_by_the_overlay_of_files_that_are_not_committed() -> None:
    made = {secret["name"]: secret["files"] for secret in load(OVERLAY / "kustomization.yaml")[0]["secretGenerator"]}
    used = {volume["secret"]["secretName"] for found in PODS for volume in pod(found)["volumes"] if "secret" in volume}
    assert used <= made.keys()
    assert all("=secrets/" in file for files in made.values() for file in files)
    assert "deploy/kubernetes/overlays/*/secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    assert not [found for found in RESOURCES if found["kind"] == "Secret"]


def test_redis_is_reached_by_the_processes_of_dateline_alone() -> None:
    policies = {found["metadata"]["name"]: found["spec"] for found in RESOURCES if found["kind"] == "NetworkPolicy"}
    assert policies["dateline-deny"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    (rule,) = policies["dateline-redis"]["ingress"]
    (source,) = rule["from"]
    (selected,) = source["podSelector"]["matchExpressions"]
    assert selected["values"] == ["ingest", "query", "worker", "admin"]
    assert "namespaceSelector" not in source


def test_every_autoscaler_and_budget_names_a_workload_that_there_is() -> None:
    deployments = {found["metadata"]["name"] for found in PODS if found["kind"] == "Deployment"} - set(AT_TIMES)
    scaled = [found["spec"] for found in RESOURCES if found["kind"] == "HorizontalPodAutoscaler"]
    assert {spec["scaleTargetRef"]["name"] for spec in scaled} == deployments
    budgets = {found["metadata"]["name"] for found in RESOURCES if found["kind"] == "PodDisruptionBudget"}
    assert budgets == deployments
    workers = next(spec for spec in scaled if spec["scaleTargetRef"]["name"] == "dateline-worker")
    metric = workers["metrics"][0]["external"]["metric"]
    assert f'"{metric["name"]}"' in Path(metrics.__file__).read_text()
    assert metric["selector"]["matchLabels"] == {"state": "queued"}


def test_the_patches_change_what_there_is() -> None:
    pods = {found["metadata"]["name"] for found in PODS}
    scaled = {patch["metadata"]["name"] for patch in load(OVERLAY / "replicas.yaml")}
    assert scaled <= pods
    assert {f"dateline-{part}" for part in ("ingest", "query", "worker")} == scaled
    (limits,) = load(OVERLAY / "limits.yaml")
    assert limits[0]["value"]["name"].removeprefix("DATELINE_").lower() in Settings.model_fields
    (overlay,) = load(OVERLAY / "kustomization.yaml")
    target = next(patch["target"] for patch in overlay["patches"] if patch["path"] == "limits.yaml")
    assert {each for each in pods if re.fullmatch(target["name"], each)} == {"dateline-ingest", "dateline-query"}


def test_the_backup_runs_a_command_that_there_is() -> None:
    from dateline.cli import app

    (container,) = pod(next(found for found in PODS if found["kind"] == "CronJob"))["containers"]
    assert re.search(r"python -m dateline\.cli backup --keep [1-9][0-9]* ", container["command"][-1])
    assert "backup" in {
        command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands
    }


def test_an_administrator_reaches_the_archives_of_each_night() -> None:
    found = {one["metadata"]["name"]: pod(one) for one in PODS if one["metadata"]["name"] in AT_TIMES}
    claim = {"name": "backups", "persistentVolumeClaim": {"claimName": "dateline-backups"}}
    for spec in found.values():
        assert claim in spec["volumes"]
        assert {"name": "backups", "mountPath": "/backups"} in spec["containers"][0]["volumeMounts"]
        assert spec["securityContext"]["fsGroup"] == 10001
        # The volume is at one node at a time.
        (term,) = spec["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
        (selected,) = term["labelSelector"]["matchExpressions"]
        assert (selected["key"], selected["values"]) == ("app.kubernetes.io/component", ["admin"])
    assert len(found) == 2
    (made,) = (one for one in RESOURCES if one["kind"] == "PersistentVolumeClaim")
    assert (made["metadata"]["name"], made["spec"]["accessModes"]) == ("dateline-backups", ["ReadWriteOnce"])
