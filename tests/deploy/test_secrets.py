"""What makes the passwords: a hash for Redis, the address for the process, and nothing twice."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from dateline.connection import connect
from dateline.redis_url import parse
from dateline.settings import Settings
from tests.deploy.stack import ROOT, USERS, address, run_redis

SCRIPT = ROOT / "deploy" / "make_secrets.py"


def make(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, SCRIPT, "--to", folder, *options], capture_output=True, text=True)


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("s")
    assert make(folder).returncode == 0
    return folder


def test_redis_knows_the_hash_of_each_password_and_no_password(secrets: Path) -> None:
    users = (secrets / "redis_users.acl").read_text()
    assert "#{" not in users
    passwords = {user: parse((secrets / f"{user}_redis_url").read_text()).login["password"] for user in USERS}
    assert len(set(passwords.values())) == len(USERS)
    for user, password in passwords.items():
        assert f"user {user} on #{hashlib.sha256(password.encode()).hexdigest()} " in users
        assert password not in users


def test_each_process_reads_its_own_as_a_setting(secrets: Path, tmp_path: Path) -> None:
    (tmp_path / "dateline_redis_url").write_text((secrets / "worker_redis_url").read_text())
    found = parse(Settings(_secrets_dir=tmp_path).redis_url.get_secret_value())
    assert (found.hosts, found.login["username"]) == ((("redis", 6379),), "worker")


def test_redis_takes_the_file_and_lets_each_user_in(secrets: Path, tmp_path: Path) -> None:
    with run_redis(tmp_path / "r", "--aclfile", str(secrets / "redis_users.acl")) as socket:
        with pytest.raises(redis.AuthenticationError), connect(address(socket, "ingest")) as stranger:
            stranger.ping()
        for user in USERS:
            password = parse((secrets / f"{user}_redis_url").read_text()).login["password"]
            with redis.Redis(unix_socket_path=str(socket), username=user, password=password) as client:
                assert client.ping()


def test_only_the_owner_may_open_the_folder_and_nothing_is_made_twice(secrets: Path) -> None:
    assert secrets.stat().st_mode & 0o777 == 0o700
    before = (secrets / "redis_users.acl").read_text()
    again = make(secrets)
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    assert (secrets / "redis_users.acl").read_text() == before


def test_sentinels_and_replicas_get_users_too(tmp_path: Path) -> None:
    where = "redis+sentinel://s1,s2,s3/dateline/0"
    assert make(tmp_path / "s", "--with-sentinel", "--address", where).returncode == 0
    assert parse((tmp_path / "s" / "query_redis_url").read_text()).master == "dateline"
    hashed = hashlib.sha256((tmp_path / "s" / "replica_password").read_bytes()).hexdigest()
    assert f"user replica on #{hashed} " in (tmp_path / "s" / "redis_users.acl").read_text()
