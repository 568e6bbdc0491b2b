"""What a real scrape holds, and what PromQL asks of it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import promql_parser
from prometheus_client.parser import text_string_to_metric_families

# What Prometheus itself puts on each target and series.
OWN_METRICS = {"up": {"job", "instance"}}
OWN_LABELS = {"job", "instance"}
# As Grafana would fill them in.
VARIABLES = {"$__rate_interval": "5m", "$collection": "main", "$job": "dateline"}


def read_labels(scrape: str) -> dict[str, set[str]]:
    """The names of all series of a scrape, each with the labels that it has."""
    found: dict[str, set[str]] = defaultdict(set)
    for family in text_string_to_metric_families(scrape):
        for sample in family.samples:
            found[sample.name] |= {*sample.labels, *OWN_LABELS}
    return {**found, **OWN_METRICS}


def fill_in(expression: str) -> str:
    """The expression of a panel as it is sent."""
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    assert "$" not in expression, f"a variable that nobody fills in: {expression}"
    return expression


def ask(expression: str) -> Iterator[tuple[str, set[str]]]:
    """The metrics that PromQL reads, each with the labels that it is matched or grouped by; fails where it is none."""
    grouped: set[str] = set()
    found: list[tuple[str, set[str]]] = []

    def visit(node: Any) -> None:
        if isinstance(node, promql_parser.AggregateExpr) and node.modifier is not None:
            grouped.update(node.modifier.labels)
        elif isinstance(node, promql_parser.VectorSelector):
            found.append((node.name or "", _labels(node)))

    promql_parser.walk(promql_parser.parse(expression), visit)
    assert found, f"it reads nothing: {expression}"
    for name, matched in found:
        yield name, matched | grouped


def _labels(selector: Any) -> set[str]:
    return {matcher.name for matcher in selector.matchers.matchers}


def check_known(expression: str, known: dict[str, set[str]]) -> None:
    """Assert that every metric of an expression is in the scrape, with the labels that are asked for."""
    for name, labels in ask(expression):
        assert name in known, f"no such metric: {name}"
        assert labels <= known[name], f"{name} has no label {labels - known[name]}"


def spell_anchor(title: str) -> str:
    """The anchor that a heading gets in Markdown."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")
