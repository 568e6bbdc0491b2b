"""The arguments of the ledger's scripts: one article's for `dateline.ledger`, those of many for `dateline.loading`."""

import json
from typing import TypeAlias

from dateline import keys
from dateline.identity import canonicalize_url, digest, fingerprint
from dateline.models import Article, EnrichedArticle
from dateline.records import Records, record_arguments, write_posted
from dateline.schema import SCHEMA_VERSION
from dateline.settings import Settings
from dateline.upgrade import LAYOUT

Arguments: TypeAlias = list[str | float]


def accept_arguments(
    collection: str,
    article: Article,
    article_id: str,
    settings: Settings,
    *,
    request_id: str = "",
    traceparent: str = "",
    key_id: str = "",
) -> Arguments:
    """Those of `accept`, after base and id."""
    return [
        fingerprint(article),
        write_posted(article.model_copy(update={"id": article_id})),
        keys.url(collection, digest(canonicalize_url(article.url))) if article.url else "",
        settings.max_queued,
        request_id,
        traceparent,
        article.published_day.toordinal(),
        LAYOUT,
        key_id,
        settings.max_queued_per_key,
    ]


def claim_arguments(token: str, settings: Settings, worker: str) -> Arguments:
    """Those of `claim`, after base and id."""
    return [token, int(settings.lease_seconds * 1000), settings.max_attempts, worker, SCHEMA_VERSION, LAYOUT]


def commit_arguments(
    collection: str, token: str, enriched: EnrichedArticle, records: Records, corrections: str, feed_length: int
) -> Arguments:
    """Those of `commit`, after base and id; `corrections` is the version that `records` were made with."""
    stages = {name: report.model_dump(exclude_none=True) for name, report in enriched.stages.items()}
    return [
        token,
        enriched.status,
        json.dumps(stages, ensure_ascii=False, separators=(",", ":")),
        enriched.model_dump_json(exclude_none=True, exclude={"events"}),
        keys.event(collection, ""),
        keys.subject(collection, ""),
        feed_length,
        enriched.published_day.toordinal(),
        corrections,
        records.header,
        *record_arguments(records),
    ]
