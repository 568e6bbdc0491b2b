"""Alerts, dashboard and documents against the metrics as they are."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import promql_parser
import pytest
import yaml
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from dateline.connection import connect
from dateline.search import ensure_indexes
from dateline.settings import Settings
from services.http import build, connect_backend
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS
from tests.deploy.watching import check_known, fill_in, read_labels, spell_anchor

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BOARD: dict[str, Any] = json.loads((DEPLOY / "grafana" / "dateline.json").read_text(encoding="utf-8"))
PANELS = [panel for panel in BOARD["panels"] if panel["type"] != "row"]
DURATION = r"([0-9]+[smhd])+"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Labels(Strict):
    severity: Literal["critical", "warning"]


class Annotations(Strict):
    summary: str = Field(min_length=10)
    runbook: str


class Rule(Strict):
    alert: str = Field(pattern="^Dateline[A-Za-z]+$")
    expr: str
    hold: str | None = Field(None, alias="for", pattern=f"^{DURATION}$")
    labels: Labels
    annotations: Annotations


class Group(Strict):
    name: str
    rules: list[Rule] = Field(min_length=1)


class Rules(Strict):
    groups: list[Group] = Field(min_length=1)


GROUPS = Rules.model_validate(yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))).groups
RULES = [rule for group in GROUPS for rule in group.rules]


@pytest.fixture(scope="module")
def known(redis_url: SecretStr) -> Iterator[dict[str, set[str]]]:
    """The metrics, with their labels, of a real scrape after one article was posted."""
    client = connect(redis_url, timeout_seconds=10)
    client.flushall()
    ensure_indexes(client)
    app = build(connect_backend(Settings(redis_url=redis_url)), ingest, *ROUTERS)
    with TestClient(app, base_url="http://127.0.0.1:8000") as api:
        assert api.post("/v1/articles", json={"text": "Words.", "published_at": "2018-10-29"}).status_code == 202
        yield read_labels(api.get("/metrics").text)
    client.close()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.alert)
def test_an_alert_reads_metrics_that_there_are(rule: Rule, known: dict[str, set[str]]) -> None:
    check_known(rule.expr, known)
    for label in re.findall(r"\$labels\.([a-z_]+)", rule.annotations.summary):
        node = promql_parser.parse(rule.expr)
        assert re.search(rf"by \([a-z, ]*\b{label}\b", node.prettify()), f"the alert has no label {label}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.alert)
def test_an_alert_says_in_the_documents_what_it_means_and_what_to_do(rule: Rule) -> None:
    assert rule.annotations.runbook == f"docs/operations.md#{spell_anchor(rule.alert)}"
    section = re.search(rf"^### {rule.alert}\n\n(.*?)(?=^##|\Z)", OPERATIONS, re.MULTILINE | re.DOTALL)
    assert section, "no section in docs/operations.md"
    assert len(section[1].split()) > 20
    assert re.search(r"\bDo\b|`dateline|Look|Start|Read|Give|Raise|Find", section[1])


def test_the_documents_explain_no_alert_that_there_is_not() -> None:
    assert set(re.findall(r"^### (Dateline\w+)$", OPERATIONS, re.MULTILINE)) == {rule.alert for rule in RULES}
    assert len({rule.alert for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_reads_metrics_that_there_are(panel: dict[str, Any], known: dict[str, set[str]]) -> None:
    assert panel["targets"]
    for target in panel["targets"]:
        check_known(fill_in(target["expr"]), known)


def test_the_dashboard_can_be_imported() -> None:
    variables = {one["name"]: one for one in BOARD["templating"]["list"]}
    assert variables["datasource"]["type"] == "datasource"
    assert variables["datasource"]["query"] == "prometheus"
    assert "id" not in BOARD, "Grafana gives one"
    assert BOARD["schemaVersion"] >= 36
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
    for panel in PANELS:
        assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        assert all(target["datasource"] == panel["datasource"] for target in panel["targets"])
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
        assert panel["description"]


def test_panels_lie_beside_one_another_within_the_width() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in BOARD["panels"]:
        at = panel["gridPos"]
        assert at["x"] + at["w"] <= 24
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken
        taken |= cells


def test_the_dashboard_has_a_row_for_each_part() -> None:
    rows = [panel["title"] for panel in BOARD["panels"] if panel["type"] == "row"]
    assert rows == ["At a glance", "Intake", "Queue", "Workers", "Stages", "API", "Feed and stories", "Store"]


@pytest.mark.parametrize("variable", ["job", "collection"])
def test_the_variables_are_read_from_metrics_that_there_are(variable: str, known: dict[str, set[str]]) -> None:
    (one,) = (one for one in BOARD["templating"]["list"] if one["name"] == variable)
    found = re.fullmatch(r"label_values\((\w+), (\w+)\)", one["query"]["query"])
    assert found
    assert found[2] in known[found[1]]


def test_every_metric_of_ours_is_on_the_dashboard_or_in_an_alert_or_a_version(known: dict[str, set[str]]) -> None:
    text = json.dumps(BOARD) + (DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    ours = {re.sub(r"_(bucket|count|sum)$", "", name) for name in known if name.startswith("dateline_")}
    assert {name for name in ours if name not in text} <= {
        "dateline_pipeline_info",
        "dateline_collections",
        "dateline_feed_entries",
    }


def test_prometheus_is_told_where_to_look() -> None:
    config = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    (job,) = config["scrape_configs"]
    assert (job["job_name"], job["metrics_path"]) == ("dateline", "/metrics")
    assert config["rule_files"] == ["alerts.yml"]
