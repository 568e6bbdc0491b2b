"""What a worker process holds: wired once, before its first job."""

from dataclasses import dataclass, field

from redis import Redis

from dateline.ledger import Ledger
from dateline.settings import Settings
from workers.deadline import Deadline
from workers.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Process:
    """Redis, models and settings of this process."""

    settings: Settings
    client: "Redis"
    pipeline: Pipeline
    deadline: Deadline
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
