"""Many articles at once come onto the ledger as they would one by one."""

import pytest
import redis

from dateline.acceptance import Accepted, Origin
from dateline.errors import Conflict, Overloaded
from dateline.ledger import Ledger
from dateline.settings import Settings
from tests.conftest import MakeArticle


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


def test_many_articles_are_accepted_in_their_order(
    client: redis.Redis, settings: Settings, make_article: MakeArticle
) -> None:
    ledger = Ledger(client, "main", settings)
    ledger.accept(make_article("It was there.", id="old", url="https://example.org/old"))
    posted = [
        make_article("One.", id="a"),
        make_article("It was there.", id="old", url="https://example.org/old"),
        make_article("Two.", id="a"),
        make_article("Another's url.", id="b", url="https://example.org/old"),
        make_article("Its owner's.", url="https://example.org/old"),
    ]
    found = ledger.accept_all(posted, Origin("request"))
    conflict = found.pop(3)
    assert isinstance(conflict, Conflict)
    assert "'old'" in str(conflict)
    assert found == [
        Accepted("a", 1, "new", "queued"),
        Accepted("old", 1, "known", "queued"),
        Accepted("a", 2, "revised", "queued"),
        Accepted("old", 2, "revised", "queued"),
    ]
    assert ledger.counts()["queued"] == 2


def test_articles_beyond_the_limit_are_refused_each_in_its_place(
    client: redis.Redis, settings: Settings, make_article: MakeArticle
) -> None:
    ledger = Ledger(client, "main", settings.model_copy(update={"max_queued": 2}))
    found = ledger.accept_all([make_article(id=name) for name in "abc"], Origin())
    assert [type(one) for one in found] == [Accepted, Accepted, Overloaded]
    assert ledger.counts()["queued"] == 2
