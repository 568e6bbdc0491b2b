from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.accounts import Account
from dateline.blocks import MAX_BLOCKS, blocks_of, blocks_of_all
from dateline.likeness import is_same
from dateline.tellings import Count, Spot
from tests.dateline.telling import (
    AMERICA,
    CHICAGO,
    IRAQ,
    MOSUL,
    PENNSYLVANIA,
    PITTSBURGH,
    country,
    killed,
    person,
    telling,
)

SEA = Spot(name="Black Sea", lat=43.0, lon=34.0)
SPOTS = [
    (),
    (PITTSBURGH,),
    (PENNSYLVANIA,),
    (AMERICA,),
    (CHICAGO, AMERICA),
    (MOSUL,),
    (IRAQ,),
    (SEA,),
    (Spot(name="Pibor"),),
]
PARTIES = [(), (person("a-lee"),), (person("a-lee"), country(1, "US")), (country(1, "US"),)]
NUMBERS = [(), (killed(3),), (killed(11),), (Count(value=45, unit="passengers"),)]
EVIDENCE = ["It happened", "Eighteen farmers were detained beside blocked tractors", "A storm hit Pittsburgh hard"]
DAYS = [
    ("2018-10-27", "2018-10-27"),
    ("2018-10-28", "2018-10-28"),
    ("2018-10-29", "2018-11-04"),
    ("2018-10-01", "2018-10-31"),
]


@st.composite
def fields(draw: st.DrawFn) -> dict[str, Any]:
    day, until = draw(st.sampled_from(DAYS))
    return {
        "day": day,
        "until": until,
        "type": draw(st.sampled_from(["ASSAULT", "DEATH", "DISASTER", "ELECTION", "CONSULT", "ACCIDENT"])),
        "mode": draw(st.sampled_from([None, "kill"])),
        "stated": draw(st.booleans()),
        "spots": draw(st.sampled_from(SPOTS)),
        "parties": draw(st.sampled_from(PARTIES)),
        "numbers": draw(st.sampled_from(NUMBERS)),
        "evidence": draw(st.sampled_from(EVIDENCE)),
    }


NAMES = ["day", "type", "mode", "stated", "spots", "parties", "numbers", "evidence"]


@settings(max_examples=400, deadline=None)
@given(fields(), fields(), st.sets(st.sampled_from(NAMES), max_size=3))
def test_whatever_is_one_event_shares_a_block(one: dict[str, Any], other: dict[str, Any], names: set[str]) -> None:
    changed = names | ({"until"} if "day" in names else set())
    a, b = telling("a", **one), telling("b", **{**one, **{name: other[name] for name in changed}})
    if is_same(Account.of([a]), Account.of([b]), lambda *_: True):
        assert set(blocks_of(a)) & set(blocks_of(b))


def test_the_blocks_of_a_story_are_bounded() -> None:
    tellings = [telling(f"e{n}", spots=(Spot(name=f"Village {n}"),)) for n in range(MAX_BLOCKS * 2)]
    assert len(blocks_of_all(tellings)) == MAX_BLOCKS
