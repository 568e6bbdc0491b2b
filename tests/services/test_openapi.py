"""The description of the HTTP surface is complete, and the running service keeps to it."""

from collections.abc import Iterator
from typing import Any

import pytest
import redis
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import SecretStr
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dateline.access import EVERY, AccessKeys
from dateline.connection import connect
from dateline.search import ensure_indexes
from dateline.settings import Settings
from services.http import build, connect_backend
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS
from tests.live import Live, run_live
from tests.make import ILLINOIS, LEEDS, enriched, event, place_of, store

# Its answer does not end.
ENDLESS = "follow"
# What is wrong with a line is in the answer; no body is wrong as a whole.
LENIENT = "import_articles"
CASES = 6


@schemathesis.serializer("application/jsonl")
def write_lines(_: object, value: object) -> bytes:
    return str(value).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return build(connect_backend(Settings()), ingest, *ROUTERS).openapi()


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_every_parameter_has_a_description_and_an_example(described: dict[str, Any]) -> None:
    lacking = [
        (method, path, parameter["name"])
        for method, path, operation in operations(described)
        for parameter in operation.get("parameters", ())
        if not ({"example", "examples"} & (parameter.keys() | parameter["schema"].keys()))
        or not (parameter.get("description") or parameter["schema"].get("description"))
    ]
    assert lacking == []


def test_operation_ids_are_the_names_of_the_functions_and_each_its_own(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.islower() for name in names)
    assert {"submit", "list_events", "follow", "export"} <= set(names)


def test_every_call_of_the_api_documents_its_problems(described: dict[str, Any]) -> None:
    for method, path, operation in operations(described):
        if not path.startswith("/v1/"):
            continue
        expected = {"422", "503", "default"} | ({"404"} if "{" in path and method != "put" else set())
        assert expected <= operation["responses"].keys(), (method, path)
        for status in expected:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
        assert operation.get("description"), (method, path)


@pytest.fixture(scope="module")
def key(live: Live) -> dict[str, str]:
    """The header of a key that opens everything."""
    client: redis.Redis = live.app.state.backend.client
    return {"Authorization": f"Bearer {AccessKeys(client).create('all', EVERY, {'admin'}, None)[1]}"}


@pytest.fixture(scope="module")
def live(redis_url: SecretStr) -> Iterator[Live]:
    """A service that needs keys, as the document says."""
    client = connect(redis_url, timeout_seconds=10)
    client.flushall()
    ensure_indexes(client)
    fill(client)
    with run_live(Settings(redis_url=redis_url, require_keys="always", failed_attempts="")) as served:
        yield served
    client.close()


def fill(client: redis.Redis) -> None:
    made = [event(f"e{n}", places=(place_of(LEEDS if n % 2 else ILLINOIS),)) for n in range(6)]
    store(client, [enriched(f"a{n}", made[2 * n : 2 * n + 2]) for n in range(3)])


@pytest.fixture(scope="module")
def operations_by_id(live: Live) -> dict[str, Any]:
    document = live.app.openapi()
    # Cases without a key are for the tests of scopes; here each call has one.
    open_paths = {
        path: {method: {**said, "security": []} for method, said in methods.items()}
        for path, methods in document["paths"].items()
    }
    schema = schemathesis.openapi.from_dict({**document, "paths": open_paths})
    schema.config.update(base_url=live.url)
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return {operation.definition.raw["operationId"]: operation for operation in found}


OPERATIONS = [
    operation["operationId"]
    for _, _, operation in operations(build(connect_backend(Settings()), ingest, *ROUTERS).openapi())
    if operation["operationId"] != ENDLESS
]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_as_described(
    operations_by_id: dict[str, Any], key: dict[str, str], name: str, mode: GenerationMode
) -> None:
    operation = operations_by_id[name]
    if mode is GenerationMode.NEGATIVE and (name == LENIENT or not operation.definition.raw.get("parameters")):
        pytest.skip("nothing can be asked wrongly")

    @settings(
        max_examples=CASES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: "schemathesis.Case[Any]") -> None:
        # A schema cannot say all that a value must be (a box upright, a cursor of ours): 422 is an answer too.
        case.call_and_validate(timeout=10, headers=key, excluded_checks=[positive_data_acceptance])

    check()
