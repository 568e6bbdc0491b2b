"""How the word tables of this package are written: words and phrases as text."""

import itertools
from collections.abc import Iterable


def words(*lines: str) -> frozenset[str]:
    """The words of `lines`, split at white space."""
    return frozenset(itertools.chain.from_iterable(line.split() for line in lines))


def phrases(lines: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Each of `lines` as a tuple of words."""
    return frozenset(tuple(line.split()) for line in lines)
