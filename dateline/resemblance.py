"""Near-duplicate texts: a small sketch of each, and what two sketches tell about how much their texts share.

A text is the set of its shingles (runs of SHINGLE_WORDS words, without case and marks).  Its sketch keeps the
SKETCH_SIZE smallest hashes of that set.  Below the nearer of two sketches' ends both are complete, so what they
share there estimates how much of the one text stands in the other.  One hash a shingle and no matrix of
permutations: it needs the standard library alone, and is exact for texts of up to some 200 words.
"""

import base64
import heapq
import struct
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from dateline.names import split_words

# Raised with every change that gives a text another sketch; sketches of two versions are never alike.
VERSION = "1"
SHINGLE_WORDS = 5
SKETCH_SIZE = 192
# Papers cut wire copy from its end, so the head of a very long text is what tells.
MAX_WORDS = 2_000
# `python -m bench.resemblance` prints what made-up copies and articles of one event share; docs/stories.md has it.
LEAST_SHARED = 0.45
# Fewer hashes than this in the common range say nothing; then only equal sketches are alike.
LEAST_COMPARED = 12
_HASH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of a text's shingles, and the number below which none is missing."""

    hashes: frozenset[int]
    end: int


def sketch(text: str) -> str:
    """The sketch of `text` as it is stored: a version, a mark, and the hashes in base64; 1.1 kB at most."""
    words = split_words(text)[:MAX_WORDS]
    width = min(SHINGLE_WORDS, len(words))
    shingles = {" ".join(words[i : i + width]) for i in range(len(words) - width + 1)} - {""}
    hashes = {int.from_bytes(blake2b(s.encode(), digest_size=_HASH_BYTES).digest(), "little") for s in shingles}
    smallest = heapq.nsmallest(SKETCH_SIZE, hashes)
    packed = base64.b64encode(struct.pack(f"<{len(smallest)}I", *smallest)).decode()
    return f"{VERSION}{'=' if len(hashes) == len(smallest) else '<'}{packed}"


def resemble(one: str, other: str) -> bool:
    """Are the texts of two sketches copies of one another, edited or cut short perhaps?"""
    if one == other:
        return len(one) > len(VERSION) + 1
    return shared(one, other) >= LEAST_SHARED


def shared(one: str, other: str) -> float:
    """How much of the smaller text stands in the other, by an estimate; 0 where the sketches cannot tell."""
    if not one.startswith(VERSION) or not other.startswith(VERSION):
        return 0.0
    a, b = _read(one), _read(other)
    end = min(a.end, b.end)
    fewer, more = sorted(({h for h in s.hashes if h < end} for s in (a, b)), key=len)
    return len(fewer & more) / len(fewer) if len(fewer) >= LEAST_COMPARED else 0.0


@lru_cache(maxsize=4_096)
def _read(stored: str) -> Sketch:
    data = base64.b64decode(stored[len(VERSION) + 1 :])
    hashes = struct.unpack(f"<{len(data) // _HASH_BYTES}I", data)
    complete = stored[len(VERSION)] == "="
    return Sketch(frozenset(hashes), 1 << 8 * _HASH_BYTES if complete else hashes[-1] + 1)
