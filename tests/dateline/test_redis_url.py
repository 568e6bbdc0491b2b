"""Addresses of Redis: which are taken, what they mean, and which are refused."""

from pathlib import Path

import pytest

from dateline.errors import Setup
from dateline.redis_url import complete, parse
from dateline.settings import Settings, read_settings, require_redis_url

SENTINELS = "redis+sentinel://worker:p%40ss@s1,s2:26380/news/2?sentinel_password=q"


@pytest.mark.parametrize(
    ("text", "hosts", "master", "server"),
    [
        ("redis://127.0.0.1/1", (("127.0.0.1", 6379),), "", {"db": 1}),
        ("redis://u:p@h:7000?db=3", (("h", 7000),), "", {"db": 3, "username": "u", "password": "p"}),
        ("redis://:p@[::1]:7000/0", (("::1", 7000),), "", {"db": 0, "password": "p"}),
        ("unix://u:p@/run/r.sock?db=1", (), "", {"db": 1, "username": "u", "password": "p"}),
        (SENTINELS, (("s1", 26379), ("s2", 26380)), "news", {"db": 2, "username": "worker", "password": "p@ss"}),
        (
            "rediss://u:p@h/0?ssl_ca_certs=%2Fca.pem", (("h", 6379),), "",
            {"db": 0, "username": "u", "password": "p", "ssl": True, "ssl_ca_certs": "/ca.pem"},
        ),
    ],
)  # fmt: skip
def test_an_address_is_read_into_its_parts_and_written_again(
    text: str, hosts: object, master: str, server: dict[str, object]
) -> None:
    found = parse(text)
    assert (found.hosts, found.master, found.server) == (hosts, master, server)
    assert parse(found.write()) == found


def test_sentinels_have_a_login_of_their_own_and_the_same_certificates() -> None:
    found = parse(SENTINELS.replace("redis+", "rediss+") + "&ssl_certfile=%2Fc.pem")
    assert found.sentinels == {"password": "q", "ssl": True, "ssl_certfile": "/c.pem"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("http://h/0", "give redis://"),
        ("redis://", "names no host"),
        ("redis://u:s3cret@h:port/0", "give redis://"),
        ("redis://u:s3cret@h/zero", "is a number"),
        ("redis://u:s3cret@h1,h2/0", "are Sentinels"),
        ("redis+sentinel://u:s3cret@h", "names no master"),
        ("rediss://u:s3cret@h/0?ssl_cert_reqs=none", "ssl_cert_reqs"),
        ("rediss://u:s3cret@h/0?ssl_check_hostname=false", "ssl_check_hostname"),
        ("redis://u:s3cret@h/0?socket_timeout=99", "socket_timeout"),
        ("unix://", "give redis://"),
        ("redis://u:s3cret@h/0#x", "give redis://"),
    ],
)
def test_what_is_no_address_or_would_weaken_it_is_refused_without_showing_it(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        parse(text)
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["redis://10.0.0.5/0", "rediss://redis/0", "redis+sentinel://127.0.0.1,s2/m", "redis://u@h"]
)
def test_an_address_that_others_reach_needs_a_password(text: str) -> None:
    with pytest.raises(ValueError, match="has no password"):
        complete(text, {}, may_lack_password=False)
    assert parse(complete(text, {}, may_lack_password=True)) == parse(text)


@pytest.mark.parametrize(
    "text", ["redis://127.0.0.1:1/0", "redis://localhost", "unix:///s", "redis://[::1]/0", "redis://:p@h"]
)
def test_loopback_sockets_and_addresses_with_a_password_are_taken(text: str) -> None:
    assert complete(text, {}, may_lack_password=False) == text


def test_every_process_refuses_an_open_redis_when_it_reads_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_QUEUE_REDIS_URL", "redis://queue:6379/0")
    with pytest.raises(Setup, match="queue_redis_url: the address is not on this machine and has no password"):
        read_settings({})
    monkeypatch.setenv("DATELINE_ALLOW_PASSWORDLESS_REDIS", "true")
    assert read_settings({}).queue_url.get_secret_value() == "redis://queue:6379/0"


def test_the_command_line_refuses_it_too() -> None:
    with pytest.raises(Setup, match="--redis-url: the address is not on this machine"):
        require_redis_url("redis://redis/0")


def test_certificates_are_settings_of_their_own_and_must_be_there(tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    with pytest.raises(Setup, match="redis_ca_file"):
        read_settings({"redis_ca_file": authority})
    authority.touch()
    found = read_settings({"redis_url": "rediss://u:p@h/0", "redis_ca_file": authority}).redis_url
    assert parse(found.get_secret_value()).server["ssl_ca_certs"] == str(authority)
    # Workers get the address as it was completed.
    again = read_settings({"redis_url": found.get_secret_value(), "redis_ca_file": authority}).redis_url
    assert again == found


def test_a_setting_may_be_a_file_as_containers_get_their_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dateline_redis_url").write_text("redis://u:p@redis:6379/0\n")
    assert Settings(_secrets_dir=tmp_path).redis_url.get_secret_value() == "redis://u:p@redis:6379/0"
    monkeypatch.setenv("DATELINE_REDIS_URL", "redis://127.0.0.1:1/0")
    assert Settings(_secrets_dir=tmp_path).redis_url.get_secret_value() == "redis://127.0.0.1:1/0"
