"""The made-up articles that the networks of the places stage learn from, and the line of their confidence."""

import random
from itertools import pairwise

import numpy as np
import pytest

from bench.fit.articles import is_plain, make_articles, spell
from bench.fit.calibration import apply_line, fit_line
from workers.gazetteer import open_gazetteer


@pytest.fixture(scope="module")
def made() -> list[tuple[str, list[dict[str, object]]]]:
    return make_articles(open_gazetteer(), 30, 5)


def test_the_same_seed_makes_the_same_articles(made: list[tuple[str, list[dict[str, object]]]]) -> None:
    assert make_articles(open_gazetteer(), 30, 5) == made


def test_gold_names_stand_in_the_text_without_overlap(made: list[tuple[str, list[dict[str, object]]]]) -> None:
    for text, gold in made:
        ends = [0]
        for toponym in gold:
            start, end = toponym["start"], toponym["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert text[start:end].strip() == text[start:end] != ""
            assert start >= ends[-1]
            ends.append(end)


@pytest.mark.parametrize(
    ("name", "plain"), [("San Jose", True), ("Ha‘il", True), ("Colonia 2000", False), ("Rio (north)", False)]
)
def test_made_up_articles_take_plain_names_alone(name: str, plain: bool) -> None:
    assert is_plain(name) is plain


def test_accents_are_mostly_left_out() -> None:
    dice = random.Random(1)  # noqa: S311  # no secrets
    spelt = [spell("Bogotá", dice) for _ in range(100)]
    assert set(spelt) == {"Bogota", "Bogotá"}
    assert spelt.count("Bogota") > 50


def test_the_line_of_the_confidence_finds_how_often_a_probability_is_right() -> None:
    dice = np.random.default_rng(3)
    told = dice.random(20_000)
    line = fit_line(told, (dice.random(20_000) < told**2).astype(float))
    assert apply_line(line, np.array([0.3, 0.6, 0.9])) == pytest.approx([0.09, 0.36, 0.81], abs=0.05)


def test_the_line_of_the_confidence_rises_whatever_the_mentions_say() -> None:
    dice = np.random.default_rng(4)
    line = fit_line(dice.random(2_000), dice.integers(0, 2, 2_000).astype(float))
    assert (line[0], line[-1][0]) == ((0.0, 0.0), 1.0)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(line))


def test_few_mentions_make_a_line_too() -> None:
    assert apply_line(fit_line(np.array([0.5]), np.array([1.0])), np.array([0.0, 0.5, 1.0])).tolist() == [0, 1, 1]
