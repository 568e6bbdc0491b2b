"""How much copies and different articles share by their sketches: `python -m bench.resemblance [--count N]`.

Copies are made-up articles cut, edited, renamed and added to.  "one event" are two articles told from the same
facts; they draw on one stock of sentences, so they share more words than what two newsrooms write.
"""

import argparse
import datetime as dt
import random
import re
from collections.abc import Callable, Sequence

from bench.generate import generate
from bench.phrases import TOPICS
from bench.places import FAMILY
from bench.story import Story
from dateline.resemblance import LEAST_SHARED, shared, sketch

Edit = Callable[[random.Random, str], str]
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_FILLERS = ("then", "later", "also", "about", "")
SHORTEST_WORDS = 40


def cut(text: str, part: float) -> str:
    """The first `part` of the words, SHORTEST_WORDS at least."""
    words = text.split(" ")
    return " ".join(words[: max(SHORTEST_WORDS, int(len(words) * part))])


def rename(rng: random.Random, text: str) -> str:
    """Half of the names replaced by others."""
    return _NAME.sub(lambda name: name[0] if rng.random() < 0.5 else rng.choice(FAMILY), text)


def reword(rng: random.Random, text: str, part: float) -> str:
    """Each word replaced with the probability `part`."""
    return " ".join(word if rng.random() > part else rng.choice(_FILLERS) for word in text.split(" "))


def add(rng: random.Random, text: str, others: Sequence[str], n: int) -> str:
    """`n` paragraphs of other articles put in."""
    paragraphs = text.split("\n\n")
    for other in rng.sample(others, n):
        paragraphs.insert(rng.randrange(len(paragraphs) + 1), other.split("\n\n")[0])
    return "\n\n".join(paragraphs)


def tell_twice(seed: int) -> tuple[str, str]:
    """Two articles of one event: the same facts and topic, sentences of the stock chosen anew."""
    rng = random.Random(f"event {seed}")  # noqa: S311  # nothing here is a secret
    topic, story = rng.choice(TOPICS), Story(rng, dt.date(2020, 1, 1), "Courier")
    return tuple(  # type: ignore[return-value]  # of two
        "\n\n".join(story.tell(s) for s in rng.sample(topic.sentences, min(9, len(topic.sentences)))) for _ in range(2)
    )


def measure(count: int) -> dict[str, list[float]]:
    """What part each pair shares, by kind of pair, sorted."""
    texts = [article.text for article in generate(count, seed=3)]
    rng = random.Random(7)  # noqa: S311
    edits: dict[str, Edit] = {
        "cut to a half": lambda _, t: cut(t, 0.5),
        "cut to a quarter": lambda _, t: cut(t, 0.25),
        "renamed": rename,
        "5% reworded": lambda r, t: reword(r, t, 0.05),
        "10% reworded": lambda r, t: reword(r, t, 0.1),
        "two paragraphs added": lambda r, t: add(r, t, texts, 2),
        "halved, renamed, added to": lambda r, t: add(r, rename(r, cut(t, 0.5)), texts, 1),
    }
    found = {name: [shared(sketch(t), sketch(edit(rng, t))) for t in texts] for name, edit in edits.items()}
    found["one event, other article"] = [shared(*map(sketch, tell_twice(n))) for n in range(count)]
    found["other event"] = [shared(sketch(texts[i]), sketch(texts[i - 1])) for i in range(count)]
    return {name: sorted(values) for name, values in found.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400)
    count = parser.parse_args().count
    print(f"{'':28}{'5%':>8}{'median':>8}{'95%':>8}{'alike':>8}")
    for name, values in measure(count).items():
        low, middle, high = (values[int(count * part)] for part in (0.05, 0.5, 0.95))
        alike = sum(value >= LEAST_SHARED for value in values) / count
        print(f"{name:28}{low:8.2f}{middle:8.2f}{high:8.2f}{alike:8.1%}")


if __name__ == "__main__":
    main()
