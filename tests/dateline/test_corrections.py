"""What corrections make of an article, and which articles a walk through merges and splits ends in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corrections import NONE, Corrections, correct
from dateline.models import Actor, EnrichedArticle, Entity, EventSource
from tests.make import TEXT, enriched, event, span

A, B, C, D = "person/a", "person/b", "person/c", "person/d"


def entity(key: str, name: str, **fields: Any) -> Entity:
    made: dict[str, Any] = {"id": "n1", "type": "PERSON", "mentions": (span("Trump"),), "confidence": 0.9}
    return Entity(key=key, name=name, **{**made, **fields})


def article(named: Entity, **fields: Any) -> EnrichedArticle:
    trigger = dict(span("spoke"))
    actor = Actor(**trigger, role="actor", entity=named.id, key=named.key, name=named.name)
    source = EventSource(speaker=named.id, key=named.key, speaker_text="he")
    return enriched("a1", [event("e1", actors=(actor,), source=source)], entities=(named,), **fields)


@pytest.mark.parametrize(
    ("corrections", "key"),
    [
        (NONE, A),
        (Corrections("1", merges={A: B}), B),
        (Corrections("1", merges={A: B, B: C}), C),
        (Corrections("1", merges={B: C}), A),
        (Corrections("1", splits={A: {"a1": B}}), B),
        (Corrections("1", splits={A: {"a2": B}}), A),
        (Corrections("1", splits={A: {"a1": B}, B: {"a1": C}}), C),
        (Corrections("1", merges={A: C}, splits={A: {"a1": B}}), B),
        (Corrections("1", merges={A: C}, splits={C: {"a1": B}}), B),
        (Corrections("1", merges={B: C}, splits={A: {"a1": B}}), C),
        (Corrections("1", aliases={B: ("The  Man",)}), B),
        (Corrections("1", aliases={B: ("man",)}, merges={B: C}), C),
        (Corrections("1", aliases={B: ("man",)}, splits={B: {"a1": D}}), D),
        (Corrections("1", aliases={"org/man": ("man",)}), A),
        (Corrections("1", aliases={B: ("another",)}), A),
    ],
)
def test_the_key_that_corrections_give_an_entity(corrections: Corrections, key: str) -> None:
    assert corrections.locate("a1", A, "the man") == key


@pytest.mark.parametrize("start", [A, B])
def test_what_was_split_off_and_merged_back_is_one_wherever_the_walk_begins(start: str) -> None:
    corrections = Corrections("1", splits={A: {"a1": B}}, merges={B: A})
    assert corrections.locate("a1", start, "x") == A


def test_a_given_alias_moves_no_place() -> None:
    assert Corrections("1", aliases={"place/1": ("x",)}).locate("a1", "place/2", "x") == "place/2"


KEYS = st.sampled_from([A, B, C, D])


@given(
    merges=st.dictionaries(KEYS, KEYS),
    splits=st.dictionaries(KEYS, st.dictionaries(st.just("a1"), KEYS)),
    start=KEYS,
)
def test_a_walk_ends_within_the_reach_of_its_begin(
    merges: dict[str, str], splits: dict[str, dict[str, str]], start: str
) -> None:
    corrections = Corrections("1", merges=merges, splits=splits)
    assert corrections.locate("a1", start, "x") in corrections.reach(start)


def test_an_entity_takes_key_and_name_of_what_it_is_merged_into_and_keeps_its_name_as_an_alias() -> None:
    corrections = Corrections("1", merges={A: B}, names={B: "Robert Smith"})
    (made,) = correct(article(entity(A, "Bob Smith", aliases=("Smith",))), corrections).entities
    assert (made.key, made.name, made.aliases) == (B, "Robert Smith", ("Bob Smith", "Smith"))


def test_the_events_follow_their_entities() -> None:
    corrections = Corrections("1", merges={A: B}, names={B: "Robert Smith"})
    (made,) = correct(article(entity(A, "Bob Smith")), corrections).events
    assert (made.actors[0].key, made.actors[0].name) == (B, "Robert Smith")
    assert made.source is not None
    assert (made.source.key, made.source.speaker_text) == (B, "he")


def test_an_actor_without_an_entity_stays_as_it_is() -> None:
    actor = Actor(**dict(span("Marchers")), role="actor", name="Marchers")
    given_ = enriched("a1", [event("e1", actors=(actor,))])
    assert correct(given_, Corrections("1", merges={A: B})).events[0].actors == (actor,)


def test_the_title_is_corrected_too() -> None:
    titled: Any = {"entities": [{"id": "n1", "key": A, "name": "Bob", "title_start": 0}], "dates": []}
    corrections = Corrections("1", merges={A: B}, names={B: "Robert"})
    made = correct(article(entity(A, "Bob"), in_title=titled), corrections)
    assert made.in_title is not None
    expected = {"id": "n1", "key": B, "name": "Robert", "aliases": ["Bob"], "title_start": 0}
    assert made.in_title["entities"] == [expected]


def test_corrections_that_were_undone_leave_no_trace() -> None:
    plain = article(entity(A, "Bob Smith"))
    corrected = correct(plain, Corrections("1", merges={A: B}, names={B: "Robert"}))
    stored = plain.model_copy(update={"events": corrected.events})
    assert correct(stored, Corrections("2")) == plain


def test_an_article_that_no_correction_concerns_stays_equal() -> None:
    plain = article(entity(C, "Somebody"))
    assert correct(plain, Corrections("1", merges={A: B}, aliases={B: ("x",)})) == plain
    assert plain.text == TEXT


@pytest.mark.parametrize(("key", "now"), [(A, C), (B, C), (C, None), ("person/boss", C), ("org/boss", None), (D, None)])
def test_a_key_is_forwarded_where_it_was_merged_or_its_name_given_away(key: str, now: str | None) -> None:
    corrections = Corrections("1", merges={A: B, B: C}, aliases={B: ("The Boss",)})
    assert corrections.forward(key) == now


def test_the_keys_that_were_merged_are_told() -> None:
    assert Corrections("1", merges={A: B, B: C, D: C}).merged == {C: (A, B, D)}
