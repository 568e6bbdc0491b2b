"""`python -m services`: what it refuses to start."""

import pytest
import redis
import uvicorn
from pydantic import SecretStr

from dateline import log
from dateline.access import AccessKeys
from dateline.settings import Settings
from services import __main__ as services


@pytest.mark.parametrize("name", ["ingest", "query"])
def test_a_service_for_others_does_not_start_without_a_key(
    real: redis.Redis,
    redis_url: SecretStr,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_REDIS_URL", redis_url.get_secret_value())
    monkeypatch.setenv("DATELINE_HOST", "0.0.0.0")  # noqa: S104
    monkeypatch.setattr(uvicorn.Server, "run", lambda _: pytest.fail("it serves"))
    assert services.main([name]) == 1
    told = capsys.readouterr().err
    assert "others can reach 0.0.0.0" in told
    assert "dateline keys create --redis-url URL" in told


def test_with_a_key_it_starts(real: redis.Redis, redis_url: SecretStr, monkeypatch: pytest.MonkeyPatch) -> None:
    AccessKeys(real).create("desk", "main", {"read"}, None)
    monkeypatch.setenv("DATELINE_REDIS_URL", redis_url.get_secret_value())
    monkeypatch.setenv("DATELINE_HOST", "0.0.0.0")  # noqa: S104
    served: list[object] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server: served.append(server))
    try:
        assert services.main(["ingest"]) == 0
    finally:
        log.configure("error")
    assert len(served) == 1


def test_where_redis_is_away_it_starts_and_asks_for_keys_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(host="0.0.0.0", redis_url=SecretStr("redis://127.0.0.1:1/0"))  # noqa: S104
    services._require_key(settings)
    assert "Redis does not answer" in capsys.readouterr().err
