"""Words a second: the parse alone, the pipeline and the whole service, on the same articles in one run.

`python -m bench.throughput [--quick]`.  In each round everything is measured once: what runs in this process in turns,
a few articles at a time, then the rest, in one round forwards and in the next backwards.  Each ratio is taken within a
round, since the machine that it is taken on is not yours, and not always equally fast.
"""

import gc
import multiprocessing
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING

from bench.command import run
from bench.figures import Aim, Figure, Section, compare
from bench.service import count_words, make_articles, push, run_service
from dateline.models import STAGES, Article
from workers import pipeline
from workers.pipeline import Pipeline
from workers.stages.parse import MODEL

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = "bare parse, the model as it ships"
PARSE, PARSES = "bare parse, with our pipes and settings", "two of these at a time, in two processes"
PIPELINE, PIPELINE_SHIPPED = "pipeline.enrich", "pipeline.enrich, against the model as it ships"
ONE, TWO = "service, POST to committed, 1 worker", "service, POST to committed, 2 workers"
AIMS = {
    PIPELINE: Aim(bound=0.68, side="at least", of="ratio"),
    ONE: Aim(bound=0.85, side="at least", of="ratio"),
    TWO: Aim(bound=1.8, side="at least", of="ratio"),
}
AGAINST = {SHIPPED: SHIPPED, PARSE: SHIPPED, PARSES: PARSE, PIPELINE: PARSE, ONE: PIPELINE, TWO: ONE}
# Articles and rounds.
FULL, QUICK = (60, 5), (16, 1)
SEED, WARM_ARTICLES, PART_ARTICLES, LIMIT_SECONDS = 1, 12, 5, 600.0


def measure(quick: bool) -> list[Section]:
    """The rates of all, and those of the stages."""
    n_articles, rounds = QUICK if quick else FULL
    articles, warm = make_articles(n_articles, SEED), make_articles(WARM_ARTICLES, SEED + 1)
    words, texts = count_words(articles), read_texts(articles)
    loaded = pipeline.load(time.perf_counter)
    nlp, shipped = find_parser(loaded), load_shipped()
    parse(shipped, read_texts(warm))
    warm_up(loaded, warm)
    stages: list[dict[str, float]] = []
    busy: list[float] = []
    alone: dict[str, Callable[[Sequence[Article]], float]] = {
        SHIPPED: lambda part: parse(shipped, read_texts(part)),
        PARSE: lambda part: parse(nlp, read_texts(part)),
        PIPELINE: lambda part: enrich(loaded, part, stages[-1]),
    }
    whole: dict[str, Callable[[], float]] = {
        PARSES: lambda: parse_twice(nlp, texts) / 2,
        ONE: lambda: serve(1, articles, warm),
        TWO: lambda: serve(2, articles, warm),
    }
    rates: dict[str, list[float]] = {name: [] for name in AGAINST}
    for number in range(rounds):
        stages.append(dict.fromkeys((*STAGES, PIPELINE), 0.0))
        seconds = take_turns(alone, articles)
        busy.append(count_busy(nlp, read_texts(articles[:PART_ARTICLES])))
        seconds |= {name: whole[name]() for name in (whole if number % 2 == 0 else reversed(whole))}
        for name, spent in seconds.items():
            rates[name].append(words / spent)
    note = f"{n_articles} articles of {words:,} words (texts and titles), {rounds} rounds."
    return [
        Section(title="Throughput", note=note, figures=(*tell_rates(rates), tell_busy(busy))),
        tell_stages(stages, articles),
    ]


def take_turns(
    steps: Mapping[str, Callable[[Sequence[Article]], float]], articles: Sequence[Article]
) -> dict[str, float]:
    """The seconds of each step for all articles, which every step gets a few at a time, each first in its turn.

    A shared machine may be a tenth slower for some seconds: so that is in all of them.
    """
    seconds = dict.fromkeys(steps, 0.0)
    names = deque(steps)
    for start in range(0, len(articles), PART_ARTICLES):
        for name in names:
            seconds[name] += steps[name](articles[start : start + PART_ARTICLES])
        names.rotate()
    return seconds


def tell_rates(rates: dict[str, list[float]]) -> list[Figure]:
    """Each rate, with its ratio to that which it builds on."""
    figures = [
        compare(name, "words/s", rates[name], rates[against], against, AIMS.get(name))
        for name, against in AGAINST.items()
    ]
    aim = AIMS[PIPELINE]
    return [*figures, compare(PIPELINE_SHIPPED, "words/s", rates[PIPELINE], rates[SHIPPED], SHIPPED, aim)]


def tell_busy(busy: list[float]) -> Figure:
    """How many cores the bare parse takes, so that its words a second are known to be those of one core, or not."""
    return Figure(name="cores that one bare parse keeps busy", unit="cores", samples=tuple(busy))


def tell_stages(rounds: list[dict[str, float]], articles: Sequence[Article]) -> Section:
    """Each stage's rate over the texts, and its share of the time of `pipeline.enrich`."""
    words = sum(len(article.text.split()) for article in articles)
    whole = [each[PIPELINE] for each in rounds]
    figures = []
    for name in STAGES:
        # What rounds to nothing at a tenth of a millisecond an article took less than one.
        seconds = [max(each[name], 1e-4) for each in rounds]
        shares = tuple(part / all_ for part, all_ in zip(seconds, whole, strict=True))
        figures.append(
            Figure(
                name=name,
                unit="words/s",
                samples=tuple(words / spent for spent in seconds),
                ratios=shares,
                against=f"the time of {PIPELINE}",
            )
        )
    note = (
        "By the stages' own reports on the texts; the rest of the pipeline's time are titles and the making of models."
    )
    return Section(title="Stages", note=note, figures=tuple(figures))


def find_parser(loaded: Pipeline) -> "Language":
    """The spaCy pipeline of the parse stage, with just the pipes that it has there."""
    from spacy.language import Language

    annotate = next(stage.annotate for stage in loaded.stages if stage.name == "parse")
    for argument in getattr(annotate, "args", ()):
        if isinstance(argument, Language):
            return argument
    raise TypeError("the parse stage holds no spaCy pipeline")


def warm_up(loaded: Pipeline, articles: Sequence[Article]) -> None:
    """Have everything read once, and keep what is loaded from the collector, as the workers' supervisor does."""
    for article in articles:
        pipeline.enrich(loaded, article)
    gc.collect()
    gc.freeze()


def read_texts(articles: Sequence[Article]) -> list[str]:
    """What is parsed of the articles: texts and titles."""
    return [text for article in articles for text in (article.text, article.title) if text]


def load_shipped() -> "Language":
    """The same model as spaCy loads it, with all its pipes and spaCy's own settings."""
    # Here and not above: `workers` is to be imported first, as it says how many threads numpy takes.
    import spacy

    with warnings.catch_warnings():
        # The model is a 3.7 under spaCy 3.8, which says so.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(MODEL)


def parse(nlp: "Language", texts: Sequence[str]) -> float:
    """Seconds that the bare parse of all texts takes."""
    began = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - began


def count_busy(nlp: "Language", texts: Sequence[str]) -> float:
    """How many cores the bare parse keeps busy."""
    used = time.process_time()
    seconds = parse(nlp, texts)
    return (time.process_time() - used) / seconds


def parse_twice(nlp: "Language", texts: Sequence[str]) -> float:
    """Seconds until two processes, each of which parses all texts at the same time, are both done."""
    context = multiprocessing.get_context("fork")
    together = context.Barrier(3, timeout=LIMIT_SECONDS)
    processes = [context.Process(target=_parse_between, args=(together, nlp, texts)) for _ in range(2)]
    for process in processes:
        process.start()
    together.wait()
    began = time.perf_counter()
    together.wait()
    seconds = time.perf_counter() - began
    for process in processes:
        process.join()
    return seconds


def _parse_between(together: Barrier, nlp: "Language", texts: Sequence[str]) -> None:
    together.wait()
    parse(nlp, texts)
    together.wait()


def enrich(loaded: Pipeline, articles: Sequence[Article], spent: dict[str, float]) -> float:
    """Seconds that the pipeline takes for all articles; adds them and those of each stage to what is `spent`."""
    began = time.perf_counter()
    enriched = [pipeline.enrich(loaded, article) for article in articles]
    seconds = time.perf_counter() - began
    spent[PIPELINE] += seconds
    for name in STAGES:
        spent[name] += sum(each.stages[name].milliseconds or 0 for each in enriched) / 1000
    return seconds


def serve(workers: int, articles: Sequence[Article], warm: Sequence[Article]) -> float:
    """Seconds from the first post of the articles to the last commit, in a service of its own."""
    with run_service(workers, warm) as service:
        return push(service, "bench", articles)


if __name__ == "__main__":
    sys.exit(run(measure, __doc__))
