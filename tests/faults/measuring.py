"""How much memory a worker needs for a text: `python -m tests.faults.measuring`, with an object of texts as its input.

As under the supervisor, the models are loaded once, and each text has a process that was forked since.  Prints an
object: name of the text -> `faults` of what was made of it, and `megabytes`, the most that its process held.
"""

import gc
import json
import multiprocessing
import sys
import time
from pathlib import Path

from tests.faults.hostile import enrich_text, faults
from workers import pipeline

# One a core of the smallest machine that is meant.
AT_ONCE = 2


def measure(named: tuple[str, str]) -> tuple[str, dict[str, object]]:
    """Enrich one text; its name, and what is printed of it."""
    name, text = named
    found = list(faults(enrich_text(loaded, text)))
    # What getrusage tells begins with the memory of the process that started this one.
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return name, {"faults": found, "megabytes": int(peak.split()[1]) // 1024}


if __name__ == "__main__":
    loaded = pipeline.load(time.perf_counter)
    texts = json.load(sys.stdin)
    gc.collect()
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(AT_ONCE, maxtasksperchild=1) as pool:
        print(json.dumps(dict(pool.imap_unordered(measure, texts.items(), chunksize=1))))  # noqa: T201
