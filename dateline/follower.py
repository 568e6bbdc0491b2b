"""The follower: keeps stories up to date behind the commits, by following the feed.

Its position in the feed is kept in Redis and moves on after the articles named there are done, so each is done at
least once; doing one twice changes nothing.  Where the feed no longer has what follows the position, where there is
no position yet, and where the rules of grouping have changed, all articles are gone through.  One process follows at
a time, by a lease; what another one writes after its lease ended is refused.
"""

import time
from collections.abc import Iterable
from typing import Any, cast

import structlog
from redis import Redis, ResponseError

from dateline import keys
from dateline.feed import explain_gap
from dateline.schema import SCHEMA_VERSION
from dateline.stories import RULES_VERSION
from dateline.storybook import Storybook
from dateline.storylease import StoryLease

log = structlog.get_logger()

# Entries of the feed read at once, and articles done in one step.
ENTRIES, ARTICLES = 500, 20
# How long one that met what it cannot read leaves the feed to others.
REST_SECONDS = 3.0
_NOTHING_YET = "0-0"


class Follower:
    """Follows the feed of one collection."""

    def __init__(self, client: "Redis", collection: str) -> None:
        self._client = client
        self._collection = collection
        self._lease = StoryLease(client, collection)
        self._rests_until = 0.0
        self._book = Storybook(client, collection, self._lease.token, self._lease.renew)
        self._state = keys.story_follower(collection)

    def follow(self) -> int:
        """Take in one batch of what happened; how many articles, 0 where nothing is new or another one follows."""
        if self._book.has_parked:
            # A follower of a later version can read what this one cannot: let it follow, if there is one.
            self._book.has_parked, self._rests_until = False, time.monotonic() + REST_SECONDS
            self.release()
        if not self._may_follow():
            return 0
        state = cast("dict[str, str]", self._client.hgetall(self._state))
        position = state.get("position")
        if int(state.get("rules", RULES_VERSION)) > int(RULES_VERSION):
            # Followers of a later version group by other rules; two would undo each other's work.
            self.release()
            return 0
        is_old = state.get("rules", RULES_VERSION) != RULES_VERSION
        if "scan" in state:
            return self._scan(state["scan"], anew=is_old)
        if position is None or is_old or self._has_gap(position):
            # What happens while all is gone through comes after this position.
            log.info("stories.scanning", collection=self._collection, position=position, rules=state.get("rules"))
            return int(self._move(position=self._newest(), scan=""))
        if known := self._parked():
            forget = ["ZREM", keys.story_parked(self._collection), *known]
            return len(known) if self._update(known) and self._book.write([forget]) else 0
        found = self._client.xrange(keys.feed(self._collection), min=f"({position}", count=ENTRIES)
        if not (entries := cast("list[tuple[str, dict[str, str]]]", found)):
            return 0
        articles = dict.fromkeys(fields["article"] for _, fields in entries)
        return len(articles) if self._update(articles) and self._move(position=entries[-1][0]) else 0

    def _may_follow(self) -> bool:
        if time.monotonic() < self._rests_until:
            return False
        # The stories of a collection that is read back come with it; they are gone through once all is there.
        return not self._client.exists(keys.restoring(self._collection)) and self._lease.take()

    def release(self) -> None:
        """Let another process follow at once."""
        self._lease.release()

    def _update(self, articles: Iterable[str], *, anew: bool = False) -> bool:
        """Bring the stories of `articles` up to date, some at a time; false where the lease was lost on the way."""
        left = list(articles)
        while left:
            if not self._lease.take() or not self._book.update(left[:ARTICLES], anew=anew):
                return False
            del left[:ARTICLES]
        return True

    def _scan(self, after: str, *, anew: bool) -> int:
        """One batch of all articles, in the order of their ids; at the end those that are gone but had stories."""
        begin = f"({after}" if after else "-"
        name = keys.articles(self._collection)
        articles = cast("list[str]", self._client.zrange(name, begin, "+", bylex=True, offset=0, num=ARTICLES))
        if articles:
            return len(articles) if self._update(articles, anew=anew) and self._move(scan=articles[-1]) else 0
        done = self._update(self._gone())
        end = [["HSET", self._state, "rules", RULES_VERSION], ["HDEL", self._state, "scan"]]
        return int(done and self._book.write(end))

    def _parked(self) -> list[str]:
        """Some of the articles that followers of an earlier version left, and this one can read."""
        parked = keys.story_parked(self._collection)
        found = self._client.zrange(parked, "-inf", SCHEMA_VERSION, byscore=True, offset=0, num=ARTICLES)
        return cast("list[str]", found)

    def _gone(self) -> Iterable[str]:
        prefix = keys.stories_of(self._collection, "")
        pattern = "".join(f"[{c}]" if c in "*?[]" else c for c in prefix)
        for name in self._client.scan_iter(match=f"{pattern}*", count=1_000):
            article_id = str(name).removeprefix(prefix)
            if self._client.zscore(keys.articles(self._collection), article_id) is None:
                yield article_id

    def _has_gap(self, position: str) -> bool:
        info = self._info()
        return position != _NOTHING_YET if info is None else explain_gap(info, position) is not None

    def _newest(self) -> str:
        info = self._info()
        return _NOTHING_YET if info is None else str(info["last-generated-id"])

    def _info(self) -> dict[str, Any] | None:
        try:
            return self._client.xinfo_stream(keys.feed(self._collection))
        except ResponseError:
            return None

    def _move(self, **state: str) -> bool:
        return self._book.write([["HSET", self._state, name, value] for name, value in state.items()])
