"""How many articles of a key of access wait: a bound on them, and a count that is exact whatever is done."""

import random
from collections import Counter

import pytest
import redis

from dateline import keys
from dateline.errors import Conflict, Crowded, NotFound
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.records import make_records
from dateline.scripts import register
from dateline.settings import Settings
from tests.make import enriched, event

# A lease that has run out as soon as it is given.
HASTY = Settings(max_queued_per_key=3, lease_seconds=0.001, max_attempts=2)


def article(name: str, text: str = "Troops arrived.") -> Article:
    return Article.model_validate({"id": name, "text": text, "published_at": "2018-10-29"})


@pytest.fixture
def ledger(fake: redis.Redis) -> Ledger:
    return Ledger(fake, "main", Settings(max_queued_per_key=2))


def waiting(client: redis.Redis) -> dict[str, int]:
    return {str(key): int(n) for key, n in client.hgetall(keys.waiting("main")).items()}


def test_posts_of_a_key_beyond_its_limit_are_refused_and_store_nothing(ledger: Ledger) -> None:
    for name in ("a", "b"):
        ledger.accept(article(name), key_id="k1")
    with pytest.raises(Crowded, match="2 articles of this key") as refused:
        ledger.accept(article("c"), key_id="k1")
    assert (refused.value.status, refused.value.retry_after) == (429, 30)
    with pytest.raises(NotFound):
        ledger.status("c")


def test_other_keys_and_none_are_not_held_up(ledger: Ledger, fake: redis.Redis) -> None:
    for name, key in (("a", "k1"), ("b", "k1"), ("c", "k2"), ("d", ""), ("e", ""), ("f", "")):
        assert ledger.accept(article(name), key_id=key).outcome == "new"
    assert waiting(fake) == {"k1": 2, "k2": 1}


def test_what_waits_already_may_be_revised_and_posted_again(ledger: Ledger, fake: redis.Redis) -> None:
    for name in ("a", "b"):
        ledger.accept(article(name), key_id="k1")
    assert ledger.accept(article("a"), key_id="k1").outcome == "known"
    assert ledger.accept(article("a", "Other words."), key_id="k1").outcome == "revised"
    assert waiting(fake) == {"k1": 2}


def test_an_article_that_another_key_revises_waits_for_that_one(ledger: Ledger, fake: redis.Redis) -> None:
    ledger.accept(article("a"), key_id="k1")
    ledger.accept(article("a", "Other words."), key_id="k2")
    assert waiting(fake) == {"k2": 1}
    ledger.accept(article("a", "Still others."))
    assert waiting(fake) == {}


def test_a_claimed_article_makes_room(ledger: Ledger) -> None:
    for name in ("a", "b"):
        ledger.accept(article(name), key_id="k1")
    assert isinstance(ledger.claim("a"), Claim)
    assert ledger.accept(article("c"), key_id="k1").outcome == "new"


def test_a_retry_counts_as_a_post(ledger: Ledger, fake: redis.Redis) -> None:
    ledger.accept(article("a"), key_id="k1")
    claim = ledger.claim("a")
    assert isinstance(claim, Claim)
    ledger.fail(claim, "a", "reason")
    for name in ("b", "c"):
        ledger.accept(article(name), key_id="k1")
    with pytest.raises(Crowded):
        ledger.retry("a", "k1")
    assert ledger.status("a").status == "failed"
    ledger.retry("a", "k2")
    assert waiting(fake) == {"k1": 2, "k2": 1}


class Desk:
    """Everything that can happen to articles, at random."""

    def __init__(self, client: redis.Redis, seed: int) -> None:
        self._client = client
        self._ledger = Ledger(client, "main", HASTY)
        self._patient = Ledger(client, "main", HASTY.model_copy(update={"lease_seconds": 10.0}))
        self._chance = random.Random(seed)  # noqa: S311  # which steps, not a secret
        self._claims: dict[str, Claim] = {}

    def step(self) -> None:
        name = self._chance.choice("abcdefgh")
        do = self._chance.choice(
            (self.post, self.post, self.post, self.claim, self.end, self.expire, self.retry, self.delete, self.others)
        )
        do(name)

    def post(self, name: str) -> None:
        text, key = self._chance.choice(("One.", "Two.", "Three.")), self._chance.choice(("k1", "k2", ""))
        try:
            self._ledger.accept(article(name, text), key_id=key)
        except Crowded:
            assert waiting(self._client)[key] >= HASTY.max_queued_per_key

    def claim(self, name: str) -> None:
        ledger = self._chance.choice((self._ledger, self._patient))
        claim = ledger.claim(name)
        if isinstance(claim, Claim):
            self._claims[name] = claim

    def end(self, name: str) -> None:
        claim = self._claims.pop(name, None)
        if claim is None:
            return
        how = self._chance.choice(("succeeded", "partial", "failed"))
        if how == "failed":
            self._ledger.fail(claim, name, "reason")
            return
        found = enriched(name, [event(f"e-{name}")], revision=claim.revision, status=how)
        self._ledger.commit(claim, found, make_records("main", found))

    def expire(self, _name: str) -> None:
        self._ledger.expire()

    def retry(self, name: str) -> None:
        try:
            self._ledger.retry(name, self._chance.choice(("k1", "")))
        except (NotFound, Conflict, Crowded):
            return

    def delete(self, name: str) -> None:
        try:
            self._ledger.delete(name)
        except NotFound:
            return

    def others(self, name: str) -> None:
        self._ledger.requeue(name)
        seconds, _ = self._client.time()
        arguments: list[str | int] = [keys.base("main"), name, (seconds + 1) * 1000]
        register(self._client, "reenrich")(keys=[keys.article("main", name)], args=arguments)

    def count(self) -> Counter[str]:
        """The articles that wait, by the key that queued them, one by one."""
        found: Counter[str] = Counter()
        for name in self._client.zrange(keys.state("main", "queued"), 0, -1):
            if key := self._client.hget(keys.article("main", str(name)), "key"):
                found[str(key)] += 1
        return found


@pytest.mark.parametrize("seed", range(4))
def test_the_count_is_exact_after_every_step(real: redis.Redis, seed: int) -> None:
    desk = Desk(real, seed)
    met: Counter[str] = Counter()
    for _ in range(250):
        desk.step()
        assert waiting(real) == desk.count()
        met |= desk.count()
    assert met["k1"] >= HASTY.max_queued_per_key, "the limit was reached"
