"""Who a name belongs to is looked up, and found as by looking at everybody."""

from hypothesis import given
from hypothesis import strategies as st

from workers.stages.entities import names
from workers.stages.entities.candidates import Candidate
from workers.stages.entities.clusters import Cluster, Named, _people

FULL = st.sampled_from(
    [f"{first} {last}" for first in ("Anna", "A.", "Alan", "Bo", "B.") for last in ("Keller", "Ruiz")]
)
SHORT = st.sampled_from(["Keller", "Ruiz", "Anna", "@AnnaKeller", "@thealanruiz", "@bo"])
GENDERS = st.sampled_from([None, None, "he", "she"])
Written = list[tuple[str, str | None]]


def mentioned(written: Written) -> list[Named]:
    return [Named(Candidate(3 * n, 3 * n + 1, "PERSON"), form, gender) for n, (form, gender) in enumerate(written)]


def look_at_all(items: list[Named]) -> list[list[int]]:
    """Full names, each to the first before it with the same surname whose first name and gender fit."""
    found: list[tuple[tuple[str, ...], Cluster]] = []
    for item in items:
        parts = names.parts(item.form)
        fitting = (
            c for other, c in found if other[-1] == parts[-1] and fits(parts[0], other[0]) and c.fits(item.gender)
        )
        match = next(fitting, None)
        if match is None:
            match = Cluster("PERSON")
            found.append((parts, match))
        match.add(item)
    return [[m.start for m in c.mentions] for _, c in found]


def fits(first: str, other: str) -> bool:
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


@given(st.lists(st.tuples(FULL, GENDERS), max_size=40))
def test_full_names_join_as_by_looking_at_all_before_them(written: Written) -> None:
    assert [[m.start for m in c.mentions] for c in _people(mentioned(written))] == look_at_all(mentioned(written))


@given(st.lists(st.tuples(st.one_of(FULL, SHORT), GENDERS), max_size=40))
def test_every_mention_belongs_to_one_person(written: Written) -> None:
    starts = sorted(m.start for c in _people(mentioned(written)) for m in c.mentions)
    assert starts == [3 * n for n in range(len(written))]


def test_a_handle_is_of_the_first_whose_name_it_holds() -> None:
    people = _people(mentioned([("Anna Keller", None), ("Alan Ruiz", None), ("@TheAlanRuiz", None), ("@anna", None)]))
    assert [c.forms.keys() for c in people] == [{"Anna Keller"}, {"Alan Ruiz", "@TheAlanRuiz"}, {"@anna"}]


def test_of_many_bearers_of_a_name_the_one_named_last_is_meant() -> None:
    crowd = [(f"B{chr(97 + n // 26)}{chr(97 + n % 26)}a Keller", None) for n in range(100)]
    people = _people(mentioned([*crowd, ("Keller", None)]))
    assert len(people) == 100
    assert "Keller" in people[-1].forms
