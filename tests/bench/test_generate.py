import datetime as dt
import random
from itertools import islice

import pytest

from bench.generate import LONGEST_WORDS, SHORTEST_WORDS, generate, main, write_article
from bench.phrases import ANY_TOPIC, BRIDGES, TOPICS
from bench.places import FAMILY, GIVEN, PLACES
from bench.story import Story
from dateline.models import Article

PUBLISHED = dt.date(2018, 10, 29)
TEMPLATES = [
    *ANY_TOPIC,
    *BRIDGES,
    *(template for topic in TOPICS for part in topic for template in part),
]


def make_story(seed: int) -> Story:
    return Story(random.Random(seed), PUBLISHED, "Harbour Post")  # noqa: S311  # nothing here is a secret


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(generate(5000, seed=1))


def test_no_two_of_5000_articles_share_text_or_url(articles: list[Article]) -> None:
    assert len(articles) == 5000
    assert len({article.text for article in articles}) == 5000
    assert len({article.url for article in articles}) == 5000


def test_few_of_5000_articles_open_with_the_same_sentence(articles: list[Article]) -> None:
    openings = {article.text.split("\n\n")[0] for article in articles}
    assert len(openings) > 4900


def test_every_article_is_120_to_900_words_long(articles: list[Article]) -> None:
    lengths = [len(article.text.split()) for article in articles]
    assert min(lengths) >= SHORTEST_WORDS
    assert max(lengths) <= LONGEST_WORDS
    assert max(lengths) > 4 * min(lengths)


def test_every_article_has_its_origin(articles: list[Article]) -> None:
    assert all(article.title and article.source and article.url for article in articles)
    assert {len(article.authors) for article in articles} == {0, 1, 2}
    assert {type(article.published_at) for article in articles} == {dt.date, dt.datetime}


def test_articles_use_both_kinds_of_quotation_marks(articles: list[Article]) -> None:
    curly = sum("“" in article.text for article in articles)
    straight = sum('"' in article.text for article in articles)
    assert curly > 1000
    assert straight > 1000
    assert not any("“" in article.text and '"' in article.text for article in articles)


def test_the_same_seed_gives_the_same_articles() -> None:
    assert list(generate(30, seed=7)) == list(generate(30, seed=7))


def test_another_seed_gives_other_articles() -> None:
    texts = {article.text for article in generate(30, seed=7)}
    assert texts.isdisjoint(article.text for article in generate(30, seed=8))


def test_a_longer_run_starts_with_the_articles_of_a_shorter_one() -> None:
    assert list(islice(generate(100, seed=3), 10)) == list(generate(10, seed=3))


def test_a_retry_gives_another_text() -> None:
    assert write_article(1, 1).text != write_article(1, 1, retry=1).text


def test_the_command_writes_one_article_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--count", "4", "--seed", "9"])
    lines = capsys.readouterr().out.splitlines()
    assert [Article.model_validate_json(line) for line in lines] == list(generate(4, seed=9))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_can_be_filled(template: str) -> None:
    for seed in range(5):
        sentence = make_story(seed).tell(template)
        assert sentence
        assert not set(sentence) & set("{}[]|")
        assert ",," not in sentence


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        make_story(1).tell("{nonsense}")


def test_a_person_is_named_in_full_once_and_by_family_name_after() -> None:
    first, second = make_story(1).tell("{a}/{a}").split("/")
    assert first.endswith(f" {second}")


@pytest.mark.parametrize("table", [PLACES, GIVEN, FAMILY], ids=["places", "given", "family"])
def test_a_table_holds_nothing_twice(table: tuple[object, ...]) -> None:
    assert len(set(table)) == len(table)


def test_there_are_150_places_and_some_share_a_name() -> None:
    assert len(PLACES) >= 150
    assert len({place.name for place in PLACES}) < len(PLACES)
