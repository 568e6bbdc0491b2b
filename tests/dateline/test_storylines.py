import datetime as dt

import pytest

from dateline.origins import find_origins
from dateline.storylines import count_up, follow_status, summarize
from dateline.tellings import Telling, in_order
from tests.dateline.telling import IRAQ, PENNSYLVANIA, PITTSBURGH, killed, person, telling


def at(hour: int) -> dt.datetime:
    return dt.datetime(2018, 10, 27, hour, tzinfo=dt.UTC)


def never(_a: str, _b: str) -> bool:
    return False


def test_articles_of_one_outlet_and_copies_of_one_text_are_one_source() -> None:
    tellings = [
        telling("e1", "a1", outlet="wire", at=at(1)),
        telling("e2", "a2", outlet="courier", at=at(2)),
        telling("e3", "a3", outlet="herald", at=at(3)),
        telling("e4", "a4", outlet="herald", at=at(4)),
        telling("e5", "a4", outlet="herald", at=at(4)),
    ]
    found = find_origins(tellings, lambda a, b: {a, b} == {"a1", "a2"})
    assert [(origin.sources, origin.articles) for origin in found] == [
        (("wire", "courier"), ("a1", "a2")),
        (("herald",), ("a3", "a4")),
    ]


def test_a_copy_ties_the_other_articles_of_both_outlets_together() -> None:
    tellings = [telling(f"e{n}", f"a{n}", outlet=outlet, at=at(n)) for n, outlet in enumerate("xyxyz")]
    found = find_origins(tellings, lambda a, b: {a, b} == {"a2", "a3"})
    assert [origin.articles for origin in found] == [("a0", "a1", "a2", "a3"), ("a4",)]


def test_articles_of_unknown_outlets_count_as_one() -> None:
    found = find_origins([telling(f"e{n}", f"a{n}", outlet=None, at=at(n)) for n in range(3)], never)
    assert [(origin.sources, origin.articles) for origin in found] == [((None,), ("a0", "a1", "a2"))]


def test_numbers_are_followed_from_report_to_report() -> None:
    tellings = [
        telling("e1", "a1", at=at(1), numbers=(killed(3),)),
        telling("e2", "a2", at=at(2), numbers=(killed(3),)),
        telling("e3", "a3", at=at(3), numbers=(killed(11), killed(6)), speaker="police"),
        telling("e4", "a3", at=at(3), numbers=(killed(4),)),
        telling("e5", "a4", at=at(4), numbers=(killed(20),), status="denied"),
        telling("e6", "a5", at=at(5), numbers=(killed(11),)),
    ]
    found = [(n.value, n.article, n.speaker, n.reports) for n in count_up(in_order(reversed(tellings)))]
    assert found == [(3, "a1", None, 2), (11, "a3", "police", 2)]


def test_the_status_is_followed_from_report_to_report() -> None:
    told = [("planned", 1), ("planned", 2), ("happened", 3), ("denied", 4)]
    tellings = [telling(f"e{hour}", at=at(hour), status=status) for status, hour in told]
    assert [(s.status, s.at.hour, s.reports) for s in follow_status(in_order(tellings))] == [
        ("planned", 1, 2),
        ("happened", 3, 1),
        ("denied", 4, 1),
    ]


@pytest.fixture
def tellings() -> list[Telling]:
    return [
        telling("e1", "a1", at=at(5), outlet="x", stated=False, day="2018-10-28", spots=(PENNSYLVANIA,)),
        telling("e2", "a2", at=at(7), outlet="y", numbers=(killed(3),), parties=(person("robert-bowers"),)),
        telling("e3", "a3", at=at(9), outlet="x", numbers=(killed(11),), parties=(person("robert-bowers"),), main=True),
        telling("e4", "a3", at=at(9), outlet="x", type="DEATH", mode=None, spots=()),
    ]


def test_a_story_says_what_its_tellings_say_best(tellings: list[Telling]) -> None:
    story = summarize("s1", tellings, find_origins(tellings, never), ["s0"])
    assert (story.type, story.status) == ("ASSAULT", "happened")
    assert (story.date.value, story.text) == ("2018-10-27", "report e3")
    assert story.place is not None
    assert (story.place.name, story.place.geonameid) == ("Pittsburgh", PITTSBURGH.id)
    assert [(actor.key, actor.events) for actor in story.actors] == [("person/robert-bowers", 2)]
    assert [(n.role, n.value) for n in story.numbers] == [("killed", 11)]
    assert (story.events, story.articles, story.sources, story.independent_sources) == (4, 3, 2, 2)
    assert (story.first_report.article, story.last_report.article, story.joined) == ("a1", "a3", ("s0",))


def test_a_country_is_a_storys_place_only_where_nothing_narrower_is_told() -> None:
    story = summarize("s1", [telling("e1", spots=(IRAQ,))], [], [])
    assert story.place is not None
    assert story.place.name == "Iraq"
