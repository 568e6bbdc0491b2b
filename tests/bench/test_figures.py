import pytest

from bench.figures import Aim, Figure, Report, Section, compare, percentile, split


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 0.5, 7.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.51, 3.0),
        ([4.0, 1.0, 3.0, 2.0], 1.0, 4.0),
        ([4.0, 1.0, 3.0, 2.0], 0.0, 1.0),
        ([float(number) for number in range(1, 101)], 0.95, 95.0),
        ([float(number) for number in range(1, 101)], 0.99, 99.0),
    ],
)
def test_a_percentile_is_the_smallest_value_that_the_share_does_not_exceed(
    values: list[float], share: float, expected: float
) -> None:
    assert percentile(values, share) == expected


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_a_split_keeps_all_values_in_order_and_its_parts_even() -> None:
    parts = split([float(number) for number in range(11)], 3)

    assert [value for part in parts for value in part] == list(range(11))
    assert sorted(len(part) for part in parts) == [3, 4, 4]


def test_a_figure_is_the_median_of_its_rounds_and_its_ratio_that_of_the_rounds_own_ratios() -> None:
    # The machine was half as fast in the second round: the ratio does not show it.
    figure = compare("b", "words/s", [70.0, 35.0, 71.0], [100.0, 50.0, 100.0], "a")

    assert figure.value == 70.0
    assert figure.ratio == pytest.approx(0.7)
    assert figure.ratios == pytest.approx((0.7, 0.7, 0.71))


def test_what_others_are_compared_with_has_no_ratio_to_itself() -> None:
    assert compare("a", "words/s", [100.0], [100.0], "a").ratio is None


def test_a_comparison_with_other_rounds_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare("b", "words/s", [70.0, 35.0], [100.0], "a")


@pytest.mark.parametrize(
    ("aim", "is_met"),
    [
        (Aim(bound=0.68, side="at least", of="ratio"), True),
        (Aim(bound=0.71, side="at least", of="ratio"), False),
        (Aim(bound=70.0, side="at most", of="value"), True),
        (Aim(bound=69.9, side="at most", of="value"), False),
        (None, None),
    ],
)
def test_an_aim_bounds_the_figure_or_its_ratio_from_one_side(aim: Aim | None, is_met: bool | None) -> None:
    assert compare("b", "words/s", [70.0], [100.0], "a", aim).is_met is is_met


def test_an_aim_for_a_ratio_that_was_not_taken_is_neither_met_nor_missed() -> None:
    aim = Aim(bound=1.0, side="at least", of="ratio")

    assert Figure(name="b", unit="s", samples=(1.0,), aim=aim).is_met is None


def test_a_report_is_read_back_as_it_was_written() -> None:
    figure = compare("b", "s", [1.0, 2.0], [3.0, 4.0], "a", Aim(bound=1.0, side="at most", of="ratio"))
    report = Report(machine="2 cores", sections=(Section(title="T", note="N.", figures=(figure,)),))

    assert Report.model_validate_json(report.model_dump_json()) == report
