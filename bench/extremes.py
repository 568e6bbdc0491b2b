"""How long single stages take over texts that no newspaper prints: `python -m bench.extremes`.

CPU seconds of the stage alone, given the parse: the dates stage over a megabyte of digits, of function words and of
weekdays; the places stage over 10,000 distinct names of places.  Beside each the time for half of it: twice the text
is to take about twice the time.
"""

import datetime as dt
import random
import time

from spacy.tokens import Doc

from dateline.models import Article
from workers.document import Document, Stage
from workers.gazetteer import open_gazetteer
from workers.stages import dates, parse, places

MEGABYTE = 1_000_000
PIECE = 20_000
JUNK = {"digits": "1234567890 ", "of the": "of the ", "weekdays": "Monday Tuesday Sunday "}
TOPONYMS = 10_000
PUBLISHED = dt.date(2018, 10, 29)


def main() -> None:
    """Measure and print."""
    parser = parse.load()
    print(f"{'':28}{'half':>10}{'whole':>10}   CPU seconds")
    stage = dates.load()
    for name, word in JUNK.items():
        piece = (word * PIECE)[: PIECE // len(word) * len(word)]
        parsed = _parse(parser, piece).parsed
        half, whole = (_measure(stage, _tile(parsed, size // len(piece))) for size in (MEGABYTE // 2, MEGABYTE))
        print(f"dates, 1 MB of {name:13}{half:10.2f}{whole:10.2f}")
    stage = places.load()
    half, whole = (_measure(stage, _parse(parser, _list_places(n))) for n in (TOPONYMS // 2, TOPONYMS))
    print(f"places, {TOPONYMS:,} toponyms   {half:10.2f}{whole:10.2f}")


def _parse(parser: Stage, text: str) -> Document:
    return parser.annotate(_document(text))


def _document(text: str) -> Document:
    # An article as long as this is refused; only its date is read here.
    return Document(Article(text="-", published_at=PUBLISHED), text, language="en")


def _tile(parsed: Doc, times: int) -> Document:
    """One parse `times` over."""
    tiled = Doc.from_docs([parsed] * times, ensure_whitespace=False)
    return _document(tiled.text).add(parse=tiled)


def _measure(stage: Stage, doc: Document) -> float:
    began = time.process_time()
    stage.annotate(doc)
    return time.process_time() - began


def _list_places(n: int) -> str:
    """`n` distinct names of the gazetteer, in sentences of ten."""
    cities = sorted({city.name for city in open_gazetteer().list_cities(15_000)})
    names = [name for name in cities if name.isascii() and name.replace(" ", "").isalpha()]
    chosen = random.Random(7).sample(names, n)  # noqa: S311  # a sample, not a secret
    lines = [", ".join(chosen[i : i + 10]) for i in range(0, n, 10)]
    return "\n\n".join(f"Floods reached {line} on Monday." for line in lines)


if __name__ == "__main__":
    main()
