"""`dateline keys`: what it writes where, and on which store."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from dateline import log
from dateline.access import AccessKeys, read_written
from dateline.cli import app
from dateline.errors import DatelineError, Setup
from dateline.settings import Settings
from dateline.up import run


@pytest.fixture
def store(real: redis.Redis, redis_url: SecretStr, monkeypatch: pytest.MonkeyPatch) -> AccessKeys:
    """The keys of the store that the environment names."""
    monkeypatch.setenv("DATELINE_REDIS_URL", redis_url.get_secret_value())
    return AccessKeys(real)


@pytest.fixture
def undone() -> Iterator[None]:
    """What `dateline up` sets up for its process is as it was afterwards."""
    handler = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, handler)
    log.configure("error")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["keys", *arguments])


def create(*arguments: str) -> str:
    """The key that is written."""
    done = call("create", *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_key_is_the_only_line_on_standard_output(store: AccessKeys) -> None:
    text = create("--name", "desk", "--scope", "read", "--scope", "ingest", "--collection", "north", "--expires", "2d")
    written = read_written(text.removesuffix("\n"))
    assert written is not None
    (made,) = store.read_all()
    assert (made.id, made.name, made.collection) == (written.id, "desk", "north")
    assert made.scopes == {"read", "ingest"}
    assert made.expires_ms == made.created_ms + 2 * 86_400_000
    assert made.opens_with(written.digest, made.created_ms)


def test_the_list_shows_all_but_the_secrets(store: AccessKeys) -> None:
    secrets = [create("--name", name, "--scope", "read").strip().split("_")[2] for name in ("one", "two [bold]")]
    store.revoke(store.read_all()[0].id)
    table, lines = call("list").stdout, call("list", "--json").stdout
    assert [json.loads(line)["state"] for line in lines.splitlines()] == ["revoked", "active"]
    assert "two [bold]" in table
    assert not [secret for secret in secrets if secret in table + lines]
    assert not [key.digest for key in store.read_all() if key.digest in table + lines]


def test_rotate_writes_another_secret_of_the_same_key(store: AccessKeys) -> None:
    first = create("--name", "desk", "--scope", "read").strip()
    key_id = first.split("_")[1]
    second = call("rotate", key_id, "--overlap", "1h").stdout.strip()
    assert second.split("_")[1] == key_id
    assert second != first
    now_ms, key = store.now_ms(), store.read(key_id)
    opens = [key.opens_with(written.digest, now_ms) for text in (first, second) if (written := read_written(text))]
    assert opens == [True, True]
    assert 3_590_000 < key.former_until_ms - now_ms <= 3_600_000


def test_revoke_ends_it(store: AccessKeys) -> None:
    key_id = create("--name", "desk", "--scope", "read").split("_")[1]
    assert call("revoke", key_id).exit_code == 0
    assert store.read(key_id).state(store.now_ms()) == "revoked"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--name", "", "--scope", "read"), "--name"),
        (("--name", "a\x1b[2Jb", "--scope", "read"), "--name"),
        (("--name", "x" * 101, "--scope", "read"), "--name"),
        (("--name", "x", "--scope", "write"), "--scope"),
        (("--name", "x", "--scope", "read", "--scope", ""), "--scope"),
        (("--name", "x", "--scope", "read", "--collection", "A B"), "--collection"),
        (("--name", "x", "--scope", "read", "--expires", "soon"), "--expires"),
        (("--name", "x", "--scope", "read", "--expires", "-1d"), "--expires"),
        (("--name", "x", "--scope", "read", "--expires", "99999d"), "--expires"),
    ],
)
def test_what_is_wrong_is_named_and_makes_no_key(store: AccessKeys, arguments: tuple[str, ...], named: str) -> None:
    done = call("create", *arguments)
    assert isinstance(done.exception, DatelineError)
    assert str(done.exception).startswith(f"{named}: ")
    assert store.read_all() == []


@pytest.mark.usefixtures("undone")
def test_a_folder_is_used_whether_its_server_runs_or_not(tmp_path_factory: pytest.TempPathFactory) -> None:
    """And a service for others does not start on it until there is a key, which it says how to make."""
    folder = tmp_path_factory.mktemp("k")
    unused = call("list", "--data", str(folder / "none"))
    assert isinstance(unused.exception, Setup)
    assert not (folder / "none").exists()
    public = Settings(host="0.0.0.0", data=folder / "d")  # noqa: S104
    with pytest.raises(Setup, match=r"others can reach 0\.0\.0\.0.*dateline keys create --data") as refused:
        run(public, None, None)
    assert str(folder / "d") in str(refused.value)
    text = create("--data", str(folder / "d"), "--name", "desk", "--scope", "read")
    listed = call("list", "--json", "--data", str(folder / "d"))
    assert json.loads(listed.stdout)["id"] == text.split("_")[1]


def test_loading_where_keys_are_needed_takes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_KEY", raising=False)
    with pytest.raises(Setup, match=r"--load: .*DATELINE_KEY"):
        run(Settings(require_keys="always", data=tmp_path), None, tmp_path)
