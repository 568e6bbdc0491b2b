import random
from itertools import pairwise

import pytest

from bench.latency import ALONE, plan_arrivals, tell


def test_arrivals_are_as_many_as_asked_for_and_never_go_back() -> None:
    arrivals = plan_arrivals(8.0, 500, random.Random(1))  # noqa: S311  # nothing here is a secret

    assert len(arrivals) == 500
    assert arrivals == sorted(arrivals)
    assert arrivals[0] > 0


def test_arrivals_come_at_the_rate_and_as_unevenly_as_those_of_a_poisson_process() -> None:
    arrivals = plan_arrivals(8.0, 20_000, random.Random(1))  # noqa: S311  # nothing here is a secret
    gaps = [later - earlier for earlier, later in pairwise(arrivals)]
    mean = sum(gaps) / len(gaps)
    variance = sum((gap - mean) ** 2 for gap in gaps) / len(gaps)

    assert mean == pytest.approx(1 / 8, rel=0.03)
    # The spread of an exponential gap is its mean.
    assert variance**0.5 == pytest.approx(mean, rel=0.03)


def test_arrivals_are_the_same_for_the_same_seed() -> None:
    first, second = (plan_arrivals(2.0, 10, random.Random(4)) for _ in range(2))  # noqa: S311  # no secret

    assert first == second


@pytest.mark.parametrize(("idle", "is_met"), [(159.0, True), (161.0, False)])
def test_the_aim_for_an_idle_service_is_told_from_the_pipelines_own_time(idle: float, is_met: bool) -> None:
    section = tell([100.0] * 3, {"idle": [idle] * 6, "50% of capacity": [500.0] * 6}, 10.0)
    figures = {figure.name: figure for figure in section.figures}

    assert figures["idle, p50"].is_met is is_met
    assert figures["idle, p50"].against == f"{ALONE}, p50"
    assert figures["idle, p50"].ratio == pytest.approx(idle / 100)
    assert [name for name, figure in figures.items() if figure.aim] == ["idle, p50"]
