"""Corrections as they get into the store: atomic, fenced, resumed after a kill, and undone without a trace."""

import json
from typing import Any

import pytest
import redis

from dateline import keys
from dateline.correction_store import CorrectionStore, load_corrections
from dateline.errors import NotFound
from dateline.ledger import Claim, Ledger, StaleCorrections
from dateline.models import Article
from dateline.records import make_records
from dateline.refresh import Refresher, refresh
from dateline.settings import Settings
from dateline.store import read_article, read_subject_by_key
from tests.contents import contents
from tests.dateline.people import BOB, ROBERT, article_about, open_desk, person
from tests.make import store


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def desk(client: redis.Redis) -> CorrectionStore:
    return open_desk(client)


def count_outdated(client: redis.Redis) -> int:
    return Ledger(client, "main", Settings()).outdated()


def feed(client: redis.Redis) -> list[tuple[str, str]]:
    entries: Any = client.xrange(keys.feed("main"))
    return [(entry["op"], entry["event"]) for _, entry in entries]


def stored_keys(client: redis.Redis, article_id: str) -> list[str]:
    """The keys of the actors of the article's events, as they are stored."""
    found = client.hgetall(keys.events("main", article_id))
    return [actor["key"] for name, text in found.items() if name != keys.HEADER for actor in json.loads(text)["actors"]]


def test_a_merge_is_marked_and_then_made(client: redis.Redis, desk: CorrectionStore, settings: Settings) -> None:
    outcome = desk.merge(BOB, ROBERT)
    assert (outcome.key, outcome.to, outcome.to_remake) == (BOB, ROBERT, 1)
    assert count_outdated(client) == 1
    assert refresh(client, settings) == 1
    assert (count_outdated(client), stored_keys(client, "a1")) == (0, [ROBERT])
    merged = read_subject_by_key(client, "main", ROBERT)
    assert (merged.articles, sorted(merged.names), merged.name) == (
        2,
        ["Bob", "Bob Smith", "Robert Smith"],
        "Robert Smith",
    )
    with pytest.raises(NotFound):
        read_subject_by_key(client, "main", BOB)


def test_an_article_is_read_with_the_corrections_in_force_before_it_is_made_anew(
    client: redis.Redis, desk: CorrectionStore
) -> None:
    desk.merge(BOB, ROBERT)
    found = read_article(client, "main", "a1")
    assert (found.entities[0].key, found.entities[0].name) == (ROBERT, "Robert Smith")
    assert found.events[0].actors[0].key == ROBERT


def test_the_stored_article_keeps_the_pipelines_key(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    assert json.loads(client.get(keys.enriched("main", "a1")) or "")["entities"][0]["key"] == BOB


def test_the_feed_tells_of_the_events_that_changed_alone(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    before = len(feed(client))
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    assert feed(client)[before:] == [("updated", "e-a1")]


@pytest.mark.parametrize("change", ["merge", "aliases", "split"])
def test_what_is_undone_is_as_it_was(
    client: redis.Redis, desk: CorrectionStore, settings: Settings, change: str
) -> None:
    before = contents(client)
    if change == "merge":
        desk.merge(BOB, ROBERT)
        refresh(client, settings)
        desk.undo_merge(BOB)
    elif change == "aliases":
        desk.give_aliases(ROBERT, ["Bob Smith", "The Boss"])
        refresh(client, settings)
        desk.give_aliases(ROBERT, [])
    else:
        desk.split(BOB, ["a1"], None, "Bob the Builder")
        refresh(client, settings)
        desk.undo_split(BOB, [])
    assert refresh(client, settings) >= 1
    assert contents(client) == before


def test_an_article_enriched_again_keeps_the_correction(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    store(client, [article_about("a1", person("Bob Smith", "Bobby"), title="Revised")])
    assert stored_keys(client, "a1") == [ROBERT]
    assert count_outdated(client) == 0
    assert sorted(read_subject_by_key(client, "main", ROBERT).names) == ["Bob Smith", "Bobby", "Robert Smith"]


def test_a_new_article_is_corrected_from_its_first_commit(client: redis.Redis, desk: CorrectionStore) -> None:
    desk.merge(BOB, ROBERT)
    store(client, [article_about("a3", person("Bob Smith"))])
    assert stored_keys(client, "a3") == [ROBERT]


def test_an_alias_moves_who_has_that_name_and_nobody_who_is_only_called_so(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    store(client, [article_about("a3", person("Mary Jones", "The Boss")), article_about("a4", person("Boss"))])
    assert desk.give_aliases(ROBERT, ["the boss"]).to_remake == 2
    refresh(client, settings)
    assert (stored_keys(client, "a3"), stored_keys(client, "a4")) == (["person/mary-jones"], [ROBERT])


def test_a_split_makes_a_new_entity_in_the_named_articles_alone(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    store(client, [article_about("a3", person("Bob Smith"))])
    outcome = desk.split(BOB, ["a1"], None, None)
    assert (outcome.to, outcome.to_remake) == ("person/bob-smith-2", 1)
    refresh(client, settings)
    assert (stored_keys(client, "a1"), stored_keys(client, "a3")) == (["person/bob-smith-2"], [BOB])
    assert read_subject_by_key(client, "main", "person/bob-smith-2").name == "Bob Smith"


def test_a_split_of_a_merged_pair_and_its_undoing(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    assert desk.split(ROBERT, ["a1"], None, "Robert Smith (bishop)").to == "person/robert-smith-bishop"
    refresh(client, settings)
    assert stored_keys(client, "a1") == ["person/robert-smith-bishop"]
    desk.undo_split(ROBERT, ["a1"])
    refresh(client, settings)
    assert stored_keys(client, "a1") == [ROBERT]


def test_an_undone_merge_reaches_what_was_split_off_after_it(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    desk.split(ROBERT, ["a1"], None, "Other")
    refresh(client, settings)
    desk.undo_merge(BOB)
    refresh(client, settings)
    assert stored_keys(client, "a1") == [BOB]


def test_a_chain_of_merges_ends_in_the_last(client: redis.Redis, desk: CorrectionStore, settings: Settings) -> None:
    store(client, [article_about("a3", person("Sir Robert"))])
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    desk.merge(ROBERT, "person/sir-robert")
    refresh(client, settings)
    assert [stored_keys(client, name) for name in ("a1", "a2", "a3")] == [["person/sir-robert"]] * 3


def test_a_commit_made_with_older_corrections_is_refused_and_made_again(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    ledger = Ledger(client, "main", settings)
    late = article_about("a3", person("Bob Smith"))
    ledger.accept(Article(**{name: getattr(late, name) for name in Article.model_fields}))
    claim = ledger.claim("a3")
    assert isinstance(claim, Claim)
    version = load_corrections(client, "main").version
    records = make_records("main", late)
    desk.merge(BOB, ROBERT)
    with pytest.raises(StaleCorrections):
        ledger.commit(claim, late, records, version)
    assert ledger.status("a3").status == "running"
    now = load_corrections(client, "main")
    assert ledger.commit(claim, late, make_records("main", late, now), now.version)
    assert stored_keys(client, "a3") == [ROBERT]


def test_a_refresh_of_an_article_that_was_committed_meanwhile_changes_nothing(
    client: redis.Redis, desk: CorrectionStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.merge(BOB, ROBERT)
    refresher = Refresher(client, "main", settings)
    read = refresher._read

    def commit_then(article_id: str) -> Any:
        found = read(article_id)
        store(client, [article_about("a1", person("Somebody Else"), title="Revised")])
        return found

    monkeypatch.setattr(refresher, "_read", commit_then)
    refresher.run(10)
    assert (stored_keys(client, "a1"), count_outdated(client)) == (["person/somebody-else"], 0)


def test_a_refresh_made_with_older_corrections_is_made_again(
    client: redis.Redis, desk: CorrectionStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.merge(BOB, ROBERT)
    refresher = Refresher(client, "main", settings)
    interfere, write = [lambda: desk.undo_merge(BOB)], make_records

    def make_and_interfere(*arguments: Any) -> Any:
        made = write(*arguments)
        if interfere:
            interfere.pop()()
        return made

    monkeypatch.setattr("dateline.refresh.make_records", make_and_interfere)
    refresher.run(10)
    assert stored_keys(client, "a1") == [BOB]


def test_what_a_killed_refresh_had_taken_is_taken_again(
    client: redis.Redis, desk: CorrectionStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.merge(BOB, ROBERT)
    assert Refresher(client, "main", settings).take(10) == ["a1"]
    # Killed here: the mark is held, and nobody else takes it before its time.
    assert refresh(client, settings) == 0
    client.zadd(keys.outdated("main"), {"a1": 0})
    assert refresh(client, settings) == 1
    assert stored_keys(client, "a1") == [ROBERT]


def test_a_deleted_article_is_not_made_anew(client: redis.Redis, desk: CorrectionStore, settings: Settings) -> None:
    desk.merge(BOB, ROBERT)
    Ledger(client, "main", settings).delete("a1")
    assert count_outdated(client) == 0
    client.zadd(keys.outdated("main"), {"a1": 0})
    refresh(client, settings)
    assert (count_outdated(client), client.exists(keys.enriched("main", "a1"))) == (0, 0)


def test_an_article_of_a_later_version_is_parked(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    desk.merge(BOB, ROBERT)
    client.set(keys.enriched("main", "a1"), '{"of": "another time"}')
    refresh(client, settings)
    assert count_outdated(client) == 1
    assert refresh(client, settings) == 0


def test_a_refresh_twice_changes_nothing(client: redis.Redis, desk: CorrectionStore, settings: Settings) -> None:
    desk.merge(BOB, ROBERT)
    refresh(client, settings)
    before, told = contents(client), feed(client)
    Refresher(client, "main", settings).refresh_article("a1")
    assert (contents(client), feed(client)) == (before, told)


def test_a_name_given_with_a_split_is_the_entitys_everywhere_until_it_is_undone(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    def names() -> list[str]:
        found = client.hget(keys.events("main", "a2"), "e-a2")
        return [actor["name"] for actor in json.loads(found or "")["actors"]]

    desk.split(BOB, ["a1"], ROBERT, "Rob Smith")
    refresh(client, settings)
    assert names() == ["Rob Smith"]
    desk.undo_split(BOB, [])
    refresh(client, settings)
    assert names() == ["Robert Smith"]


def test_what_is_merged_from_a_great_many_articles_is_marked_some_at_a_time(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    gone = {f"gone{n}": 736_000 for n in range(1_500)}
    client.zadd(keys.subject_articles("main", BOB), gone)
    assert desk.merge(BOB, ROBERT).to_remake == 1_501
    assert (client.zcard(keys.outdated("main")), count_outdated(client)) == (0, 1_501)
    client.zrem(keys.subject_articles("main", BOB), *gone)
    while count_outdated(client):
        refresh(client, settings)
    assert stored_keys(client, "a1") == [ROBERT]
    assert not list(client.scan_iter("*unmarked*"))


def test_an_article_that_was_deleted_and_posted_again_is_not_made_of_the_old_one(
    client: redis.Redis, desk: CorrectionStore, settings: Settings
) -> None:
    desk.merge(BOB, ROBERT)
    refresher = Refresher(client, "main", settings)
    stored = refresher._read("a1")
    assert stored is not None
    Ledger(client, "main", settings).delete("a1")
    store(client, [article_about("a1", person("Cid Oak"))])
    assert refresher._write(stored) == "superseded"
    assert stored_keys(client, "a1") == ["person/cid-oak"]


def test_an_alias_of_a_place_concerns_no_article(client: redis.Redis, desk: CorrectionStore) -> None:
    assert desk.give_aliases("place/2644688", ["Illinois"]).to_remake == 0
    assert desk.give_aliases("place/2644688", []).to_remake == 0
