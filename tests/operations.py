"""Operations instead of seconds: how many calls some work makes, the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType

# Twice the input may take a little more than twice the calls (lists that grow); four times would be quadratic.
LINEAR = 2.6


def count_calls(work: Callable[[], object]) -> int:
    """The number of calls of functions, in Python and in C, that `work` makes."""
    calls = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Does twice the size take about twice the calls?  What is made once (caches) is made before."""
    work(size)
    return count_calls(lambda: work(2 * size)) < LINEAR * count_calls(lambda: work(size))
