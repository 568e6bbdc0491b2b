"""Which keys the names of a query mean."""

import pytest
import redis

from dateline.aliases import expand
from dateline.corrections import Corrections
from dateline.queries import EventQuery
from tests.dateline.people import BOB, ROBERT, article_about, open_desk, person
from tests.make import store

MARY = "person/mary-smith"


@pytest.fixture
def client(fake: redis.Redis) -> redis.Redis:
    open_desk(fake)
    store(fake, [article_about("a3", person("Mary Smith", "The Boss"), places=())])
    return fake


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("the boss", [MARY]),
        ("THE  BOSS", [MARY]),
        ("Smith", [BOB, MARY, ROBERT]),
        (BOB, [BOB]),
        ("person/nobody", []),
        ("nobody", []),
        ("", []),
    ],
)
def test_a_name_means_all_entities_that_have_it(client: redis.Redis, name: str, meant: list[str]) -> None:
    found = expand(client, "main", EventQuery(entity=(name,)))
    assert found.entity[0] == name
    assert sorted(set(found.entity) - {name} | ({name} & set(meant))) == meant


def test_a_merged_key_and_its_target_mean_the_same(client: redis.Redis) -> None:
    corrections = Corrections("1", merges={BOB: ROBERT, MARY: ROBERT})
    for name in (BOB, ROBERT, MARY, "Bob"):
        assert {BOB, ROBERT, MARY} <= set(expand(client, "main", EventQuery(entity=(name,)), corrections).entity)


def test_all_parts_that_name_somebody_are_widened_and_no_other(client: redis.Redis) -> None:
    query = EventQuery(
        entity=("Boss",),
        exclude_entity=("Bob",),
        speaker=("Boss",),
        exclude_speaker=("Bob",),
        source=("Boss",),
        q="Bob",
    )
    found = expand(client, "main", query)
    assert (found.entity, found.speaker) == (("Boss", MARY), ("Boss", MARY))
    assert (found.exclude_entity, found.exclude_speaker) == (("Bob", BOB), ("Bob", BOB))
    assert (found.source, found.q) == (("Boss",), "Bob")


def test_a_name_of_a_place_means_places_alone(client: redis.Redis) -> None:
    found = expand(client, "main", EventQuery(place=("Leeds", "Boss"), exclude_place=("Illinois",)))
    assert (found.place, found.exclude_place) == (("Leeds", "place/2644688", "Boss"), ("Illinois", "place/4896861"))


def test_a_name_of_very_many_means_those_of_most_articles(client: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.aliases.MAX_KEYS", 1)
    store(client, [article_about("a4", person("Mary Smith"))])
    assert expand(client, "main", EventQuery(entity=("smith",))).entity == ("smith", MARY)


def test_a_query_that_names_nobody_asks_redis_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    query = EventQuery(q="x")
    assert expand(None, "main", query) is query  # type: ignore[arg-type]  # a client that would fail
