"""The ten functions in which the pipeline spends most time, by their own time: `python -m bench.hotspots [--quick]`.

The profiler slows short Python functions down more than long ones and sees compiled code only where Python calls it;
what it calls from compiled code counts as that call's.  So these are shares to look at, not a measurement.
"""

import cProfile
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from heapq import nlargest
from operator import itemgetter
from pathlib import PurePath

from bench.command import run
from bench.figures import Figure, Section
from bench.service import count_words, make_articles
from bench.throughput import WARM_ARTICLES, warm_up
from workers import pipeline

# Articles.
FULL, QUICK = 60, 12
SHOWN, SEED = 10, 1
# What the profiler calls functions that are compiled.
COMPILED = "~"
ALL = "all profiled time"

Function = tuple[str, int, str]


def measure(quick: bool) -> list[Section]:
    """Profile the pipeline over some articles."""
    n_articles = QUICK if quick else FULL
    articles = make_articles(n_articles, SEED)
    loaded = pipeline.load(time.perf_counter)
    warm_up(loaded, make_articles(WARM_ARTICLES, SEED + 1))
    profiler = cProfile.Profile()
    with profiler:
        for article in articles:
            pipeline.enrich(loaded, article)
    stats: Mapping[Function, tuple[int, int, float, float, object]] = vars(pstats.Stats(profiler))["stats"]
    own = sum_own({function: seconds for function, (_, _, seconds, *_) in stats.items()}, sys.path)
    return [tell(own, count_words(articles), n_articles)]


def tell(own: Mapping[str, float], words: int, n_articles: int) -> Section:
    """The costliest, each with its share of all."""
    whole = sum(own.values())
    figures = tuple(
        Figure(
            name=name,
            unit="s per 100,000 words",
            samples=(seconds * 100_000 / words,),
            ratios=(seconds / whole,),
            against=ALL,
        )
        for name, seconds in nlargest(SHOWN, own.items(), key=itemgetter(1))
    )
    note = f"Own time of functions under the profiler, which slows all down; {n_articles} articles of {words:,} words."
    return Section(title="The ten costliest functions", note=note, figures=figures)


def sum_own(seconds: Mapping[Function, float], roots: list[str]) -> dict[str, float]:
    """Own seconds by module and name, without the paths of this machine."""
    summed: dict[str, float] = defaultdict(float)
    for function, spent in seconds.items():
        summed[name_function(function, roots)] += spent
    return dict(summed)


def name_function(function: Function, roots: list[str]) -> str:
    """`package.module:name`; what is compiled goes by the profiler's own name."""
    file, _, name = function
    if file == COMPILED:
        return name.strip("<>")
    path = PurePath(file)
    above = [PurePath(root) for root in roots if root and path.is_relative_to(root)]
    known = path if not path.is_absolute() else PurePath(path.name)
    inner = path.relative_to(max(above, key=lambda root: len(root.parts))) if above else known
    module = ".".join(inner.with_suffix("").parts).removesuffix(".__init__")
    return f"{module}:{name}"


if __name__ == "__main__":
    sys.exit(run(measure, __doc__))
