"""The engine of one machine: processes forked after the models are loaded once.

A process that dies, whatever ends it, is replaced, and its block is tried again.  What was at work when the last try
died is refused, not all of its block.
"""

import gc
import mmap
import multiprocessing
import os
import signal
import struct
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from dateline.bulk.blocks import Block
from dateline.bulk.formats import Format
from dateline.bulk.work import TRIES, Part, enrich_block
from dateline.process import die_with_parent
from workers import pipeline

_FORK = multiprocessing.get_context("fork")
POLL_SECONDS = 1.0
_MARK = struct.Struct("qd")
# No item: the block as such is at work.
_BLOCK = -1
# Inputs that a process takes before a fresh fork has its place: spaCy keeps each word that it has ever met.
SHARE = 2_000


def run_local(blocks: Iterable[Block], form: Format, jobs: int, *, deadline_seconds: float = 120.0) -> Iterator[Part]:
    """Enrich `blocks` by `jobs` processes (`work.Engine`); one that is at an article for too long is killed."""
    blocks = iter(blocks)
    # Where all is done already no model is loaded.
    first = next(blocks, None)
    if first is None:
        return
    loaded = pipeline.load(time.perf_counter)
    gc.collect()
    # What was loaded so far is shared by all forks; keep the collector from writing to its pages.
    gc.freeze()
    crew = _Crew(loaded, form, jobs, deadline_seconds)
    try:
        yield from crew.run(chain([first], blocks))
    finally:
        crew.stop()
        gc.unfreeze()


class _Hand:
    """One process, the pipe to it, its block, and a mark in shared memory: the item it is at, and since when."""

    def __init__(self, loaded: pipeline.Pipeline, form: Format) -> None:
        self._memory = mmap.mmap(-1, _MARK.size)
        self.block: Block | None = None
        self.done = 0
        self.pipe, far = _FORK.Pipe()
        self.process: BaseProcess = _FORK.Process(target=self._work, args=(loaded, form, far, os.getpid()))
        self.mark(_BLOCK)
        self.process.start()
        far.close()

    def mark(self, item: int) -> None:
        _MARK.pack_into(self._memory, 0, item, time.monotonic())

    def read_mark(self) -> tuple[int, float]:
        """The item at work, and for how many seconds it has been."""
        item, since = _MARK.unpack_from(self._memory, 0)
        return item, time.monotonic() - since

    def give(self, block: Block) -> None:
        self.block = block
        self.mark(_BLOCK)
        try:
            self.pipe.send(block)
        except (BrokenPipeError, ConnectionResetError):
            # It has died; that is seen when its pipe is read.
            return

    def take(self) -> Part | None:
        """What it has made; None where it has died."""
        try:
            part: Part = self.pipe.recv()
        except (EOFError, OSError):
            # The latter where it died within what it sent.
            return None
        self.block = None
        self.done += part.articles + len(part.refused)
        return part

    def end(self) -> str:
        """Be rid of it; what ended it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        code = self.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"code {code}"

    def _work(self, loaded: pipeline.Pipeline, form: Format, pipe: Connection, parent: int) -> None:
        die_with_parent(parent)
        # Ctrl-C reaches the whole group; the parent alone answers it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.pipe.close()
        # Its end is that of the parent, which may be seen here before this process is killed.
        with suppress(EOFError, BrokenPipeError, ConnectionResetError):
            while True:
                pipe.send(enrich_block(loaded, pipe.recv(), form, self.mark))


class _Crew:
    def __init__(self, loaded: pipeline.Pipeline, form: Format, jobs: int, deadline_seconds: float) -> None:
        self._loaded, self._form, self._jobs, self._deadline_seconds = loaded, form, jobs, deadline_seconds
        self._hands: list[_Hand] = []
        self._again: deque[Block] = deque()
        self._deaths: Counter[tuple[int, int]] = Counter()
        self._overdue: set[_Hand] = set()

    def run(self, blocks: Iterator[Block]) -> Iterator[Part]:
        while True:
            self._hand_out(blocks)
            busy = {hand.pipe: hand for hand in self._hands if hand.block is not None}
            if not busy:
                return
            for pipe in wait(list(busy), POLL_SECONDS):
                hand = busy[pipe]  # type: ignore[index]  # it gives back what it was given
                if part := hand.take():
                    yield part
                else:
                    self._bury(hand)
            self._check_deadlines()

    def stop(self) -> None:
        for hand in self._hands:
            hand.end()

    def _hand_out(self, blocks: Iterator[Block]) -> None:
        """A block to each that has none; a new process only where there is a block for it."""
        for tired in [hand for hand in self._hands if hand.block is None and hand.done >= SHARE]:
            self._hands.remove(tired)
            tired.end()
        idle = [hand for hand in self._hands if hand.block is None]
        while idle or len(self._hands) < self._jobs:
            block = self._again.popleft() if self._again else next(blocks, None)
            if block is None:
                return
            if not idle:
                idle.append(_Hand(self._loaded, self._form))
                self._hands.append(idle[-1])
            idle.pop().give(block)

    def _bury(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        block, (item, _) = hand.block, hand.read_mark()
        how = hand.end()
        if hand in self._overdue:
            self._overdue.discard(hand)
            how = f"it took longer than {self._deadline_seconds:.0f} s"
        if block is None:
            return
        self._deaths[block.number, item] += 1
        if self._deaths[block.number, item] >= TRIES:
            block = block.refuse(f"it ended its worker {TRIES} times ({how})", None if item == _BLOCK else item)
        self._again.append(block)

    def _check_deadlines(self) -> None:
        for hand in self._hands:
            item, seconds = hand.read_mark()
            if hand.block is not None and item != _BLOCK and seconds > self._deadline_seconds:
                self._overdue.add(hand)
                hand.process.kill()
