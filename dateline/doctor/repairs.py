"""What is safely repaired: what follows from what stands beyond doubt.  Each repair is one step, and looks again."""

import datetime as dt
import json
from collections.abc import Callable, Sequence

from dateline import keys
from dateline.correction_store import load_corrections
from dateline.doctor.store import Store
from dateline.names import normalize_name
from dateline.refresh import Refresher
from dateline.scripts import register
from dateline.search.census import in_bucket, with_value
from dateline.settings import Settings

Mend = Callable[[str], bool]
# A subject with more articles than this is not counted anew in one step.
MAX_ARTICLES = 20_000


class Repairs:
    """The repairs of one collection; each takes an id, and answers whether it changed anything."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._script = register(store.client, "mend")
        self._refresher = Refresher(store.client, store.collection, settings)

    def state(self, article_id: str) -> bool:
        """Put an article into the one set of its state."""
        return self._run(article_id, "state")

    def article(self, article_id: str) -> bool:
        """List an article by its age, and let its address lead to it."""
        client, collection = self._store.client, self._store.collection
        revision, accepted = client.hmget(keys.article(collection, article_id), ["revision", "accepted_ms"])
        posted = client.hget(keys.posted(collection, article_id), revision or "0")
        if posted is None:
            return False
        day = dt.date.fromisoformat(json.loads(posted)["published_at"][:10])
        return self._run(article_id, "article", day.toordinal(), accepted or 0)

    def remade(self, article_id: str) -> bool:
        """Make all records of an article anew."""
        client, collection = self._store.client, self._store.collection
        if not client.exists(keys.enriched(collection, article_id)):
            return False
        self._refresher.refresh_article(article_id)
        return True

    def enriched(self, article_id: str) -> bool:
        """Put an article into the list of those that are enriched; one without events is made anew."""
        return self._run(article_id, "enriched") or self.remade(article_id)

    def orphan(self, kind: str) -> Mend:
        """Remove what belongs to an article that is not there."""
        return lambda article_id: self._run(article_id, "orphan", kind)

    def address(self, url_hash: str) -> bool:
        """Remove an address that leads to an article with another."""
        return self._run("", "address", url_hash)

    def indexed(self, event_id: str) -> bool:
        """Remove an event from the index that no article has."""
        return self._run(event_id, "indexed", keys.event(self._store.collection, ""))

    def waiting(self, key_id: str) -> bool:
        """Count anew how many articles of a key of access wait."""
        return self._run(key_id, "waiting")

    def marks(self, article_id: str) -> bool:
        """Mark the events of an article with the stories that have them."""
        return self._run(article_id, "marks", keys.event(self._store.collection, ""))

    def member(self, name: str) -> Mend:
        """Remove from a list what is no article."""
        return lambda article_id: self._run(article_id, "member", name)

    def bucket(self, histogram: str) -> Mend:
        """Count a bucket anew."""
        return lambda bucket: self._run(
            bucket,
            "counted",
            f"counts:{histogram}",
            keys.EVENT_INDEX,
            in_bucket(self._store.collection, histogram, bucket),
        )

    def value(self, facet: str) -> Mend:
        """Count a value anew."""
        return lambda value: self._run(
            value, "counted", f"facet:{facet}", keys.EVENT_INDEX, with_value(self._store.collection, facet, value)
        )

    def subject(self, key: str) -> bool:
        """Count anew what articles call a subject, and bring its document up to date."""
        given = load_corrections(self._store.client, self._store.collection).aliases.get(key, ())
        aliases = [normalize_name(alias) for alias in given]
        return self._run(key, "subject", keys.subject(self._store.collection, ""), MAX_ARTICLES, *aliases)

    def _run(self, one: str, what: str, *arguments: str | int) -> bool:
        taken: Sequence[str | int] = [keys.base(self._store.collection), one, what, *arguments]
        return bool(self._script(keys=[keys.article(self._store.collection, one)], args=taken))
