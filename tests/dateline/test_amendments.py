"""What may be changed about entities, what may not, and what each change asks to be made anew."""

from collections.abc import Callable

import pytest

from dateline import amendments
from dateline.amendments import Amendment
from dateline.corrections import NONE, Corrections
from dateline.errors import Conflict, DatelineError, Invalid, NotFound

A, B, C, D = "person/a", "person/b", "person/c", "person/d"


def test_a_merge_names_the_target_and_asks_for_the_articles_of_what_is_merged() -> None:
    made = amendments.merge(NONE, A, B, "Bert")
    assert (made.after.merges, made.after.names, made.keys) == ({A: B}, {B: "Bert"}, (A,))


def test_a_merge_into_a_merged_entity_is_into_what_that_ends_in() -> None:
    made = amendments.merge(Corrections("1", merges={B: C, C: D}), A, B, "Dan")
    assert made.after.merges[A] == D
    assert made.detail == {"into": D}


def test_a_chain_of_merges_ends_in_the_last() -> None:
    first = amendments.merge(NONE, A, B, "Bert").after
    assert amendments.merge(first, B, C, "Cleo").after.resolve(A) == C


def test_an_undone_merge_asks_for_all_that_may_have_come_through_it() -> None:
    now = Corrections("1", merges={A: B, B: C}, splits={B: {"a1": D}}, names={B: "Bert", C: "Cleo", D: "Dan"})
    made = amendments.undo_merge(now, A)
    assert (made.after.merges, made.keys) == ({B: C}, (A, B, C, D))
    assert made.after.names == {C: "Cleo", D: "Dan"}


def test_a_split_asks_for_its_articles() -> None:
    made = amendments.split(NONE, A, ["a1", "a2"], B, "Bert")
    assert made.after.splits == {A: {"a1": B, "a2": B}}
    assert (made.articles, made.keys, made.after.names) == (("a1", "a2"), (B,), {B: "Bert"})


def test_a_split_that_renames_its_target_asks_for_the_targets_articles_too() -> None:
    now = amendments.split(NONE, A, ["a1"], B, "Bert").after
    assert amendments.split(now, A, ["a2"], B, "Bertie").keys == (B,)


def test_a_split_is_undone_in_some_articles_or_in_all() -> None:
    now = amendments.split(NONE, A, ["a1", "a2"], B, "Bert").after
    assert amendments.undo_split(now, A, ["a1"]).after.splits == {A: {"a2": B}}
    everything = amendments.undo_split(now, A, [])
    assert (everything.after.splits, everything.after.names, everything.articles) == ({}, {}, ("a1", "a2"))


def test_aliases_are_replaced_as_a_set() -> None:
    first = amendments.give_aliases(NONE, A, ["The Boss", "the  boss", "Chief"], "Ann")
    assert first is not None
    assert (first.after.aliases, first.added, first.removed) == ({A: ("The Boss", "Chief")}, ("boss", "chief"), ())
    second = amendments.give_aliases(first.after, A, ["Chief", "Captain"], "Ann")
    assert second is not None
    assert (second.added, second.removed) == (("captain",), ("boss",))
    last = amendments.give_aliases(second.after, A, [], "Ann")
    assert last is not None
    assert (last.after.aliases, last.after.names) == ({}, {})


def test_the_same_aliases_again_change_nothing() -> None:
    assert amendments.give_aliases(Corrections("1", aliases={A: ("Chief",)}), A, ["Chief"], "Ann") is None


Plan = Callable[[], Amendment | None]
MERGED = Corrections("1", merges={A: B})
GIVEN = Corrections("1", aliases={A: ("Chief",)})
SPLIT = Corrections("1", splits={A: {"a1": B}})


@pytest.mark.parametrize(
    ("plan", "problem", "words"),
    [
        (lambda: amendments.merge(NONE, A, A, "x"), Conflict, "into"),
        (lambda: amendments.merge(MERGED, B, A, "x"), Conflict, "into: is this entity, or has been merged into it"),
        (lambda: amendments.merge(MERGED, A, C, "x"), Conflict, "merged into person/b"),
        (lambda: amendments.merge(NONE, A, "org/a", "x"), Conflict, "into: is of the kind org"),
        (lambda: amendments.merge(NONE, "place/1", "place/2", "x"), Conflict, "gazetteer"),
        (lambda: amendments.undo_merge(NONE, A), NotFound, "not been merged"),
        (lambda: amendments.split(NONE, A, ["a1"], "org/a", "x"), Conflict, "key: is of the kind org"),
        (lambda: amendments.split(NONE, A, ["a1"], A, "x"), Invalid, "key"),
        (lambda: amendments.split(MERGED, C, ["a1"], A, "x"), Conflict, "key: has been merged into person/b"),
        (lambda: amendments.split(MERGED, A, ["a1"], C, "x"), Conflict, "merged into person/b"),
        (lambda: amendments.split(NONE, "place/1", ["a1"], "place/2", "x"), Conflict, "gazetteer"),
        (lambda: amendments.split(SPLIT, B, ["a0", "a1"], A, "x"), Conflict, "articles.1: person/a is split there"),
        (lambda: amendments.undo_split(NONE, A, []), NotFound, "split off"),
        (lambda: amendments.undo_split(SPLIT, A, ["a2"]), Invalid, "article.0"),
        (lambda: amendments.give_aliases(GIVEN, B, ["x", "the chief"], "x"), Conflict, "aliases.1: was given to"),
        (lambda: amendments.give_aliases(NONE, A, ["x", " "], "x"), Invalid, "aliases.1"),
        (lambda: amendments.give_aliases(MERGED, A, ["x"], "x"), Conflict, "merged into person/b"),
    ],
)
def test_what_cannot_be_is_a_problem_that_names_the_field(plan: Plan, problem: type[DatelineError], words: str) -> None:
    with pytest.raises(problem, match=words):
        plan()


def test_one_alias_may_be_given_to_entities_of_two_kinds() -> None:
    made = amendments.give_aliases(GIVEN, "org/chief", ["Chief"], "x")
    assert made is not None
    assert made.after.given == {("person", "chief"): A, ("org", "chief"): "org/chief"}
