"""The made-up articles that the networks of the places stage learn from."""

import random

import pytest

from bench.fit.articles import is_plain, make_articles, spell
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
