import datetime as dt
from typing import Any

import pytest

from dateline.matching import distance_km, has_terms, in_box, in_circle, matches
from dateline.queries import Box, Circle, DayRange, EventQuery
from dateline.terms import parse_terms

DAY = dt.date(2018, 10, 15).toordinal()
EVENT: dict[str, Any] = {
    "id": "e1", "art": "A1", "type": "PROTEST", "status": "happened", "src": "paper",
    "act": "ann lee\x1fperson/ann-lee", "rcp": "police", "spk": "bo", "ent": "red cross",
    "plc": "leeds\x1fplace/1", "cty": "GB", "geo": "-1.55,53.8", "date": str(DAY), "end": str(DAY + 2),
    "pub": str(DAY + 3), "conf": "5000", "txt": "marchers met police in leeds",
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "is_met"),
    [
        ({}, True),
        ({"type": ("PROTEST", "DEATH")}, True),
        ({"type": ("DEATH",)}, False),
        ({"exclude_type": ("DEATH",)}, True),
        ({"exclude_type": ("PROTEST",)}, False),
        ({"entity": ("Ann LEE",)}, True),
        ({"entity": ("Ann Lee",), "actor_role": "recipient"}, False),
        ({"entity": ("police",), "actor_role": "recipient"}, True),
        ({"entity": ("The Red Cross",)}, True),
        ({"entity": ("Red Cross",), "actor_role": "actor"}, False),
        ({"entity": ("bo",)}, True),
        ({"exclude_entity": ("police",)}, False),
        ({"speaker": ("bo",)}, True),
        ({"source": ("The Paper",)}, True),
        ({"article": ("a1",)}, False),
        ({"country": ("GB",), "place": ("place/1",)}, True),
        ({"story": ("s1",)}, False),
        ({"exclude_story": ("s1",)}, True),
        ({"min_confidence": 0.5}, True),
        ({"min_confidence": 0.5001}, False),
        ({"datetime": {"begin": "2018-10-17"}}, True),
        ({"datetime": {"begin": "2018-10-18"}}, False),
        ({"datetime": {"end": "2018-10-14"}}, False),
        ({"published": {"begin": "2018-10-18", "end": "2018-10-18"}}, True),
        ({"q": "marcher"}, True),
        ({"q": '"police met"'}, False),
        ({"bbox": {"west": -2, "south": 53, "east": -1, "north": 54}}, True),
        ({"near": {"lat": 53.8, "lon": -1.5, "radius_km": 1}}, False),
    ],
)
def test_all_that_is_asked_must_hold(query: dict[str, Any], is_met: bool) -> None:
    assert matches(EVENT, EventQuery.model_validate(query)) is is_met


def test_an_event_without_a_date_is_in_no_days() -> None:
    undated = {**{name: value for name, value in EVENT.items() if name != "end"}, "date": "-9263007"}
    assert matches(undated, EventQuery(datetime=DayRange()))
    assert not matches(undated, EventQuery.model_validate({"datetime": {"end": "2018-10-20"}}))


@pytest.mark.parametrize(
    ("lat", "lon", "is_in"),
    [(-15, 179, True), (-15, -179, True), (-15, 170, True), (-15, -170, True), (-15, 169.9, False), (-9, 179, False)],
)
def test_a_box_may_cross_the_180th_meridian(lat: float, lon: float, is_in: bool) -> None:
    assert in_box(lat, lon, Box(west=170, south=-20, east=-170, north=-10)) is is_in


def test_a_circle_holds_what_is_near_over_the_pole_and_the_180th_meridian() -> None:
    assert in_circle(89.5, 180, Circle(lat=89.5, lon=0, radius_km=120))
    assert in_circle(0, -179.9, Circle(lat=0, lon=179.9, radius_km=25))


def test_a_degree_is_some_111_km() -> None:
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.2, abs=0.1)
    assert distance_km(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(878, abs=2)


@pytest.mark.parametrize(
    ("text", "asked", "is_met"),
    [
        ("the marches began", "march", True),
        ("the march began", "marching", True),
        ("policing", "police", True),
        ("marchland", "march", False),
        ("marchland", "march*", True),
        ("to march on", '"march on"', True),
        ("to march on", '"marches on"', False),
    ],
)
def test_words_are_found_in_any_inflection_and_phrases_as_they_stand(text: str, asked: str, is_met: bool) -> None:
    assert has_terms(text, parse_terms(asked)) is is_met
