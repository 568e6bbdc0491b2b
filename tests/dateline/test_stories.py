import datetime as dt
import random
from itertools import count, pairwise

import pytest

from dateline.accounts import TextId
from dateline.stories import MAX_MEMBERS, Book, Members, group
from dateline.tellings import Spot, Telling
from tests.dateline.telling import (
    AMERICA,
    CHICAGO,
    IRAQ,
    KIRKUK,
    MOSUL,
    PENNSYLVANIA,
    PITTSBURGH,
    country,
    killed,
    person,
    telling,
)

NEXT_DAY = dt.datetime(2018, 10, 29, tzinfo=dt.UTC)
BOWERS, TRUMP, KIM = person("robert-bowers"), person("donald-trump"), person("kim-jong-un", "recipient")
GUMURUK, PIBOR = Spot(name="Gumuruk"), Spot(name="Pibor")
ASSUMED = {"stated": False, "day": "2018-10-28"}


def never(_a: TextId, _b: TextId) -> bool:
    return False


def are_one(a: Telling, b: Telling) -> bool:
    return len(group([a, b], never)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"type": "DEATH", "mode": None}, {}),
        ({}, {"spots": (PENNSYLVANIA,)}),
        ({"numbers": (killed(11),)}, {"spots": (AMERICA,), "numbers": (killed(11),)}),
        ({"numbers": (killed(3),)}, {"numbers": (killed(11),), "at": NEXT_DAY}),
        ({"day": "2018-10-27", "until": "2018-10-28"}, {}),
        ({}, ASSUMED),
        (ASSUMED, ASSUMED),
        ({"status": "planned", "type": "ELECTION", "mode": None}, {"type": "ELECTION", "mode": None}),
        ({"spots": (), "parties": (BOWERS,)}, {"spots": (), "parties": (BOWERS,)}),
        ({"type": "CONSULT", "parties": (TRUMP, KIM), "spots": ()}, {"type": "CONSULT", "parties": (TRUMP, KIM)}),
        ({"type": "ELECTION", "mode": None, "spots": (IRAQ,)}, {"type": "ELECTION", "mode": None, "spots": (IRAQ,)}),
        ({"spots": (GUMURUK,)}, {"spots": (GUMURUK,)}),
        ({"parties": (person("ann-lee", "recipient"),)}, {"parties": (person("bo-ray", "recipient"),)}),
    ],
)
def test_tellings_of_one_event_are_one_story(one: dict[str, object], other: dict[str, object]) -> None:
    a, b = telling("a", **one), telling("b", **other)  # type: ignore[arg-type]
    assert are_one(a, b)
    assert are_one(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"spots": (CHICAGO,)}),
        ({"spots": (MOSUL,)}, {"spots": (KIRKUK,)}),
        ({}, {"day": "2018-10-28"}),
        ({}, {"type": "PROTEST", "mode": "demo"}),
        ({"mode": "explosives"}, {"mode": "firearms"}),
        ({"spots": (IRAQ,)}, {"spots": (IRAQ,)}),
        ({"spots": (AMERICA,)}, {}),
        ({"spots": (AMERICA,), "day": "2018-10-01", "until": "2018-10-31"}, {"numbers": (killed(2),)}),
        ({**ASSUMED, "numbers": (killed(5),)}, {**ASSUMED, "day": "2018-10-29", "numbers": (killed(9),)}),
        ({"numbers": (killed(11),)}, {"numbers": (killed(3),), "at": NEXT_DAY}),
        ({"parties": (TRUMP,), "type": "TRAVEL"}, {"parties": (person("mike-pence"),), "type": "TRAVEL"}),
        ({"parties": (country(1, "IL"),)}, {"parties": (country(2, "SY"),)}),
        (
            {"type": "ACCUSE", "mode": None, "spots": (), "parties": (TRUMP,)},
            {"type": "ACCUSE", "mode": None, "spots": (), "parties": (TRUMP,)},
        ),
        ({"spots": (GUMURUK,)}, {"spots": (PIBOR,)}),
        (
            {"type": "DISASTER", "mode": None, "evidence": "An earthquake shook Pittsburgh"},
            {"type": "DISASTER", "mode": None, "evidence": "A storm hit Pittsburgh"},
        ),
        ({"spots": ()}, {"spots": ()}),
        ({"type": "REQUEST", "mode": None, **ASSUMED}, {"type": "REQUEST", "mode": None, **ASSUMED}),
        ({"evidence": "A bomb went off"}, {"type": "ACCIDENT", "mode": None, "evidence": "A bus left the road"}),
    ],
)
def test_tellings_of_two_events_are_two_stories(one: dict[str, object], other: dict[str, object]) -> None:
    a, b = telling("a", **one), telling("b", **other)  # type: ignore[arg-type]
    assert not are_one(a, b)
    assert not are_one(b, a)


# Two bombings of one country on one day, one of the next day, reports that fit only one of them, one that fits both.
BOMBINGS = [
    telling("mosul-1", spots=(MOSUL,), mode="explosives", numbers=(killed(8),)),
    telling("mosul-2", spots=(MOSUL,), mode="explosives", numbers=(killed(12),), at=NEXT_DAY),
    telling("mosul-3", spots=(IRAQ,), mode="explosives", numbers=(killed(8),)),
    telling("kirkuk-1", spots=(KIRKUK,), mode="explosives", numbers=(killed(2),)),
    telling("kirkuk-2", spots=(KIRKUK,), mode=None, numbers=(killed(2),)),
    telling("tuesday-1", day="2018-10-28", spots=(MOSUL,), mode="explosives", numbers=(killed(8),)),
    telling("vague", spots=(IRAQ,), mode="explosives"),
]
# A report without place and one without names are joined by one that has both.
LINKED = [
    telling("linked-place"),
    telling("linked-name", spots=(), parties=(BOWERS,)),
    telling("linked-both", parties=(BOWERS,)),
]
ELECTIONS = [
    telling(f"vote-{day}-{n}", day=f"2022-04-{day}", type="ELECTION", mode=None, spots=(IRAQ,))
    for day in (10, 24)
    for n in range(3)
]
EXPECTED = {
    frozenset({"mosul-1", "mosul-2", "mosul-3"}),
    frozenset({"kirkuk-1", "kirkuk-2"}),
    frozenset({"tuesday-1"}),
    frozenset({"vague"}),
    frozenset({"linked-place", "linked-name", "linked-both"}),
    frozenset({"vote-10-0", "vote-10-1", "vote-10-2"}),
    frozenset({"vote-24-0", "vote-24-1", "vote-24-2"}),
}


def shuffled(seed: int) -> list[Telling]:
    order = [*BOMBINGS, *LINKED, *ELECTIONS]
    random.Random(seed).shuffle(order)  # noqa: S311
    return order


def book(stories: dict[str, Members] | None = None) -> Book:
    numbers = count()
    known = stories or {}
    return Book(
        load=lambda ids: {story: known[story] for story in ids},
        near=lambda _: list(known),
        name=lambda event: f"s-{event}-{next(numbers)}",
        are_copies=never,
    )


def groups(found: Book) -> set[frozenset[str]]:
    return {frozenset(members) for members in found.stories.values() if members}


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    arriving = book()
    for told in shuffled(seed):
        arriving.add(told)
    assert groups(arriving) == EXPECTED
    assert {frozenset(members) for members in group(shuffled(seed), never)} == EXPECTED


def test_two_stories_join_when_an_event_links_them_and_the_older_id_leads_to_the_other() -> None:
    found = book()
    place, name, both = LINKED
    for told in (place, telling("linked-place-2"), name):
        found.add(told)
    larger, smaller = (next(s for s, m in found.stories.items() if told.event in m) for told in (place, name))
    found.add(both)
    assert found.stories[larger].keys() == {"linked-place", "linked-place-2", "linked-name", "linked-both"}
    assert found.joined == {smaller: larger}


def test_what_an_event_alone_held_together_comes_apart_when_it_is_retracted() -> None:
    story = {told.event: told for told in LINKED}
    found = book({"s1": story})
    found.remove("s1", {"linked-both"})
    assert groups(found) == {frozenset({"linked-place"}), frozenset({"linked-name"})}
    assert "s1" in {story for story, members in found.stories.items() if members}


def test_a_story_without_events_is_gone() -> None:
    found = book({"s1": {"linked-place": LINKED[0]}})
    found.remove("s1", {"linked-place"})
    assert (groups(found), found.joined) == (set(), {})


def test_a_chain_of_tellings_each_like_the_next_does_not_become_one_story() -> None:
    days = [f"2018-10-{day:02}" for day in range(1, 29)]
    chain = [telling(f"e{n}", day=a, until=b) for n, (a, b) in enumerate(pairwise(days))]
    assert max(len(members) for members in group(chain, never)) <= 2


def test_a_story_is_bounded() -> None:
    found = book({"s1": {f"e{n}": telling(f"e{n}") for n in range(MAX_MEMBERS)}})
    found.add(telling("more"))
    assert sorted(len(members) for members in found.stories.values()) == [1, MAX_MEMBERS]


def test_places_are_compared_by_what_the_clause_says() -> None:
    from_dateline = PITTSBURGH.model_copy(update={"stated": False})
    assert are_one(telling("a", numbers=(killed(11),), spots=(from_dateline,)), telling("b", numbers=(killed(11),)))
    assert not are_one(telling("a", spots=(CHICAGO,)), telling("b", spots=(from_dateline,)))


def test_clauses_in_common_are_one_event_where_the_texts_are_copies() -> None:
    words = {"spots": (), "evidence": "A spokeswoman for the city council declined to comment", **ASSUMED}
    a, b = telling("a", "a1", **words), telling("b", "b1", **words)  # type: ignore[arg-type]
    assert len(group([a, b], never)) == 2
    assert len(group([a, b], lambda one, other: {one, other} == {("a1", 1), ("b1", 1)})) == 1
