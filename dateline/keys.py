"""Every Redis key: its type, its members, its life.  All carry the collection, in braces, as Cluster's hash tag.

What is accepted stays until it is deleted; only what says so expires.
"""

from dateline.status import ArticleState

STATES: tuple[ArticleState, ...] = ("queued", "running", "succeeded", "partial", "failed")
EVENT_PREFIX = "dateline:event:"
SUBJECT_PREFIX = "dateline:subject:"
STORY_PREFIX = "dateline:story:"
EVENT_INDEX = "dateline:events:3"
SUBJECT_INDEX = "dateline:subjects:2"
STORY_INDEX = "dateline:stories:1"
FORMER_INDEXES = ("dateline:events:1", "dateline:subjects:1")
HEADER = "header"  # field of `events` that is no event
SUMMARY, ORIGINS = "summary", "origins"  # fields of `story` that are no events
PIPELINE = "dateline:pipeline"  # HASH: version of the pipeline that the workers run, since_ms since when
COLLECTIONS = "dateline:collections"  # SET of collection names
ACCESS_KEYS = "dateline:keys"  # SET of the ids of the keys of access
KEY_USES = "dateline:key_uses"  # HASH: id of a key of access -> when it was used last (ms); apart, as services write it
# HASH of a restore under way: checksum of the `archive`; with a name to restore `into`, also that of the `collection`.
RESTORE = "dateline:restore"
BACKUP = "dateline:backup"  # HASH of the last backup that came to its end: ended_ms
PROCESSES = "dateline:processes"  # HASH: name of a process behind the API -> what it said last (`dateline.presence`)


def base(collection: str) -> str:
    """What the keys of one collection begin with (but for those that are indexed)."""
    return f"dateline:{{{collection}}}:"


def access_key(key_id: str) -> str:
    """HASH of a key of access, of no collection: name, collection, scopes (by spaces), digest; in milliseconds of Redis
    time created_ms, expires_ms, revoked_ms, rotated_ms; and until former_until_ms former_digest opens too.
    """
    return f"dateline:key:{key_id}"


def article(collection: str, article_id: str) -> str:
    """HASH: revision, fingerprint, state, attempts, error, stages (JSON), accepted_ms, request_id and traceparent (of
    the request that brought the revision), url (a key), committed (the token of the last commit); while a worker is at
    it: token, worker (its name), claimed_ms; `retry`, the revision whose partial result is to be completed; `key`, the
    id of the key of access that queued it last.
    """
    return f"{base(collection)}article:{article_id}"


def waiting(collection: str) -> str:
    """HASH: id of a key of access -> the number of articles that wait and that it queued (field `key`)."""
    return f"{base(collection)}waiting"


def posted(collection: str, article_id: str) -> str:
    """HASH: revision -> the article as posted (JSON); all revisions are kept."""
    return f"{base(collection)}posted:{article_id}"


def posted_at(collection: str, article_id: str) -> str:
    """HASH: revision -> when it was accepted, in milliseconds of Redis time."""
    return f"{base(collection)}posted_at:{article_id}"


def commits(collection: str, article_id: str) -> str:
    """LIST of what each commit did to the events (JSON), newest first; bounded."""
    return f"{base(collection)}commits:{article_id}"


def enriched(collection: str, article_id: str) -> str:
    """STRING: the enriched article (JSON) of the last committed revision, without its events."""
    return f"{base(collection)}enriched:{article_id}"


def articles(collection: str) -> str:
    """ZSET of the ids of the enriched articles, all of score 0, and so in the order of their bytes."""
    return f"{base(collection)}articles"


def events(collection: str, article_id: str) -> str:
    """HASH: event id -> the event (JSON); and under HEADER what its events share (`dateline.records`)."""
    return f"{base(collection)}events:{article_id}"


def owned(collection: str, article_id: str) -> str:
    """HASH: what the article names since the last commit: subject key -> names, aliases, titles (JSON: n, a, t)."""
    return f"{base(collection)}owned:{article_id}"


def url(collection: str, url_hash: str) -> str:
    """STRING: the id of the article that has this canonical URL."""
    return f"{base(collection)}url:{url_hash}"


def state(collection: str, name: ArticleState) -> str:
    """ZSET of article ids, each in exactly one of the five.

    Scores are milliseconds of Redis time: since when it is queued, until when its lease runs, or when
    it ended.
    """
    return f"{base(collection)}state:{name}"


def parked(collection: str) -> str:
    """ZSET of the queued articles that a later version of Dateline posted, by its schema version: workers that know
    less set them aside.
    """
    return f"{base(collection)}parked"


def idempotency(collection: str, key_hash: str) -> str:
    """HASH: fingerprint of a request, token of whoever is at work on it, then its answer (JSON).  Expires."""
    return f"{base(collection)}idempotency:{key_hash}"


def feed(collection: str) -> str:
    """STREAM: one entry for each event created, updated or retracted; trimmed to about a length."""
    return f"{base(collection)}feed"


def feed_was(collection: str) -> str:
    """STREAM beside the feed, under the same positions: `before`, what the index held of an event until then (JSON).

    A deletion takes the article's entries out of it; those of the feed itself hold ids alone.
    """
    return f"{base(collection)}feed_was"


def told(collection: str, article_id: str) -> str:
    """LIST of the positions in `feed_was` that are the article's; of older ones than are kept, perhaps some."""
    return f"{base(collection)}told:{article_id}"


def arrivals(collection: str) -> str:
    """ZSET of all articles, by when their last revision was accepted, in milliseconds of Redis time."""
    return f"{base(collection)}arrivals"


def publications(collection: str) -> str:
    """ZSET of all articles, by the day (proleptic ordinal) that their last revision was published on."""
    return f"{base(collection)}publications"


def retention(collection: str) -> str:
    """HASH: `days` that articles are kept for, '' for ever, and `by` which date (`dateline.retention`)."""
    return f"{base(collection)}retention"


def upgrade(collection: str) -> str:
    """HASH of an upgrade under way: `to` which layout, `cursor` of the walk through the keys on the server `run`."""
    return f"{base(collection)}upgrade"


def restoring(collection: str) -> str:
    """STRING: there while the collection is read back from an archive: it takes no posts and no deletions, and nobody
    groups its stories; `restored` where only others of that archive are left.
    """
    return f"{base(collection)}restoring"


def totals(collection: str) -> str:
    """HASH of sums that only grow: accepted, known, attempts, taken_over (attempts at what another left), succeeded,
    partial, failed, expired (leases), exhausted (of the failed: by their last lease), resent, retried, reenriched,
    refreshed, deleted, restored, retired (by age) and `retired_events`; `feed_` with what the feed told (created,
    updated, retracted); `stage_failed:` with the name of a stage; and the histograms of `dateline.measures`.
    """
    return f"{base(collection)}totals"


def event(collection: str, event_id: str) -> str:
    """HASH: what the index reads of an event, and the article (`art`) whose `events` hold it."""
    return f"{EVENT_PREFIX}{{{collection}}}:{event_id}"


def counts(collection: str, histogram: str) -> str:
    """HASH: bucket -> number of events, for one of `date` and `pub` (days) and `conf` (hundredths)."""
    return f"{base(collection)}counts:{histogram}"


def buckets(collection: str, histogram: str) -> str:
    """ZSET: the buckets of a histogram that are not empty, each with itself as its score."""
    return f"{base(collection)}buckets:{histogram}"


def story(collection: str, story_id: str) -> str:
    """HASH of a story: event id -> its telling (JSON); and, where several articles tell it, under SUMMARY and ORIGINS
    (JSON) what was made of them (`dateline.storybook`).
    """
    return f"{base(collection)}story:{story_id}"


def listed_story(collection: str, story_id: str) -> str:
    """HASH: what the index reads of a story that more than one article tells."""
    return f"{STORY_PREFIX}{{{collection}}}:{story_id}"


def stories_of(collection: str, article_id: str) -> str:
    """HASH: id of an event of the article -> the story that it belongs to."""
    return f"{base(collection)}stories_of:{article_id}"


def story_block(collection: str, block: str) -> str:
    """ZSET: the stories that a telling with this trait may belong to, by the last day that it may have happened."""
    return f"{base(collection)}story_block:{block}"


def story_aliases(collection: str) -> str:
    """HASH: the id of a story that was joined to another -> that one's."""
    return f"{base(collection)}story_aliases"


def story_follower(collection: str) -> str:
    """HASH: how far the follower of the feed is: `position` in the feed, `scan`, the last article of a full scan at
    work, and `rules`, the version that stories were grouped by.
    """
    return f"{base(collection)}story_follower"


def story_parked(collection: str) -> str:
    """ZSET of the articles whose events a later version of Dateline stored than that which followed the feed, by their
    schema version.
    """
    return f"{base(collection)}story_parked"


def story_lease(collection: str) -> str:
    """STRING: the token of the process that follows the feed now.  Expires."""
    return f"{base(collection)}story_lease"


def facet(collection: str, name: str) -> str:
    """ZSET: value -> number of events, for `type`, `status`, `entity`, `place` (keys), `country` and `source`."""
    return f"{base(collection)}facet:{name}"


def subject(collection: str, subject_key: str) -> str:
    """JSON: an entity or place met in articles: what it is called and where it lies."""
    return f"{SUBJECT_PREFIX}{{{collection}}}:{subject_key}"


def subject_articles(collection: str, subject_key: str) -> str:
    """ZSET: the ids of the articles that name a subject, by publication day (proleptic ordinal)."""
    return f"{base(collection)}subject_articles:{subject_key}"


def subject_names(collection: str, subject_key: str) -> str:
    """HASH: a name of the subject -> the number of articles that use it."""
    return f"{base(collection)}subject_names:{subject_key}"


def subject_titles(collection: str, subject_key: str) -> str:
    """HASH: a title of the subject -> the number of articles that use it."""
    return f"{base(collection)}subject_titles:{subject_key}"


def alias(collection: str, name: str) -> str:
    """ZSET: the keys of the subjects that a normalized name means, by the number of articles that use it."""
    return f"{base(collection)}alias:{name}"


def corrections(collection: str) -> str:
    """HASH: `version`; `a:<key>` -> its given aliases (JSON); `m:<key>` -> the key that it is merged into;
    `s:<key> <article id>` -> the key that it is there; `n:<key>` -> the name of what others are turned into.
    """
    return f"{base(collection)}corrections"


def correction_log(collection: str) -> str:
    """STREAM: kind, key, detail (JSON), request, articles for each correction; trimmed to about a length."""
    return f"{base(collection)}correction_log"


def outdated(collection: str) -> str:
    """ZSET: the articles whose records are to be made anew, by the time (ms) from which on one may be taken."""
    return f"{base(collection)}outdated"


def unmarked(collection: str) -> str:
    """ZSET: long lists of articles that `outdated` is to take in, by how many are left of each; the key of each, a ZSET
    like `subject_articles`, begins with that of this one.
    """
    return f"{base(collection)}unmarked"


def layout(collection: str) -> str:
    """STRING: the number of the layout that the collection is stored in; 1 where there is none."""
    return f"{base(collection)}layout"
