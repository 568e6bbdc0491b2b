"""The workers as they are, with what the faults need: `python -m tests.faults.worker`.

A text may hold a word that ends or stops its worker in C code, where no signal handler of Python's runs; and
FAULT_CLOCK_SECONDS sets this process's clock apart from Redis's.
"""

import ctypes
import datetime as dt
import os
import signal
import time
from importlib import import_module

from workers import __main__ as entry
from workers import pipeline
from workers.document import Document, Stage

SEGFAULT = "Segfaultville"
HANG = "Hangborough"


def poison(doc: Document) -> Document:
    """The document as it is, if the process lives to say so."""
    if SEGFAULT in doc.text:
        ctypes.string_at(0)
    if HANG in doc.text:
        # No signal cuts short what computes; and PyDLL keeps the interpreter's lock: no thread of this process runs.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        ctypes.PyDLL(None).sleep(3600)
    return doc


def set_clock(seconds: float) -> None:
    """Have this process read a clock that is `seconds` ahead; RQ reads the same functions."""
    real = time.time
    time.time = lambda: real() + seconds
    for module in ("rq.job", "rq.worker.base", "rq.queue", "rq.registry", "rq.utils"):
        found = import_module(module)
        if hasattr(found, "now"):
            setattr(found, "now", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds))  # noqa: B010


if __name__ == "__main__":
    set_clock(float(os.environ.get("FAULT_CLOCK_SECONDS", "0")))
    load = pipeline.load
    stage = Stage("poison", "quantities", frozenset(), poison)
    pipeline.load = lambda clock: pipeline.Pipeline((stage, *load(clock).stages), clock)
    # Shares end, and fresh forks come, among all that happens in a test.
    entry.SHARE = 20
    entry.main()
