"""A job's deadline, watched from outside: RQ's timeout is a signal, which C code does not see."""

import mmap
import struct
import time
from types import TracebackType

_FORMAT = struct.Struct("d")


class Deadline:
    """A slot of shared memory that holds since when (monotonic seconds) a worker is at its job, or 0.

    Made before the fork: the worker enters it around each job, its supervisor reads it.  Memory that is
    shared survives whatever the worker does, and needs no system call on the way.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _FORMAT.size)

    def __enter__(self) -> None:
        _FORMAT.pack_into(self._memory, 0, time.monotonic())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def clear(self) -> None:
        """No job is at work; also said for a worker that died in one."""
        _FORMAT.pack_into(self._memory, 0, 0.0)

    def elapsed_seconds(self) -> float:
        """How long the present job has been at work; 0 where there is none."""
        (since,) = _FORMAT.unpack_from(self._memory, 0)
        return time.monotonic() - since if since else 0.0
