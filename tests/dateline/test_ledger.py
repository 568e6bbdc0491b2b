import json
import time
from typing import Any

import pytest
import redis

from dateline import keys
from dateline.errors import Conflict, NotFound, Overloaded
from dateline.ledger import Claim, Ledger
from dateline.records import make_records, read_posted
from dateline.settings import Settings
from tests.conftest import MakeArticle
from tests.dateline.following import number
from tests.make import LEEDS, TEXT, enriched, event, place_of, store


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    """Each behaviour holds on the fake, which is quick to run, and on the server that users run."""
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def ledger(client: redis.Redis, settings: Settings) -> Ledger:
    return Ledger(client, "main", settings)


def claim_of(ledger: Ledger, article_id: str) -> Claim:
    claim = ledger.claim(article_id)
    assert isinstance(claim, Claim)
    return claim


def commit(ledger: Ledger, article_id: str, *events: object, claim: Claim | None = None, **fields: object) -> bool:
    claim = claim or claim_of(ledger, article_id)
    found = enriched(article_id, events, revision=claim.revision, **fields)  # type: ignore[arg-type]
    return ledger.commit(claim, found, make_records("main", found))


def feed(client: redis.Redis) -> list[tuple[str, str]]:
    entries: list[tuple[str, dict[str, str]]] = client.xrange(keys.feed("main"))  # type: ignore[assignment]
    return [(entry["op"], entry["event"]) for _, entry in entries]


def read(client: redis.Redis, key: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(client.execute_command("JSON.GET", key, "$"))
    return found[0]


def test_a_new_article_is_queued_once(ledger: Ledger, make_article: MakeArticle) -> None:
    first = ledger.accept(make_article())
    again = ledger.accept(make_article())
    assert (first.outcome, first.revision, first.state) == ("new", 1, "queued")
    assert (again.outcome, again.revision, again.id) == ("known", 1, first.id)
    assert ledger.counts() == {"queued": 1, "running": 0, "succeeded": 0, "partial": 0, "failed": 0}


def test_other_content_under_the_same_id_is_a_new_revision(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article("One.", id="a"))
    revised = ledger.accept(make_article("Two.", id="a"))
    assert (revised.outcome, revised.revision) == ("revised", 2)


def test_all_revisions_are_kept(ledger: Ledger, client: redis.Redis, make_article: MakeArticle) -> None:
    ledger.accept(make_article("One.", id="a"))
    ledger.accept(make_article("Two.", id="a"))
    posted = client.hgetall(keys.posted("main", "a"))
    assert [read_posted(str(posted[n])).text for n in ("1", "2")] == ["One.", "Two."]


def test_the_same_url_without_an_id_is_the_article_that_has_it(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article("One.", id="a", url="https://example.org/x?utm_source=y"))
    again = ledger.accept(make_article("Two.", url="http://EXAMPLE.org/x#top"))
    assert (again.id, again.outcome, again.revision) == ("a", "revised", 2)


def test_an_id_whose_url_belongs_to_another_article_is_a_conflict(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a", url="https://example.org/x"))
    with pytest.raises(Conflict, match="url"):
        ledger.accept(make_article(id="b", url="https://example.org/x"))


def test_a_url_that_a_revision_gives_up_is_free_again(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a", url="https://example.org/x"))
    ledger.accept(make_article(id="a", url="https://example.org/y"))
    assert ledger.accept(make_article(id="b", url="https://example.org/x")).outcome == "new"


def test_the_same_words_of_two_sources_are_two_articles(ledger: Ledger, make_article: MakeArticle) -> None:
    assert ledger.accept(make_article(source="A")).id != ledger.accept(make_article(source="B")).id


def test_collections_are_apart(client: redis.Redis, settings: Settings, make_article: MakeArticle) -> None:
    one, two = Ledger(client, "one", settings), Ledger(client, "two", settings)
    one.accept(make_article(id="a", url="https://example.org/x"))
    assert two.accept(make_article(id="b", url="https://example.org/x")).outcome == "new"
    with pytest.raises(NotFound):
        two.status("a")


def test_posts_beyond_the_limit_are_refused_and_store_nothing(client: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(client, "main", Settings(max_queued=1))
    ledger.accept(make_article(id="a"))
    with pytest.raises(Overloaded):
        ledger.accept(make_article(id="b"))
    with pytest.raises(NotFound):
        ledger.status("b")


def test_a_claim_holds_the_article_as_posted(ledger: Ledger, make_article: MakeArticle) -> None:
    accepted = ledger.accept(make_article("Words.", source="Paper", metadata={"a": [1, "b"]}))
    claim = claim_of(ledger, accepted.id)
    assert claim.article == make_article("Words.", id=accepted.id, source="Paper", metadata={"a": [1, "b"]})
    assert (claim.revision, claim.attempt, ledger.status(accepted.id).status) == (1, 1, "running")


def test_an_article_at_work_is_held(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a"))
    claim_of(ledger, "a")
    assert ledger.claim("a") == "held"


def test_an_article_that_is_not_there_is_gone(ledger: Ledger) -> None:
    assert ledger.claim("nobody") == "gone"


def test_a_commit_makes_events_subjects_and_feed(
    ledger: Ledger, client: redis.Redis, make_article: MakeArticle
) -> None:
    ledger.accept(make_article(id="a"))
    assert commit(ledger, "a", event("e1"), event("e2"))
    assert ledger.status("a").status == "succeeded"
    assert feed(client) == [("created", "e1"), ("created", "e2")]
    assert client.exists(keys.event("main", "e1"), keys.event("main", "e2"), keys.enriched("main", "a")) == 3
    subject = read(client, keys.subject("main", "person/donald-trump"))
    assert (subject["articles"], sorted(subject["names"])) == (1, ["Donald Trump", "Trump"])


def test_a_replayed_commit_changes_nothing(ledger: Ledger, client: redis.Redis, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a"))
    claim = claim_of(ledger, "a")
    assert commit(ledger, "a", event("e1"), claim=claim)
    assert not commit(ledger, "a", event("e2"), claim=claim)
    assert feed(client) == [("created", "e1")]
    assert ledger.totals()["succeeded"] == 1


def test_a_commit_of_an_older_revision_changes_nothing(
    ledger: Ledger, client: redis.Redis, make_article: MakeArticle
) -> None:
    ledger.accept(make_article("One.", id="a"))
    claim = claim_of(ledger, "a")
    ledger.accept(make_article("Two.", id="a"))
    assert not commit(ledger, "a", event("e1"), claim=claim)
    assert (ledger.status("a").status, feed(client)) == ("queued", [])


def test_a_revision_replaces_events_and_tells_what_changed(
    ledger: Ledger, client: redis.Redis, make_article: MakeArticle
) -> None:
    ledger.accept(make_article("One.", id="a"))
    commit(ledger, "a", event("same"), event("changed"), event("gone"))
    ledger.accept(make_article("Two.", id="a"))
    commit(ledger, "a", event("same"), event("changed", status="planned"), event("fresh"))
    assert feed(client)[3:] == [("updated", "changed"), ("created", "fresh"), ("retracted", "gone")]
    assert not client.exists(keys.event("main", "gone"))


def test_a_subject_that_no_article_names_any_more_is_gone(
    ledger: Ledger, client: redis.Redis, make_article: MakeArticle
) -> None:
    for article_id in ("a", "b"):
        ledger.accept(make_article(id=article_id))
        commit(ledger, article_id)
    key = keys.subject("main", "place/2644688")
    assert read(client, key)["articles"] == 2
    ledger.accept(make_article("Other.", id="a"))
    commit(ledger, "a", places=(), entities=())
    assert read(client, key)["articles"] == 1
    ledger.delete("b")
    assert not client.exists(key, keys.subject_names("main", "place/2644688"))


def test_a_lease_that_is_renewed_does_not_end(client: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(client, "main", Settings(lease_seconds=0.2))
    ledger.accept(make_article(id="a"))
    claim = claim_of(ledger, "a")
    for _ in range(3):
        time.sleep(0.1)
        assert ledger.renew("a", claim.token)
    assert ledger.expire() == {"queued": [], "failed": []}
    assert not ledger.renew("a", "another token")


def test_an_article_is_dead_after_three_attempts_and_can_be_retried(
    client: redis.Redis, make_article: MakeArticle
) -> None:
    ledger = Ledger(client, "main", Settings(lease_seconds=0.001))
    ledger.accept(make_article(id="a"))
    ended = []
    for _ in range(3):
        claim_of(ledger, "a")
        time.sleep(0.01)
        ended.append(ledger.expire())
    assert ended == [{"queued": ["a"], "failed": []}] * 2 + [{"queued": [], "failed": ["a"]}]
    status = ledger.status("a")
    assert (status.status, status.attempts) == ("failed", 3)
    assert status.error is not None
    assert "3 attempts" in status.error
    assert ledger.retry("a") == 1
    assert (ledger.status("a").status, ledger.status("a").attempts) == ("queued", 0)


def test_an_expired_article_can_be_claimed_before_it_is_reconciled(
    client: redis.Redis, make_article: MakeArticle
) -> None:
    ledger = Ledger(client, "main", Settings(lease_seconds=0.001))
    ledger.accept(make_article(id="a"))
    first = claim_of(ledger, "a")
    time.sleep(0.01)
    assert claim_of(ledger, "a").attempt == 2
    assert not commit(ledger, "a", event("e1"), claim=first)


def test_a_failure_is_a_dead_letter_with_its_reason(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a"))
    assert ledger.fail(claim_of(ledger, "a"), "a", "the pipeline failed: ValueError")
    assert (ledger.status("a").status, ledger.status("a").error) == ("failed", "the pipeline failed: ValueError")


def test_only_failed_and_partial_articles_are_retried(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a"))
    with pytest.raises(Conflict, match="queued"):
        ledger.retry("a")
    with pytest.raises(NotFound):
        ledger.retry("nobody")


def test_the_position_counts_those_before(ledger: Ledger, make_article: MakeArticle) -> None:
    for article_id in ("a", "b", "c"):
        ledger.accept(make_article(id=article_id))
        time.sleep(0.002)
    assert [ledger.status(article_id).position for article_id in ("a", "b", "c")] == [0, 1, 2]
    claim_of(ledger, "a")
    assert ledger.status("c").position == 1
    assert ledger.status("a").position is None


def test_a_deleted_article_leaves_nothing_but_its_retractions(
    ledger: Ledger, client: redis.Redis, make_article: MakeArticle
) -> None:
    ledger.accept(make_article(id="a", url="https://example.org/x"))
    commit(ledger, "a", event("e1", places=(place_of(LEEDS),)))
    assert ledger.delete("a") == 1
    left = set(client.scan_iter("dateline:*"))
    assert left == {keys.COLLECTIONS, keys.layout("main"), keys.feed("main"), keys.totals("main")}
    assert feed(client)[-1] == ("retracted", "e1")
    with pytest.raises(NotFound):
        ledger.delete("a")


def test_finished_articles_say_what_each_stage_found(ledger: Ledger, make_article: MakeArticle) -> None:
    ledger.accept(make_article(id="a"))
    assert {report.state for report in ledger.status("a").stages.values()} == {"pending"}
    commit(ledger, "a")
    assert {(report.state, report.found) for report in ledger.status("a").stages.values()} == {("done", 1)}
    assert ledger.totals()["stage:parse:sum"] == 0.0015


@pytest.mark.parametrize(
    ("first", "then", "updated"),
    [
        ({"source": "The Courier"}, {"source": "The Herald"}, ["e1", "e2"]),
        ({"url": "https://a.example/1"}, {"url": "https://b.example/1"}, ["e1", "e2"]),
        ({"published_at": "2018-10-29T08:00:00Z"}, {"published_at": "2018-10-29T20:00:00Z"}, ["e1", "e2"]),
        ({"quantities": (number(3),)}, {"quantities": (number(11),)}, ["e2"]),
        ({"title": "One"}, {"title": "Two", "text": TEXT + " "}, []),
    ],
)
def test_events_whose_article_or_number_says_otherwise_are_news(
    client: redis.Redis, first: dict[str, Any], then: dict[str, Any], updated: list[str]
) -> None:
    events = [event("e1"), event("e2", quantities=("m1",))]
    store(client, [enriched("a1", events, **first)])
    store(client, [enriched("a1", events, revision=2, metadata={"edition": 2}, **then)])
    assert feed(client)[2:] == [("updated", event_id) for event_id in updated]
