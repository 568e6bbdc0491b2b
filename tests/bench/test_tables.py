import pytest

from bench.figures import Aim, Figure, Report, Section, compare
from bench.tables import BEGIN, END, as_markdown, as_text, number, replace, row, tell, tell_comparison

AIM = Aim(bound=0.68, side="at least", of="ratio")


def make_report(*figures: Figure, machine: str = "2 cores") -> Report:
    return Report(machine=machine, sections=(Section(title="Speed", note="Of three rounds.", figures=figures),))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (0.0123, "0.012"),
        (0.456, "0.456"),
        (1.5, "1.50"),
        (98.76, "98.8"),
        (123.4, "123"),
        (98765.0, "98,765"),
    ],
)
def test_a_number_has_three_digits_that_tell_something(value: float, written: str) -> None:
    assert number(value) == written


def test_a_row_tells_median_spread_ratio_and_whether_the_aim_is_met() -> None:
    figure = compare("pipeline", "words/s", [60.0, 70.0, 80.0], [100.0, 100.0, 100.0], "parse", AIM)

    assert row(figure) == (
        "pipeline",
        "70.0 words/s",
        "60.0 to 80.0",
        "0.700 (0.600 to 0.800) of parse",
        "at least 0.680: met",
    )


def test_a_single_round_has_no_spread() -> None:
    assert row(Figure(name="start", unit="s", samples=(5.0,))) == ("start", "5.00 s", "–", "–", "–")


def test_text_stands_in_columns() -> None:
    drawn = as_text(("", "median"), [("a", "1"), ("longer", "22")]).splitlines()

    assert drawn == ["        median", "a       1", "longer  22"]


def test_a_bar_in_a_cell_does_not_break_a_table_of_markdown() -> None:
    assert as_markdown(("", "n"), [("a|b", "1")]).splitlines() == ["|  | n |", "| --- | --- |", "| a\\|b | 1 |"]


def test_a_report_names_the_machine_and_each_section_with_how_it_was_taken() -> None:
    told = tell(make_report(Figure(name="start", unit="s", samples=(5.0,))), as_markdown)

    assert told.startswith("Machine: 2 cores.\n\n### Speed\n\nOf three rounds.\n\n| ")
    assert "| start | 5.00 s |" in told


def test_two_runs_stand_side_by_side_with_what_became_of_each_figure() -> None:
    before = compare("pipeline", "words/s", [50.0], [100.0], "parse", AIM)
    after = compare("pipeline", "words/s", [90.0], [100.0], "parse", AIM)

    told = tell_comparison(make_report(before), make_report(after))

    assert "| pipeline | 50.0 words/s | 90.0 words/s | 1.80 | 0.500 | 0.900 | at least 0.680: met |" in told


def test_a_figure_that_one_of_two_runs_lacks_has_a_dash_there() -> None:
    was, now = (Figure(name=name, unit="s", samples=(2.0,)) for name in ("was", "now"))

    told = tell_comparison(make_report(was), make_report(now, machine="4 cores"))

    assert told.startswith("Machine before: 2 cores; after: 4 cores.")
    assert "| was | 2.00 s | – | – | – | – | – |" in told
    assert "| now | – | 2.00 s | – | – | – | – |" in told


def test_a_section_that_one_of_two_runs_lacks_is_told_all_the_same() -> None:
    whole, nothing = make_report(Figure(name="start", unit="s", samples=(2.0,))), Report(machine="2 cores", sections=())

    assert "| start | – | 2.00 s | – | – | – | – |" in tell_comparison(nothing, whole)
    assert "| start | 2.00 s | – | – | – | – | – |" in tell_comparison(whole, nothing)


def test_a_comparison_takes_the_place_of_the_last_one_in_a_file() -> None:
    text = f"before\n\n{BEGIN}\nold\n\n{END}\nafter\n"

    assert replace(text, "new\n") == f"before\n\n{BEGIN}\nnew\n\n{END}\nafter\n"


def test_a_file_without_a_place_for_the_comparison_is_refused() -> None:
    with pytest.raises(ValueError, match="the comparison"):
        replace(f"before\n{BEGIN}", "new\n")
