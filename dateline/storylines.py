"""A story as it is served: what its tellings come to, who told it first, and how it changed.  Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from dateline.accounts import Account
from dateline.fields import Confidence, Model
from dateline.models import ActorRole, ArticleRef, Bound, EventStatus, EventType, Interval, Precision
from dateline.origins import Origin
from dateline.tellings import Count, Party, Spot, Telling, in_order

MAX_ACTORS = 20
MAX_HISTORY = 200
_FACTUAL: frozenset[EventStatus] = frozenset({"happened", "ongoing"})


class StoryDate(Model):
    """When it happened, by the tellings that say it best."""

    value: str
    interval: Interval
    precision: Precision


class StoryPlace(Model):
    """Where it happened: the narrowest place that most tellings agree on."""

    geonameid: int | None = None
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


class StoryActor(Model):
    """Who takes part, and how many of the events name them."""

    role: ActorRole
    key: str
    name: str
    country: str | None = None
    events: int


class Report(Model):
    """One article's word: when it was published and by whom; `speaker` where it tells it by another's word."""

    article: str
    at: dt.datetime
    source: str | None = None
    speaker: str | None = None


class ReportedNumber(Report):
    """A number as of a report; `reports` counts the articles in a row that gave it."""

    event: str
    role: str
    value: float
    unit: str | None = None
    bound: Bound | None = None
    approximate: bool = False
    reports: int = 1


class ReportedStatus(Report):
    """A status as of a report; `reports` counts the articles in a row that gave it."""

    event: str
    status: EventStatus
    reports: int = 1


class Member(Model):
    """One event of a story."""

    event: str
    type: EventType
    status: EventStatus
    evidence: str
    confidence: Confidence
    article: ArticleRef


class Story(Model):
    """One event of the world as several articles tell it.

    `sources` counts outlets, `independent_sources` those of them that wrote their own text (`Origin`); articles
    whose outlet is unknown count as one outlet.  `numbers` holds the last one reported for each role, `status` the
    last one reported.  `joined` names stories that turned out to be this one.
    """

    id: str
    type: EventType
    status: EventStatus
    text: str
    date: StoryDate
    place: StoryPlace | None = None
    actors: tuple[StoryActor, ...] = ()
    numbers: tuple[ReportedNumber, ...] = ()
    events: int
    articles: int
    sources: int
    independent_sources: int
    first_report: Report
    last_report: Report
    joined: tuple[str, ...] = ()


class StoryDetail(Story):
    """A story with its members (earliest report first), its sources, and how numbers and status changed."""

    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    numbers_over_time: tuple[ReportedNumber, ...]
    status_over_time: tuple[ReportedStatus, ...]


def summarize(story_id: str, tellings: Collection[Telling], origins: Sequence[Origin], joined: Sequence[str]) -> Story:
    """The story of `tellings` (one at least), whose articles `origins` groups."""
    order = in_order(tellings)
    account = Account.of(order)
    first, last = order[0], order[-1]
    best = max(order, key=lambda told: (told.main, told.type == account.type, told.confidence, told.event))
    place = next(iter(account.places), None)
    latest = {n.role: n for n in count_up(order)}
    return Story(
        id=story_id,
        type=account.type,
        status=follow_status(order)[-1].status,
        text=best.evidence,
        date=_date(order),
        place=_place(place) if place else None,
        actors=tuple(_actors(order)),
        numbers=tuple(latest[role] for role in sorted(latest)),
        events=len(order),
        articles=len({told.article for told in order}),
        sources=len({told.outlet for told in order}),
        independent_sources=len(origins),
        first_report=_report(first),
        last_report=_report(last),
        joined=tuple(joined),
    )


def count_up(order: Sequence[Telling]) -> list[ReportedNumber]:
    """How each number with a role changed, in the order of the reports; repeats are counted, not listed.

    Of one article the highest counts: others are parts of it ("six of the dead").  What is only planned or denied
    counts nothing.
    """
    found: list[ReportedNumber] = []
    last: dict[str, int] = {}
    for _, tellings in groupby((told for told in order if told.status in _FACTUAL), key=lambda told: told.article):
        numbers = [_reported(told, n) for told in tellings for n in told.numbers if n.role]
        highest = {n.role: n for n in sorted(numbers, key=lambda n: n.value)}
        for role, new in highest.items():
            known = found[last[role]] if role in last else None
            if known is not None and (known.value, known.bound) == (new.value, new.bound):
                found[last[role]] = known.model_copy(update={"reports": known.reports + 1})
            else:
                last[role] = len(found)
                found.append(new)
    return found[-MAX_HISTORY:]


def _reported(told: Telling, n: Count) -> ReportedNumber:
    return ReportedNumber(**_said(told), event=told.event, **n.model_dump())


def follow_status(order: Sequence[Telling]) -> list[ReportedStatus]:
    """How the status changed, by the surest telling of each article."""
    surest = [next(told) for _, told in groupby(order, key=lambda told: told.article)]
    found: list[ReportedStatus] = []
    for told in surest:
        if found and found[-1].status == told.status:
            found[-1] = found[-1].model_copy(update={"reports": found[-1].reports + 1})
        else:
            found.append(ReportedStatus(**_said(told), event=told.event, status=told.status))
    return found[-MAX_HISTORY:]


def _said(told: Telling) -> dict[str, object]:
    return {"article": told.article, "at": told.at, "source": told.outlet, "speaker": told.speaker}


def _report(told: Telling) -> Report:
    return Report(article=told.article, at=told.at, source=told.outlet)


def _date(order: Sequence[Telling]) -> StoryDate:
    """The stated date that most tellings give, the narrower and earlier told between equals; else one assumed."""
    telling = [told for told in order if told.stated] or order[:1]
    votes = Counter((told.begin, told.end) for told in telling)
    best = min(telling, key=lambda told: (-votes[told.begin, told.end], told.end - told.begin))
    return StoryDate(
        value=best.value,
        interval=Interval(begin=best.begin, end=best.end),
        precision=best.precision,
    )


def _place(spot: Spot) -> StoryPlace:
    return StoryPlace(geonameid=spot.id, **spot.model_dump(exclude={"id", "stated"}))


def _actors(order: Sequence[Telling]) -> Iterator[StoryActor]:
    votes: Counter[tuple[ActorRole, str]] = Counter()
    known: dict[tuple[ActorRole, str], Party] = {}
    for party in (party for told in order for party in told.parties):
        votes[party.role, party.key] += 1
        known.setdefault((party.role, party.key), party)
    for name in sorted(votes, key=lambda found: (-votes[found], found))[:MAX_ACTORS]:
        yield StoryActor(**known[name].model_dump(), events=votes[name])
