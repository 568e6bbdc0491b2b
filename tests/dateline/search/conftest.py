from collections.abc import Iterator
from typing import Any

import pytest
import redis
from pydantic import SecretStr

from tests.dateline.search.world import index_of, make_article
from tests.make import store

Indexed = dict[str, dict[str, Any]]


class Stored:
    """A server with some eighty events, and what its index is to hold of each; no dataclass, which is shown whole."""

    def __init__(self, client: redis.Redis, held: Indexed) -> None:
        self.client, self.held = client, held


@pytest.fixture(scope="module")
def stored(redis_url: SecretStr) -> Iterator[Stored]:
    from dateline.connection import connect
    from dateline.search import ensure_indexes

    client = connect(redis_url, 10)
    client.flushall()
    ensure_indexes(client)
    articles = [make_article(number) for number in range(1, 41)]
    # An id that differs in case alone is another article; one that comes again is a revision.
    store(client, list({article.id: article for article in articles}.values()))
    held: Indexed = {}
    for article in {article.id: article for article in articles}.values():
        held |= index_of(article)
    yield Stored(client, held)
    client.close()
