import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from pydantic import SecretStr

from dateline.connection import connect, require_modules, wait_until_ready
from dateline.embedded import redis_command, run_redis, watch
from dateline.errors import Setup, Unavailable
from dateline.search import ensure_indexes

DATELINE = str(Path(sys.executable).with_name("dateline"))


@pytest.fixture
def plain_url(tmp_path: Path) -> Iterator[SecretStr]:
    """A Redis without the Query Engine."""
    path = tmp_path / "plain.sock"
    command = redis_command(tmp_path, path, "everysec")
    server = subprocess.Popen(command[: command.index("--loadmodule")], stdout=subprocess.DEVNULL)
    url = SecretStr(f"unix://{path}")
    wait_until_ready(connect(url), 10)
    yield url
    server.terminate()
    server.wait(10)


def test_a_redis_without_the_query_engine_is_refused_with_what_to_install(plain_url: SecretStr) -> None:
    command = [DATELINE, "up", "--redis-url", plain_url.get_secret_value()]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    message = " ".join(refused.stderr.split())
    assert refused.returncode == 1
    assert "Install Redis 8" in message
    assert "Query Engine" in message


@pytest.mark.parametrize(
    "arguments",
    [["--redis-url", "http://u:s3cretpw@h/0"], ["--port", "99999"], ["--redis-url", "redis://:s3cretpw@127.0.0.1:1"]],
)
def test_a_wrong_setting_is_named_without_its_value(arguments: list[str], tmp_path: Path) -> None:
    command = [DATELINE, "up", "--data", str(tmp_path), *arguments]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 1
    assert "s3cretpw" not in refused.stderr + refused.stdout
    assert "Traceback" not in refused.stderr


def test_a_search_past_its_time_limit_is_an_error(real: redis.Redis) -> None:
    found = real.execute_command("FT.CONFIG", "GET", "ON_TIMEOUT")
    assert "fail" in str(found).lower()


def test_the_embedded_server_has_what_is_needed(real: redis.Redis) -> None:
    require_modules(real)
    ensure_indexes(real)
    assert real.config_get("appendonly")["appendonly"] == "yes"


def test_a_data_folder_is_used_by_one_server_at_a_time(tmp_path: Path) -> None:
    with (
        run_redis(tmp_path / "d", "everysec"),
        pytest.raises(Setup, match="another Dateline"),
        run_redis(tmp_path / "d", "everysec"),
    ):
        pytest.fail("the second server started")


def test_a_folder_too_deep_for_a_socket_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Setup, match="too long"), run_redis(tmp_path / ("x" * 100), "everysec"):
        pytest.fail("the server started")


def test_a_redis_that_is_away_is_waited_for_so_long(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(Unavailable):
        wait_until_ready(connect(SecretStr(f"unix://{tmp_path}/nobody")), 0.2)
    assert time.monotonic() - began < 5


def test_the_end_of_a_watched_process_is_told_once() -> None:
    told: list[tuple[str, int]] = []
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    with watch({"child": process}, lambda name, code: told.append((name, code))):
        process.wait()
        time.sleep(0.6)
    assert told == [("child", 3)]


def test_an_end_after_the_block_is_not_told() -> None:
    told: list[tuple[str, int]] = []
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with watch({"child": process}, lambda name, code: told.append((name, code))):
        pass
    process.kill()
    process.wait()
    time.sleep(0.5)
    assert told == []
