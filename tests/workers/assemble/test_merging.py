"""Mentions of one event are one event, with what each tells of it."""

import pytest

from dateline.models import Event
from tests.workers.assemble.annotating import with_dates, with_quantity
from tests.workers.conftest import MakeDoc
from workers.assemble import assemble

OUTCOMES = [
    ("Two bombs exploded in a market on Sunday, killing 14 people.", {"14 people": "killed"}),
    (
        "A gunman opened fire at a school on Friday, killing 10 people and wounding 13 others.",
        {"10 people": "killed", "13 others": "injured"},
    ),
    (
        "An earthquake struck the valley on Saturday, killing 1,900 villagers and injuring 40 tourists.",
        {"1,900 villagers": "killed", "40 tourists": "injured"},
    ),
]


def one(events: tuple[Event, ...]) -> Event:
    assert len(events) == 1, [(event.type, event.trigger.surface) for event in events]
    return events[0]


@pytest.mark.parametrize(("text", "numbers"), OUTCOMES)
def test_what_came_of_an_act_is_no_event_of_its_own(make_doc: MakeDoc, text: str, numbers: dict[str, str]) -> None:
    doc = make_doc(text)
    for surface, role in numbers.items():
        doc = with_quantity(doc, surface, 1, role)
    event = one(assemble(doc))
    assert [number.id for number in doc.quantities] == list(event.quantities)
    assert next(iter(numbers)) in {actor.surface for actor in event.actors if actor.role == "recipient"}
    assert all(surface in event.evidence.surface for surface in numbers)


def test_two_acts_of_one_sentence_stay_two_where_none_is_the_outcome(make_doc: MakeDoc) -> None:
    events = assemble(make_doc("Police fired tear gas at the crowd and arrested 40 students."))
    assert {event.type for event in events} == {"ASSAULT", "COERCE"}


def test_attacks_on_two_days_stay_two(make_doc: MakeDoc) -> None:
    doc = make_doc("Rebels attacked the port on Monday. Rebels attacked the port on Thursday.", published="2018-10-26")
    events = assemble(with_dates(doc, Monday="2018-10-22", Thursday="2018-10-25"))
    assert [event.date.value for event in events if event.date] == ["2018-10-22", "2018-10-25"]
