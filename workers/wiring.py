"""What a worker process holds: wired once, before its first job."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from redis import Redis

from dateline.ledger import Ledger
from dateline.presence import Work
from dateline.settings import Settings
from dateline.tracing import Tracer
from workers.deadline import Deadline
from workers.document import MissingParse
from workers.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Process:
    """Redis, models and settings of this process; its name, and what it shows of its work."""

    settings: Settings
    client: "Redis"
    pipeline: Pipeline
    deadline: Deadline
    name: str = ""
    work: Work = field(default_factory=Work)
    tracer: Tracer = field(default_factory=Tracer)
    _ledgers: dict[str, Ledger] = field(default_factory=dict)

    def ledger(self, collection: str) -> Ledger:
        """The ledger of a collection; its scripts are registered once."""
        if collection not in self._ledgers:
            self._ledgers[collection] = Ledger(self.client, collection, self.settings)
        return self._ledgers[collection]


_wired: list[Process] = []


def wire(process: Process) -> None:
    """Make `process` what the jobs of this process use."""
    _wired[:] = [process]


def current() -> Process:
    """What was wired.  RQ calls a function by name and with plain values, so this is where a job finds the rest."""
    if not _wired:
        raise RuntimeError("no process is wired; workers.wiring.wire comes before the first job")
    return _wired[0]


@contextmanager
def watch_stage(work: Work, tracer: Tracer, stage: str) -> Iterator[None]:
    """What `Pipeline.watch` takes, without its first two: shows the stage, and records its span."""
    # A stage that lacks the parse is skipped, which is no failure.
    with work.in_stage(stage), tracer.span(f"stage {stage}", expected=(MissingParse,)):
        yield
