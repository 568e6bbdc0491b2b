"""Made-up news articles for load tests: `python -m bench.generate --count N --seed S > articles.jsonl`.

The articles are varied (topics, real places, invented names, date expressions, quotes, numbers) and 120
to 900 words long.  An article depends on the seed and its index alone, so a longer run starts with the
articles of a shorter one.
"""

import argparse
import datetime as dt
import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence

from bench.phrases import ANY_TOPIC, BRIDGES, TOPICS, Topic
from bench.places import OUTLETS
from bench.story import Story
from dateline.models import Article

SHORTEST_WORDS, LONGEST_WORDS = 120, 900
# A topic has sentences for about this many words before it starts to ramble.
WORDS_PER_STORY = 330
FIRST_DAY, LAST_DAY = dt.date(2010, 1, 1), dt.date(2024, 12, 31)

_STRAIGHT_QUOTE = re.compile(r'"([^"]*)"')
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def generate(count: int, seed: int) -> Iterator[Article]:
    """`count` articles, no two of the same text or url; the same ones for the same `seed`."""
    texts: set[str] = set()
    for index in range(count):
        article = write_article(seed, index)
        retry = 0
        while article.text in texts:
            retry += 1
            article = write_article(seed, index, retry)
        texts.add(article.text)
        yield article


def write_article(seed: int, index: int, retry: int = 0) -> Article:
    """The article number `index` of `seed`; another one for another `retry`."""
    rng = random.Random(f"{seed}/{index}/{retry}")  # noqa: S311  # nothing here is a secret
    published = FIRST_DAY + dt.timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days + 1))
    outlet = rng.choice(OUTLETS)
    topics = rng.sample(TOPICS, 3)
    stories = [Story(rng, published, outlet) for _ in topics]
    title = _capitalise(stories[0].tell(rng.choice(topics[0].headlines)))
    text = _punctuate(rng, _write_text(rng, topics, stories))
    slug = _NOT_IN_SLUG.sub("-", unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower())
    return Article(
        text=text,
        published_at=_stamp(rng, published),
        url=f"https://{_site(outlet)}.example/{published:%Y/%m/%d}/{slug.strip('-')}-{seed}-{index}",
        title=title,
        source=outlet,
        authors=tuple(stories[0].person() for _ in range(rng.choice((0, 1, 1, 2)))),
    )


def _write_text(rng: random.Random, topics: list[Topic], stories: list[Story]) -> str:
    """One to three stories, in paragraphs of one to three sentences."""
    target = rng.randint(SHORTEST_WORDS, LONGEST_WORDS - 90)
    parts = 1 + target // WORDS_PER_STORY
    paragraphs: list[str] = []
    for part, (topic, story) in enumerate(zip(topics[:parts], stories[:parts], strict=True)):
        opening = story.tell(rng.choice(BRIDGES)) + " " if part else _dateline(rng, story)
        lead, *others = _tell_story(rng, topic, story, target // parts)
        paragraphs += _paragraphs(rng, [_capitalise(opening + lead), *others])
    return "\n\n".join(paragraphs)


def _tell_story(rng: random.Random, topic: Topic, story: Story, words: int) -> list[str]:
    """The lead of `topic` and as many other sentences as it takes to reach `words`."""
    own = list(topic.sentences)
    general = list(ANY_TOPIC)
    rng.shuffle(own)
    rng.shuffle(general)
    sentences = [_capitalise(story.tell(rng.choice(topic.leads)))]
    length = len(sentences[0].split())
    while length < words and (own or general):
        pool = own if own and (not general or rng.random() < 0.65) else general
        sentences.append(_capitalise(story.tell(pool.pop())))
        length += len(sentences[-1].split())
    return sentences


def _paragraphs(rng: random.Random, sentences: list[str]) -> Iterator[str]:
    """`sentences` in paragraphs: the lead alone, then up to three each."""
    start = 0
    while start < len(sentences):
        end = start + (rng.randint(1, 3) if start else 1)
        yield " ".join(sentences[start:end])
        start = end


def _dateline(rng: random.Random, story: Story) -> str:
    """In a third of the articles, what agencies put before the first words: place and agency."""
    if rng.random() < 2 / 3:
        return ""
    return f"{story['town'].upper()} ({story['outlet']}) {rng.choice('-–—')} "


def _capitalise(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _punctuate(rng: random.Random, text: str) -> str:
    """`text` with its straight quotation marks and apostrophes, or, in half of the articles, curly ones."""
    if rng.random() < 0.5:
        return text
    return _STRAIGHT_QUOTE.sub(r"“\1”", text).replace("'", "’")


def _stamp(rng: random.Random, published: dt.date) -> dt.date | dt.datetime:
    """`published`, in half of the articles with a time of day and an offset."""
    if rng.random() < 0.5:
        return published
    offset = dt.timezone(dt.timedelta(hours=rng.randint(-8, 10)))
    return dt.datetime.combine(published, dt.time(rng.randrange(24), rng.randrange(60)), offset)


def _site(outlet: str) -> str:
    return outlet.lower().replace(" ", "-")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command, with the process's arguments unless given: writes JSONL to standard output."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description="Made-up articles as JSONL.")
    parser.add_argument("--count", type=int, default=200, help="how many articles")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other articles")
    options = parser.parse_args(arguments)
    for article in generate(options.count, options.seed):
        sys.stdout.write(article.model_dump_json(exclude_defaults=True) + "\n")


if __name__ == "__main__":
    main()
