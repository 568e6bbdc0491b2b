"""Keys of access: what opens, for how long, and what is kept of them."""

import hashlib
import re
from collections.abc import AsyncIterator, Callable

import fakeredis
import pytest
import redis

from dateline import access, keys
from dateline.access import AccessKeys, Written, look_up, needs_keys, read_written, require_key
from dateline.errors import BadKey, Conflict, NotFound, Setup
from dateline.settings import Settings


@pytest.fixture
def server() -> fakeredis.FakeServer:
    return fakeredis.FakeServer()


@pytest.fixture
def client(server: fakeredis.FakeServer) -> redis.Redis:
    return fakeredis.FakeRedis(server=server, decode_responses=True)


@pytest.fixture
async def waiting(server: fakeredis.FakeServer) -> AsyncIterator[fakeredis.FakeAsyncRedis]:
    async with fakeredis.FakeAsyncRedis(server=server, decode_responses=True) as found:
        yield found


@pytest.fixture
def all_keys(client: redis.Redis) -> AccessKeys:
    return AccessKeys(client)


def written(text: str) -> Written:
    found = read_written(text)
    assert found is not None
    return found


async def opens(waiting: fakeredis.FakeAsyncRedis, text: str) -> bool:
    try:
        await look_up(waiting, written(text))
    except BadKey:
        return False
    return True


async def test_a_key_says_what_it_was_made_for(all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis) -> None:
    made, text = all_keys.create("desk", "north", {"read", "ingest"}, None)
    found = await look_up(waiting, written(text))
    assert (found.id, found.name, found.collection) == (made.id, "desk", "north")
    assert found.scopes == {"ingest", "read"}
    assert found.covers("north")
    assert not found.covers("main")
    assert found.allows(["read"])
    assert not found.allows(["admin"])


def test_admin_includes_the_other_scopes(all_keys: AccessKeys) -> None:
    made, _ = all_keys.create("desk", "*", {"admin"}, None)
    assert all(made.allows([scope]) for scope in access.SCOPES)
    assert made.covers("any")


def test_two_keys_share_nothing_and_can_be_recognised(all_keys: AccessKeys) -> None:
    texts = [all_keys.create("desk", "main", {"read"}, None)[1] for _ in range(2)]
    assert all(re.fullmatch(r"dl_[0-9a-f]{12}_[0-9a-f]{64}", text) for text in texts)
    assert not set(texts[0].split("_")[1:]) & set(texts[1].split("_")[1:])


def test_of_a_secret_only_its_hash_is_kept(all_keys: AccessKeys, client: redis.Redis) -> None:
    made, text = all_keys.create("desk", "main", {"read"}, None)
    _, again = all_keys.rotate(made.id, 60, None)
    stored = str([client.hgetall(name) for name in client.scan_iter() if client.type(name) == "hash"])
    for secret in (text.split("_")[2], again.split("_")[2]):
        assert secret not in stored
        assert hashlib.sha256(secret.encode()).hexdigest() in stored


@pytest.mark.parametrize("change", [lambda s: s[:-1] + ("0" if s[-1] != "0" else "1"), lambda s: "0" * len(s)])
async def test_another_secret_or_id_opens_nothing(
    all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis, change: Callable[[str], str]
) -> None:
    _, text = all_keys.create("desk", "main", {"read"}, None)
    prefix, key_id, secret = text.split("_")
    assert await opens(waiting, text)
    assert not await opens(waiting, f"{prefix}_{key_id}_{change(secret)}")
    assert not await opens(waiting, f"{prefix}_{change(key_id)}_{secret}")


@pytest.mark.parametrize("text", ["", "dl_", "dl_0_0", "dl_" + "0" * 12 + "_" + "g" * 64, "x" * 100_000])
def test_what_has_not_the_form_of_a_key_is_none(text: str) -> None:
    assert read_written(text) is None


async def test_a_key_ends_when_it_should(all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis) -> None:
    _, lasting = all_keys.create("desk", "main", {"read"}, 60)
    made, over = all_keys.create("desk", "main", {"read"}, -1)
    assert await opens(waiting, lasting)
    with pytest.raises(BadKey, match="has expired"):
        await look_up(waiting, written(over))
    assert made.state(all_keys.now_ms()) == "expired"


async def test_a_revoked_key_opens_nothing_at_once_and_stays_in_the_list(
    all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis
) -> None:
    made, text = all_keys.create("desk", "main", {"read"}, None)
    revoked = all_keys.revoke(made.id)
    with pytest.raises(BadKey, match="was revoked"):
        await look_up(waiting, written(text))
    assert all_keys.read_all() == [revoked]
    assert all_keys.revoke(made.id).revoked_ms == revoked.revoked_ms, "the first time counts"


async def test_after_a_rotation_both_secrets_open_until_the_overlap_is_over(
    all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis, client: redis.Redis
) -> None:
    made, first = all_keys.create("desk", "main", {"read"}, None)
    rotated, second = all_keys.rotate(made.id, 60, None)
    assert (rotated.id, rotated.name, rotated.scopes) == (made.id, made.name, made.scopes)
    assert first != second
    assert await opens(waiting, first)
    assert await opens(waiting, second)
    client.hset(keys.access_key(made.id), "former_until_ms", all_keys.now_ms())
    assert not await opens(waiting, first)
    assert await opens(waiting, second)


async def test_a_second_rotation_ends_the_first_secret(all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis) -> None:
    made, first = all_keys.create("desk", "main", {"read"}, None)
    _, second = all_keys.rotate(made.id, 60, None)
    _, third = all_keys.rotate(made.id, 0, None)
    assert [await opens(waiting, text) for text in (first, second, third)] == [False, False, True]


def test_only_a_key_that_opens_something_rotates(all_keys: AccessKeys) -> None:
    expired, _ = all_keys.create("desk", "main", {"read"}, -1)
    with pytest.raises(Conflict, match="expired"):
        all_keys.rotate(expired.id, 60, None)
    assert all_keys.rotate(expired.id, 60, 3600)[0].state(all_keys.now_ms()) == "active"
    revoked = all_keys.revoke(all_keys.create("desk", "main", {"read"}, None)[0].id)
    with pytest.raises(Conflict, match="revoked"):
        all_keys.rotate(revoked.id, 60, 3600)


def test_an_unknown_id_is_told(all_keys: AccessKeys) -> None:
    for call in (all_keys.read, all_keys.revoke, lambda key_id: all_keys.rotate(key_id, 60, None)):
        with pytest.raises(NotFound):
            call("0" * 12)


async def test_its_use_is_noted_once_a_minute(
    all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis, client: redis.Redis
) -> None:
    made, text = all_keys.create("desk", "main", {"read"}, None)
    assert made.used_ms is None
    assert await opens(waiting, text)
    first = all_keys.read(made.id).used_ms
    assert first is not None
    client.hset(keys.KEY_USES, made.id, first - 30_000)
    assert await opens(waiting, text)
    assert all_keys.read(made.id).used_ms == first - 30_000
    client.hset(keys.KEY_USES, made.id, first - 60_000)
    assert await opens(waiting, text)
    assert (all_keys.read(made.id).used_ms or 0) >= first


async def test_a_store_that_takes_no_writes_still_knows_its_keys(
    all_keys: AccessKeys, waiting: fakeredis.FakeAsyncRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, text = all_keys.create("desk", "main", {"read"}, None)

    def register_script(_text: str) -> object:
        async def refuse(**_: object) -> None:
            raise redis.exceptions.ReadOnlyError("READONLY")

        return refuse

    monkeypatch.setattr(waiting, "register_script", register_script)
    assert await opens(waiting, text)


@pytest.mark.parametrize(
    ("host", "setting", "needed"),
    [
        ("127.0.0.1", "auto", False),
        ("::1", "auto", False),
        ("localhost", "auto", False),
        ("127.0.0.1", "always", True),
        ("0.0.0.0", "auto", True),  # noqa: S104
        ("192.168.0.4", "auto", True),
        ("desk.example", "auto", True),
        ("", "auto", True),
        ("0.0.0.0", "dangerously_never", False),  # noqa: S104
    ],
)
def test_keys_are_needed_wherever_others_can_reach_the_service(host: str, setting: str, needed: bool) -> None:
    assert needs_keys(Settings.model_validate({"host": host, "require_keys": setting})) is needed


def test_a_service_for_others_is_refused_until_there_is_a_key_that_opens_something(
    all_keys: AccessKeys, client: redis.Redis
) -> None:
    public = Settings(host="0.0.0.0")  # noqa: S104
    require_key(client, Settings())
    all_keys.create("over", "main", {"read"}, -1)
    all_keys.revoke(all_keys.create("gone", "main", {"read"}, None)[0].id)
    with pytest.raises(Setup, match=r"dateline keys create --data \.data --name NAME --scope admin"):
        require_key(client, public, "--data .data")
    all_keys.create("desk", "main", {"read"}, None)
    require_key(client, public)
