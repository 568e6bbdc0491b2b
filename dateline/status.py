"""What becomes of articles: the answer to a post or an import, where each stands, and how many stand where."""

import datetime as dt
from typing import Literal

from dateline.fields import ArticleId, CollectionName, Model
from dateline.models import StageReport

ArticleState = Literal["queued", "running", "succeeded", "partial", "failed"]


class Status(Model):
    """Where an article stands.  `position` counts from 0 among the queued; `error` says why it failed."""

    id: ArticleId
    revision: int
    status: ArticleState
    attempts: int
    position: int | None = None
    stages: dict[str, StageReport]
    error: str | None = None


class Receipt(Model):
    """What became of a posted article; `outcome` tells a new one from a known one and a new revision."""

    id: ArticleId
    revision: int
    outcome: Literal["new", "known", "revised"]
    status: ArticleState
    status_url: str


class Refusal(Model):
    """Why a line of an import was not taken: the problem, in short."""

    status: int
    title: str
    detail: str


class ImportResult(Model):
    """What became of one line of an import: its article, or an error."""

    line: int
    id: ArticleId | None = None
    revision: int | None = None
    outcome: Literal["new", "known", "revised"] | None = None
    error: Refusal | None = None


class Overview(Model):
    """How many articles of a collection are in each state; `outdated` ones are served, and made anew just now."""

    collection: CollectionName
    queued: int
    running: int
    succeeded: int
    partial: int
    failed: int
    oldest_queued_seconds: float
    outdated: int = 0


class Reenrichment(Model):
    """One step of bringing articles up to date: of those whose enrichment ended before `before`.

    `queued` were queued by this step, `remaining` are to be queued yet, `waiting` are queued or at work for whatever
    reason.  `pipeline_version` is what the workers run.
    """

    pipeline_version: str
    before: dt.datetime
    queued: int
    remaining: int
    waiting: int
