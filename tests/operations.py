"""Operations instead of seconds: how many calls or lines some work takes, the same on every machine."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

# Twice the input may take a little more than twice the calls (lists that grow); four times would be quadratic.
LINEAR = 2.6
# A function that runs fewer lines than this for the double input is left alone: small counts jump.
FEW_LINES = 500
ROOT = str(Path(__file__).parent.parent)
OURS = tuple(f"{ROOT}/{folder}/" for folder in ("bench", "dateline", "services", "workers"))


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


def count_lines(work: Callable[[], object]) -> Counter[str]:
    """How many lines each of our functions runs while `work` is done, each turn of a loop or comprehension anew."""
    lines: Counter[str] = Counter()
    names: dict[object, str] = {}

    def enter(frame: FrameType, _event: str, _argument: object) -> Any:
        code = frame.f_code
        if code not in names:
            ours = code.co_filename.startswith(OURS)
            names[code] = f"{code.co_filename[len(ROOT) + 1 :]}:{code.co_qualname}" if ours else ""
        name = names[code]
        if not name:
            return None

        def note(_frame: FrameType, event: str, _argument: object) -> Any:
            if event == "line":
                lines[name] += 1
            return note

        return note

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def find_steep(work: Callable[[int], Callable[[], object]], size: int) -> dict[str, list[int]]:
    """The functions whose lines grow faster than the input, with their counts; `work` makes the work of a size.

    Both steps must be too large, from `size` to its double and on to four times it: one alone may be a threshold.
    """
    counts: list[Counter[str]] = []
    steep: dict[str, list[int]] = {}
    for times in (1, 2, 4):
        step = work(times * size)
        step()  # what is made once is made before
        counts.append(count_lines(step))
        if times > 1:
            before, now = counts[-2:]
            many = {name for name, lines in now.items() if lines > FEW_LINES and lines > LINEAR * before[name]}
            steep = {name: [lines[name] for lines in counts] for name in many if times == 2 or name in steep}
            if not steep:
                break
    return steep
