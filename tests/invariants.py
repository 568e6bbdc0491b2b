"""What must hold of a whole store whatever was done to it: nothing lost, doubled, orphaned or stale."""

import json
from collections import Counter
from typing import Any

import redis

from dateline import keys
from dateline.blocks import blocks_of_all, last_day
from dateline.correction_store import load_corrections
from dateline.corrections import correct
from dateline.indexing import SEPARATOR, make_index
from dateline.names import normalize_name
from dateline.records import make_records, read_enriched, read_record
from dateline.storylines import Story
from dateline.storyrecords import index_fields
from dateline.tellings import Telling, tell, unpack

FACETS = {"type": ["type"], "status": ["status"], "entity": ["act", "rcp", "spk", "ent"], "place": ["plc"]}
_ANY = {"revision": 0}
FACETS |= {"country": ["cty"], "source": ["src"]}


def check_store(client: redis.Redis, collection: str = "main") -> None:
    """Assert all that holds at any time, between any two steps."""
    walk = _Walk(client, collection)
    walk.check_articles()
    walk.check_events()
    walk.check_counts()
    walk.check_subjects()
    walk.check_feed()
    walk.check_revisions()


def check_settled_store(client: redis.Redis, collection: str = "main") -> None:
    """Assert also what holds when nothing waits: records follow the corrections, and stories the events."""
    check_store(client, collection)
    walk = _Walk(client, collection)
    assert not client.exists(keys.outdated(collection), keys.unmarked(collection))
    assert not walk.names(keys.unmarked(collection))
    walk.check_corrected()
    walk.check_stories()
    walk.check_story_lists()


class _Walk:
    def __init__(self, client: Any, collection: str) -> None:
        self._client = client
        self._collection = collection
        self._articles = self._ids(keys.article)
        self._enriched: set[str] = set(self._client.zrange(keys.articles(collection), 0, -1))
        self._events: dict[str, dict[str, str]] = {
            one: self._client.hgetall(keys.events(collection, one)) for one in self._enriched
        }
        self._indexed: dict[str, dict[str, str]] = {
            name.removeprefix(keys.event(collection, "")): self._client.hgetall(name)
            for name in self.names(keys.event(collection, ""))
        }
        self._owned: dict[str, dict[str, Any]] = {
            one: {key: json.loads(named) for key, named in self._client.hgetall(keys.owned(collection, one)).items()}
            for one in self._ids(keys.owned)
        }

    def names(self, prefix: str) -> list[str]:
        return [name for name in self._client.scan_iter(count=1_000) if name.startswith(prefix)]

    def _ids(self, key: Any) -> set[str]:
        prefix = key(self._collection, "")
        return {name.removeprefix(prefix) for name in self.names(prefix)}

    def check_articles(self) -> None:
        """Each is in the one set of its state, has its own address, and its texts; what is gone left nothing."""
        states = {state: set(self._client.zrange(keys.state(self._collection, state), 0, -1)) for state in keys.STATES}
        assert Counter(one for members in states.values() for one in members) == Counter(self._articles)
        addresses: dict[str, str] = {}
        waiting: Counter[str] = Counter()
        for one in self._articles:
            fields = self._client.hgetall(keys.article(self._collection, one))
            assert one in states[fields["state"]]
            if fields["state"] == "queued" and "key" in fields:
                waiting[fields["key"]] += 1
            assert ("token" in fields) == (fields["state"] == "running")
            revisions = {str(n) for n in range(1, int(fields["revision"]) + 1)}
            assert set(self._client.hkeys(keys.posted(self._collection, one))) == revisions
            assert set(self._client.hkeys(keys.posted_at(self._collection, one))) == revisions
            if fields["url"]:
                addresses[fields["url"]] = one
        assert {key: int(n) for key, n in self._client.hgetall(keys.waiting(self._collection)).items()} == waiting
        assert {name: self._client.get(name) for name in self.names(keys.url(self._collection, ""))} == addresses
        assert self._ids(keys.posted) == self._ids(keys.posted_at) == self._articles
        assert self._ids(keys.enriched) == self._ids(keys.events) == self._ids(keys.commits) == self._enriched
        assert self._enriched <= self._articles
        assert self._ids(keys.owned) <= self._enriched
        for ages in (keys.arrivals, keys.publications):
            assert set(self._client.zrange(ages(self._collection), 0, -1)) == self._articles
        assert set(self._client.zrange(keys.outdated(self._collection), 0, -1)) <= self._enriched

    def check_events(self) -> None:
        """Each is stored once, and once in the index, which says whose it is."""
        owner: dict[str, str] = {}
        for article, events in self._events.items():
            ids = json.loads(events[keys.HEADER])["events"]
            assert sorted(ids) == sorted(set(events) - {keys.HEADER})
            assert not owner.keys() & set(ids)
            owner |= dict.fromkeys(ids, article)
        assert {event: fields["art"] for event, fields in self._indexed.items()} == owner

    def check_counts(self) -> None:
        """Histograms and facets count what the index holds."""
        for name, size in (("date", 1), ("pub", 1), ("conf", 100)):
            found = Counter(int(fields[name]) // size for fields in self._indexed.values())
            counts = self._client.hgetall(keys.counts(self._collection, name))
            assert {int(bucket): int(n) for bucket, n in counts.items()} == found
            buckets = self._client.zrange(keys.buckets(self._collection, name), 0, -1, withscores=True)
            assert sorted(buckets) == sorted((str(bucket), float(bucket)) for bucket in found)
        for facet, fields in FACETS.items():
            tags = Counter(
                tag
                for indexed in self._indexed.values()
                for tag in {tag for field in fields for tag in indexed.get(field, "").split(SEPARATOR)} - {""}
                if facet not in ("entity", "place") or ("/" in tag and tag.partition("/")[0].isalpha())
            )
            assert dict(self._client.zrange(keys.facet(self._collection, facet), 0, -1, withscores=True)) == tags

    def check_subjects(self) -> None:
        """Subjects, their names and titles, and the alias table are the sum of what the articles name."""
        articles: dict[str, dict[str, float]] = {}
        names: dict[str, Counter[str]] = {}
        titles: dict[str, Counter[str]] = {}
        aliases: dict[str, Counter[str]] = {}
        for article, owned in self._owned.items():
            day = read_enriched(self._client.get(keys.enriched(self._collection, article)) or "", {}).published_day
            for key, named in owned.items():
                articles.setdefault(key, {})[article] = day.toordinal()
                names.setdefault(key, Counter()).update(named.get("n", ()))
                titles.setdefault(key, Counter()).update(named.get("t", ()))
                for alias in named.get("a", ()):
                    aliases.setdefault(alias, Counter())[key] += 1
        given = load_corrections(self._client, self._collection).aliases
        for key, meant in given.items():
            for alias in meant:
                aliases.setdefault(normalize_name(alias), Counter())[key] += 1
        assert self._sets(keys.subject_articles) == articles
        assert self._sets(keys.alias) == aliases
        assert self._hashes(keys.subject_names) == {key: found for key, found in names.items() if found}
        assert self._hashes(keys.subject_titles) == {key: found for key, found in titles.items() if found}
        assert self._ids(keys.subject) == articles.keys()
        for key, days in articles.items():
            stored = json.loads(self._client.execute_command("JSON.GET", keys.subject(self._collection, key)))
            assert stored["articles"] == len(days)
            assert (stored["first"], stored["last"]) == (min(days.values()), max(days.values()))
            assert sorted(stored["names"]) == sorted({*names[key], *given.get(key, ())})

    def check_feed(self) -> None:
        """Whoever took in every entry has just the events that there are."""
        followed: set[str] = set()
        for _, entry in self._client.xrange(keys.feed(self._collection)):
            assert (entry["event"] in followed) == (entry["op"] != "created"), entry
            (followed.discard if entry["op"] == "retracted" else followed.add)(entry["event"])
        assert followed == self._indexed.keys()
        told = {name for name, _ in self._client.xrange(keys.feed_was(self._collection))}
        assert told <= {name for name, _ in self._client.xrange(keys.feed(self._collection))}
        owned = [self._client.lrange(name, 0, -1) for name in self.names(keys.told(self._collection, ""))]
        assert self._ids(keys.told) <= self._articles
        assert sorted(one for positions in owned for one in positions) == sorted(told)

    def check_revisions(self) -> None:
        """What the commits of an article did comes to the events that it has."""
        for article in self._enriched:
            held: set[str] = set()
            for line in reversed(self._client.lrange(keys.commits(self._collection, article), 0, -1)):
                commit = json.loads(line)
                held = (held | set(commit.get("created", ()))) - set(commit.get("retracted", ()))
            assert held == set(self._events[article]) - {keys.HEADER}

    def check_corrected(self) -> None:
        """Records are those of the stored article with the corrections in force."""
        corrections = load_corrections(self._client, self._collection)
        for one, events in self._events.items():
            article = read_enriched(self._client.get(keys.enriched(self._collection, one)) or "", events)
            records = make_records(self._collection, article, corrections)
            assert json.loads(records.header) == json.loads(events[keys.HEADER])
            assert {event.id: event.json for event in records.events} == {
                name: stored for name, stored in events.items() if name != keys.HEADER
            }
            assert {subject.key for subject in records.subjects} == self._owned.get(one, {}).keys()
            corrected = correct(article, corrections)
            for event in corrected.events:
                fields = make_index(self._collection, corrected, event)
                indexed = {name: value for name, value in self._indexed[event.id].items() if name != "story"}
                assert indexed == {name: str(value) for name, value in fields.items()}

    def check_stories(self) -> None:
        """Each event that a story is made of is in one, which has it as it is told now; the index says which."""
        told: dict[str, Telling] = {}
        held: dict[str, str] = {}
        for article, events in self._events.items():
            for event, stored in events.items():
                if event != keys.HEADER and (telling := tell(read_record(events[keys.HEADER], stored))):
                    told[event] = telling
            held |= self._client.hgetall(keys.stories_of(self._collection, article))
        assert self._ids(keys.stories_of) <= self._enriched
        assert held.keys() == told.keys()
        stories = self._stories()
        members = {event: (story, one) for story, found in stories.items() for event, one in found.items()}
        assert sum(map(len, stories.values())) == len(members)
        # Of a text that changed elsewhere, with the same events in it, no news goes out.
        assert {event: (story, one.model_copy(update=_ANY)) for event, (story, one) in members.items()} == {
            event: (held[event], one.model_copy(update=_ANY)) for event, one in told.items()
        }
        assert {event: fields["story"] for event, fields in self._indexed.items() if "story" in fields} == held

    def check_story_lists(self) -> None:
        """Stories are listed, found by their traits, and led to by those that were joined to them."""
        stories, listed = self._stories(), set()
        blocks: dict[str, dict[str, float]] = {}
        for story, members in stories.items():
            assert members
            summary = self._client.hget(keys.story(self._collection, story), keys.SUMMARY)
            several = len({telling.article for telling in members.values()}) > 1
            if several or summary:
                told = Story.model_validate_json(summary or "")
                assert (told.id, told.events) == (story, len(members))
                assert told.articles == len({telling.article for telling in members.values()})
                wanted = index_fields(self._collection, told, list(members.values()))
                found = self._client.hgetall(keys.listed_story(self._collection, story))
                # Which of its texts are indexed, and how they stand, depends on who told it first.
                assert {**found, "txt": ""} == {name: str(value) for name, value in wanted.items()} | {"txt": ""}
                listed.add(story)
            for block in blocks_of_all(members.values()):
                blocks.setdefault(block, {})[story] = last_day(members.values()).toordinal()
        assert self._ids(keys.listed_story) == listed
        assert self._sets(keys.story_block) == blocks
        aliases = self._client.hgetall(keys.story_aliases(self._collection))
        assert set(aliases.values()) <= stories.keys()
        assert not aliases.keys() & stories.keys()

    def _stories(self) -> dict[str, dict[str, Telling]]:
        found = {story: self._client.hgetall(keys.story(self._collection, story)) for story in self._ids(keys.story)}
        return {
            story: {
                event: unpack(event, packed)
                for event, packed in fields.items()
                if event not in (keys.SUMMARY, keys.ORIGINS)
            }
            for story, fields in found.items()
        }

    def _sets(self, key: Any) -> dict[str, dict[str, float]]:
        prefix = key(self._collection, "")
        return {
            name.removeprefix(prefix): dict(self._client.zrange(name, 0, -1, withscores=True))
            for name in self.names(prefix)
        }

    def _hashes(self, key: Any) -> dict[str, dict[str, int]]:
        prefix = key(self._collection, "")
        return {
            name.removeprefix(prefix): {field: int(n) for field, n in self._client.hgetall(name).items()}
            for name in self.names(prefix)
        }
