"""Every Redis key: its type, its members, its life.  All carry the collection, in braces, as Cluster's hash tag.

Nothing here expires by itself: what is accepted stays until it is deleted.
"""

from dateline.models import ArticleState

STATES: tuple[ArticleState, ...] = ("queued", "running", "succeeded", "partial", "failed")
EVENT_PREFIX = "dateline:event:"
SUBJECT_PREFIX = "dateline:subject:"
EVENT_INDEX = "dateline:events:1"
SUBJECT_INDEX = "dateline:subjects:1"
COLLECTIONS = "dateline:collections"  # SET of collection names


def base(collection: str) -> str:
    """What the keys of one collection begin with (but for those that are indexed)."""
    return f"dateline:{{{collection}}}:"


def article(collection: str, article_id: str) -> str:
    """HASH: revision, fingerprint, state, attempts, token, error, stages (JSON), accepted_ms,
    request_id, url (a key).
    """
    return f"{base(collection)}article:{article_id}"


def posted(collection: str, article_id: str) -> str:
    """HASH: revision -> the article as posted (JSON); all revisions are kept."""
    return f"{base(collection)}posted:{article_id}"


def enriched(collection: str, article_id: str) -> str:
    """STRING: the enriched article (JSON) of the last committed revision."""
    return f"{base(collection)}enriched:{article_id}"


def owned(collection: str, article_id: str) -> str:
    """HASH: what the last commit made for the article: `e:<event id>` -> digest, `s:<subject key>` -> names (JSON)."""
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


def feed(collection: str) -> str:
    """STREAM: one entry for each event created, updated or retracted; trimmed to about a length."""
    return f"{base(collection)}feed"


def totals(collection: str) -> str:
    """HASH of sums that only grow: accepted, known, succeeded, partial, failed, expired, and for each stage
    `stage_runs:` and `stage_ms:` (milliseconds).
    """
    return f"{base(collection)}totals"


def event(collection: str, event_id: str) -> str:
    """JSON: an event as it is served (`event`), and beside it the fields that the index reads."""
    return f"{EVENT_PREFIX}{{{collection}}}:{event_id}"


def subject(collection: str, subject_key: str) -> str:
    """JSON: an entity or place met in articles: what it is called and where it lies."""
    return f"{SUBJECT_PREFIX}{{{collection}}}:{subject_key}"


def subject_articles(collection: str, subject_key: str) -> str:
    """ZSET: the ids of the articles that name a subject, by publication day (proleptic ordinal)."""
    return f"{base(collection)}subject_articles:{subject_key}"


def subject_names(collection: str, subject_key: str) -> str:
    """HASH: a name of the subject -> the number of articles that use it."""
    return f"{base(collection)}subject_names:{subject_key}"
