"""After any history whatever, nothing in the store is lost, doubled, orphaned or stale."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
import redis
from pydantic import SecretStr

from dateline import keys, queue
from dateline.archive import write_archive
from dateline.backup import back_up
from dateline.connection import connect_queue
from dateline.correction_store import CorrectionStore, load_corrections
from dateline.doctor import examine
from dateline.errors import DatelineError
from dateline.follower import Follower
from dateline.ledger import Claim, Ledger
from dateline.models import Actor, Article, EnrichedArticle, Entity
from dateline.records import make_records
from dateline.refresh import Refresher
from dateline.restore import Target, restore
from dateline.retention import retire, set_policy
from dateline.scripts import register
from dateline.settings import Settings
from tests.dateline.following import OWN, WIRE, follow, march, number
from tests.dateline.people import person
from tests.invariants import check_settled_store, check_store
from tests.make import enriched, event, span

PEOPLE = ["Ann Ash", "Bea Ash", "Cid Oak", "Dee Elm"]
KEYS = ["person/" + name.casefold().replace(" ", "-") for name in PEOPLE]
IDS = [f"a{n}" for n in range(7)]
STEPS = 80


class History:
    """A store of one collection, and things that happen to it by chance."""

    def __init__(self, client: redis.Redis, seed: int) -> None:
        self._client = client
        self._chance = random.Random(seed)  # noqa: S311  # no secret: a history that can be told again
        self._ledger = Ledger(client, "main", Settings())
        self._desk = CorrectionStore(client, "main", "r")
        self._refresher = Refresher(client, "main", Settings())
        self._follower = Follower(client, "main")
        self._late: list[tuple[Claim, EnrichedArticle]] = []

    def step(self) -> str:
        """Do one thing; what it was."""
        steps: list[tuple[int, Callable[[], object]]] = [
            (8, self.post), (8, self.work), (2, self.delete), (2, self.retire), (2, self.reenrich),
            (2, self.lose_worker),
            (2, self.commit_late), (3, self.correct), (2, self.undo), (2, self.remake), (4, self.follow),
            (1, self.take_over), (1, self.fail),
        ]  # fmt: skip
        chosen = self._chance.choices([step for _, step in steps], [weight for weight, _ in steps])[0]
        with contextlib.suppress(DatelineError):
            chosen()
        return chosen.__name__

    def settle(self) -> None:
        """Do all that is left to be done."""
        while self.work():
            pass
        while self._refresher.run(100):
            pass
        self.take_over()
        while self._follower.follow():
            pass

    def post(self) -> None:
        """Post an article, or a revision of it."""
        chosen = self._chance.choice
        address = chosen([None, "https://example.org/1", "https://example.org/2"])
        self._ledger.accept(
            Article(
                id=chosen(IDS), text=chosen([WIRE, OWN, OWN + " "]), url=address, title=chosen(["One", "Two"]),
                source=chosen(["The Courier", "The Herald", None]),
                published_at=chosen(["2018-10-29", "2018-10-30T10:00:00Z", "2018-10-29T11:00:00Z"]),
            )
        )  # fmt: skip

    def work(self) -> bool:
        """Take one article through; false where none waits."""
        claim = self._claim()
        return claim is not None and self._commit(claim, self._enrich(claim))

    def fail(self) -> None:
        if claim := self._claim():
            self._ledger.fail(claim, str(claim.article.id), "it broke")
            self._ledger.retry(str(claim.article.id))

    def lose_worker(self) -> None:
        """A worker stops in its work, and may wake up when another one has done it."""
        if claim := self._claim():
            self._late.append((claim, self._enrich(claim)))
            self._client.zadd(keys.state("main", "running"), {str(claim.article.id): 1})
            self._ledger.expire()

    def commit_late(self) -> None:
        if self._late:
            assert not self._commit(*self._late.pop())

    def delete(self) -> None:
        self._ledger.delete(self._chance.choice(IDS))

    def retire(self) -> None:
        """Some articles have become too old meanwhile, by either date."""
        by, cut = self._chance.choice([("published", 737_000), ("arrival", 0)])
        ages = (keys.publications if by == "published" else keys.arrivals)("main")
        for one in self._chance.sample(IDS, 2):
            self._client.zadd(ages, {one: cut}, xx=True)
        set_policy(self._client, "main", 3_650, by)
        retire(self._client, Settings())

    def reenrich(self) -> None:
        script, one = register(self._client, "reenrich"), self._chance.choice(IDS)
        script(keys=[keys.article("main", one)], args=[keys.base("main"), one, 9e15])

    def correct(self) -> None:
        """Merge, split, or give aliases."""
        key, other = self._chance.sample(KEYS, 2)
        some = self._chance.sample(IDS, 2)
        corrections: list[Callable[[], object]] = [
            lambda: self._desk.merge(key, other),
            lambda: self._desk.split(key, some[:1], None, None),
            lambda: self._desk.split(key, some, other, None),
            lambda: self._desk.give_aliases(key, [self._chance.choice([*PEOPLE, "The Boss"])]),
        ]
        self._chance.choice(corrections)()

    def undo(self) -> None:
        """Undo one of the corrections in force."""
        now = load_corrections(self._client, "main")
        undoing: list[Callable[[], Any]] = [
            *(lambda key=key: self._desk.undo_merge(key) for key in now.merges),
            *(lambda key=key: self._desk.undo_split(key, []) for key in now.splits),
            *(lambda key=key: self._desk.give_aliases(key, []) for key in now.aliases),
        ]
        if undoing:
            self._chance.choice(undoing)()

    def remake(self) -> None:
        self._refresher.run(self._chance.randint(1, 3))

    def follow(self) -> None:
        self._follower.follow()

    def take_over(self) -> None:
        """Another process follows, since the one before is gone."""
        self._client.delete(keys.story_lease("main"))
        self._follower = Follower(self._client, "main")

    def _claim(self) -> Claim | None:
        queued = cast(list[str], self._client.zrange(keys.state("main", "queued"), 0, 0))
        claim = self._ledger.claim(queued[0]) if queued else "gone"
        return claim if isinstance(claim, Claim) else None

    def _commit(self, claim: Claim, article: EnrichedArticle) -> bool:
        corrections = load_corrections(self._client, "main")
        return self._ledger.commit(claim, article, make_records("main", article, corrections), corrections.version)

    def _enrich(self, claim: Claim) -> EnrichedArticle:
        """What the pipeline may find: a march with its number, and somebody who spoke."""
        chosen, one = self._chance.choice, str(claim.article.id)
        who = [person(name, name.split()[0], id=f"n{n}") for n, name in enumerate(self._chance.sample(PEOPLE, 2))]
        found = [
            march(f"e-{one}", status=chosen(["happened", "ongoing"]), actors=(_act(who[0]),)),
            event(f"s-{one}", chosen(["2018-10-29", None]), type="STATEMENT", actors=(_act(who[1]),)),
        ]
        fields = {name: getattr(claim.article, name) for name in Article.model_fields if name != "text"}
        return enriched(
            one, found[: chosen([0, 1, 2, 2])], **{**fields, "text": claim.article.text}, entities=tuple(who),
            revision=claim.revision, quantities=(number(chosen([3.0, 11.0])),),
            pipeline_version=chosen(["1", "2"]),
        )  # fmt: skip


def _act(who: Entity) -> Actor:
    return Actor(**dict(span("spoke")), role="actor", entity=who.id, key=who.key, name=who.name)


@pytest.mark.parametrize("seed", range(12))
def test_after_a_random_history_nothing_is_lost_doubled_orphaned_or_stale(
    real: redis.Redis, redis_url: SecretStr, seed: int
) -> None:
    history = History(real, seed)
    for _ in range(STEPS):
        history.step()
        check_store(real)
    history.settle()
    check_settled_store(real)
    with connect_queue(redis_url, 10) as jobs:
        report = examine(real, queue.open_queue(jobs, 60), Settings())
    assert report.is_good, report.tell()
    assert not any(check.notes for check in report.checks.values() if check.name != "states")


@pytest.mark.parametrize("seed", range(4))
def test_what_any_history_left_comes_back_from_an_archive(
    real: redis.Redis, redis_url: SecretStr, tmp_path: Path, seed: int
) -> None:
    history = History(real, seed)
    for _ in range(STEPS):
        history.step()
    with write_archive(tmp_path / "archive") as write:
        back_up(real, write)
    with connect_queue(redis_url, 10) as client:
        jobs = queue.open_queue(client, 60)
        restore(Target(real, jobs, Settings(), "main", "copy"), tmp_path / "archive")
        check_store(real, "copy")
        follow(Follower(real, "copy"))
        check_settled_store(real, "copy")
        assert examine(real, jobs, Settings()).is_good
    assert real.zcard(keys.publications("copy")) == real.zcard(keys.publications("main"))
