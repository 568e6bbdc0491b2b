"""What the workers do behind the articles."""

import redis

from dateline import keys
from dateline.correction_store import CorrectionStore
from dateline.ledger import Ledger
from dateline.retention import set_policy
from dateline.settings import Settings
from dateline.upkeep import keep_up
from tests.dateline.people import BOB, article_about, person
from tests.make import store


def test_one_pass_upgrades_remakes_and_removes(real: redis.Redis, settings: Settings) -> None:
    store(real, [article_about("a1", person("Bob Smith")), article_about("old", person("Bob Smith"), day="1990-01-01")])
    store(real, [article_about("b1", person("Bob Smith"))], "second")
    CorrectionStore(real, "main", "r").give_aliases(BOB, ["Bobby"])
    real.set(keys.layout("second"), 2)
    real.zadd(keys.outdated("main"), {"a1": 1})
    set_policy(real, "main", 3_650, "published")
    real.zadd(keys.publications("main"), {"a1": 999_999})
    assert keep_up(real, settings) is False
    assert real.get(keys.layout("second")) == "3"
    assert Ledger(real, "main", settings).outdated() == 0
    assert real.zrange(keys.articles("main"), 0, -1) == ["a1"]


def test_more_is_to_be_done_at_once_where_a_pass_was_full(real: redis.Redis, settings: Settings) -> None:
    store(real, [article_about(f"a{n}", person("Bob Smith"), day="1990-01-01") for n in range(60)])
    set_policy(real, "main", 3_650, "published")
    assert [keep_up(real, settings) for _ in range(3)] == [True, False, False]
    assert real.zcard(keys.articles("main")) == 0
