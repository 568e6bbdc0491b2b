"""Articles of real length: what is told of them, by whom and where, and what is not told."""

import pytest

from dateline.models import Event
from tests.workers.assemble.annotating import with_dates, with_places
from tests.workers.assemble.reports import REPORTS, Report, Told
from tests.workers.conftest import MakeDoc
from workers.assemble import assemble

# Below this an event is marked as a doubtful one.
LIKELY = 0.4


def read(make_doc: MakeDoc, report: Report) -> tuple[Event, ...]:
    doc = with_dates(make_doc(report.text, published=report.published), **report.dates)
    return assemble(with_places(doc, **report.places))


def is_told(event: Event, told: Told) -> bool:
    kind, status, day, place, actor = told
    return (
        (event.type, event.status) == (kind, status)
        and (day is None or (event.date is not None and event.date.interval.begin.isoformat() == day))
        and (place is None or place in [p.name for p in event.places])
        and (actor is None or actor in [a.surface for a in event.actors])
    )


def summary(events: tuple[Event, ...]) -> list[object]:
    """What a failure shows of each event."""
    return [
        (
            e.type,
            e.status,
            e.trigger.surface,
            e.confidence,
            e.date and e.date.value,
            [p.name for p in e.places],
            [a.surface for a in e.actors],
        )
        for e in events
    ]


IDS = [report.trap for report in REPORTS]


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_report_tells_its_events_with_status_day_place_and_actor(make_doc: MakeDoc, report: Report) -> None:
    events = read(make_doc, report)

    assert [told for told in report.told if not any(is_told(e, told) for e in events)] == [], summary(events)


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_report_does_not_tell_what_only_seems_to_happen(make_doc: MakeDoc, report: Report) -> None:
    events = [e for e in read(make_doc, report) if e.confidence >= LIKELY]

    wrong = [
        (absent, e.evidence.surface)
        for absent in report.absent
        for e in events
        if (e.type, e.status) == absent[:2] and absent[2] in e.evidence.surface
    ]
    assert wrong == []


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_main_event_of_a_report_is_what_it_is_about(make_doc: MakeDoc, report: Report) -> None:
    (main,) = (e for e in read(make_doc, report) if e.main)

    assert report.main in main.trigger.surface


@pytest.mark.parametrize("report", REPORTS, ids=IDS)
def test_actor_and_place_of_an_event_stand_in_its_own_sentence(make_doc: MakeDoc, report: Report) -> None:
    for event in read(make_doc, report):
        low = report.text.rfind(". ", 0, event.trigger.start) + 1
        high = report.text.find(". ", event.trigger.end)
        high = len(report.text) if high < 0 else high + 1
        assert all(low <= actor.start and actor.end <= high for actor in event.actors)
        stated = [p.name for p in event.places if p.basis != "article"]
        assert all(name in report.text[low:high] for name in stated)
