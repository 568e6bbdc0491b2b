"""The engine of a Ray cluster: Ray Data spreads the blocks over its nodes and tries again what a lost one had.

Blocks travel to the nodes and parts back, so the nodes need no files of the driver; each needs the same Dateline.
A dataset of Ray Data is finite and its inputs are in Ray's memory, so blocks go round by round.  Tasks run in
processes that Ray keeps from one round to the next: each loads the models once, and is replaced after its share.
"""

import faulthandler
import logging
import os
import pickle
import secrets
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from itertools import chain
from tempfile import TemporaryDirectory
from typing import Any

from dateline import __version__
from dateline.bulk.blocks import Block
from dateline.bulk.formats import Format
from dateline.bulk.work import TRIES, Part, enrich_block
from dateline.errors import Setup
from workers import pipeline

# A round ends at either; at its end processes wait for the last block, one in so many at worst.
BLOCKS_PER_PROCESS = 64
MAX_ROUND_BYTES = 512_000_000
# Inputs that a process takes before a new one has its place: spaCy keeps each word that it has ever met.  The new one
# loads the models again, which takes as long as some hundred articles.
SHARE = 10_000
# Of a cluster made here: what is waiting, and parts that are not written yet; Ray moves more of it to the disk.
STORE_BYTES = 256_000_000
# A node that does not answer within this is not waited for; starting a process there takes seconds.
NODE_SECONDS = 120.0
CONNECT_SECONDS = 10.0
_CLIENT = "ray://"
# No item of a block in particular (`enrich_block`).
_BLOCK = -1
Load = Callable[[Callable[[], float]], pipeline.Pipeline]


def require() -> None:
    """Raises Setup where Ray Data is not installed."""
    if find_spec("ray") is None or find_spec("pyarrow") is None:
        raise Setup("--engine ray: needs Ray Data: pip install 'dateline[ray]'")


def run_ray(
    blocks: Iterable[Block], form: Format, jobs: int, *, address: str | None, deadline_seconds: float = 120.0
) -> Iterator[Part]:
    """Enrich `blocks` (`work.Engine`) on the cluster at `address`; None makes one of this machine for the time.

    `jobs` 0 is one process for each CPU of the cluster.  One that is at an article for too long ends itself.
    Raises Setup where there is no cluster, where a node has no Dateline or another one, and where Ray gives up.
    """
    require()
    versions = find_versions()
    waiting = iter(blocks)
    # Where all is done already no cluster is asked for anything.
    first = next(waiting, None)
    if first is None:
        return
    waiting = chain([first], waiting)
    with _connect(address, jobs):
        check_nodes(versions)
        tries = _start_on_this_node(Tries)
        task = Task(pipeline.load, form, deadline_seconds, versions, tries)
        while some := _take_round(waiting, processes := jobs or _count_cpus()):
            yield from _run_round(some, task, processes)
            tries.clear.remote()


def find_versions() -> str:
    """What must be the same everywhere, in words."""
    return f"Dateline {__version__} with pipeline {pipeline.PIPELINE_VERSION}"


class Tries:
    """At what each try of a block ended its process.  Ray Data itself tries for ever, so somebody has to count."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}
        self._deaths: Counter[tuple[int, int]] = Counter()
        self._loads: Counter[int] = Counter()

    def load(self, block: int) -> int:
        """Begin to load the pipeline for a block; how often that was begun and did not come to its end."""
        self._loads[block] += 1
        return self._loads[block] - 1

    def begin(self, block: int) -> list[int]:
        """Begin a try of a block; the items that ended TRIES of them, _BLOCK where those were at none."""
        self._loads.pop(block, None)
        if (item := self._at.get(block)) is not None:
            self._deaths[block, item] += 1
        self._at[block] = _BLOCK
        return [item for (number, item), n in self._deaths.items() if number == block and n >= TRIES]

    def note(self, block: int, item: int) -> None:
        """Note the item that is at work now; _BLOCK for none any more."""
        self._at[block] = item

    def end(self, block: int) -> None:
        """Note that the try has made its part; if that is lost with its node, it was not the block's fault."""
        self._at.pop(block, None)

    def clear(self) -> None:
        """Forget all: what was begun has been done."""
        self._at.clear()
        self._deaths.clear()


@dataclass(frozen=True)
class Task:
    """What is done with each block; it is sent to the nodes."""

    load: Load
    form: Format
    deadline_seconds: float
    versions: str
    # The handle of an actor of `Tries`; Ray's own type for it does not know what its calls give.
    tries: Any

    def __call__(self, row: dict[str, Any]) -> dict[str, bytes]:
        """The row of a block becomes that of its part, or of why there is none."""
        # Ray pickles what it sends as it is; Arrow takes no path that is no utf-8.
        return {"made": pickle.dumps(self._make(pickle.loads(row["block"])))}  # noqa: S301  # from this run's driver

    def _make(self, block: Block) -> Part | str:
        """The part of the block, or in words why this node makes none."""
        # A node may have come after the others were asked.
        if (found := find_versions()) != self.versions:
            return f"has {found}, not {self.versions}"
        import ray

        number = block.number
        if ray.get(self.tries.load.remote(number)) >= TRIES:
            return f"ended {TRIES} processes that loaded the pipeline: too little memory?"
        try:
            loaded = _load_once(self.load)
        except Exception as error:
            # It is the node's, not the block's: models that are not there, most likely.
            return f"cannot load the pipeline: {type(error).__name__}: {error}"
        for item in ray.get(self.tries.begin.remote(number)):
            block = block.refuse(f"it ended its worker {TRIES} times", None if item == _BLOCK else item)
        part = enrich_block(loaded, block, self.form, partial(self._watch, number))
        ray.get(self.tries.end.remote(number))
        return part

    def _watch(self, block: int, item: int) -> None:
        """Have this process end where an item takes too long; to Ray that is a crash."""
        import ray

        ray.get(self.tries.note.remote(block, item))
        if item == _BLOCK:
            faulthandler.cancel_dump_traceback_later()
        else:
            faulthandler.dump_traceback_later(self.deadline_seconds, exit=True)


@cache
def _load_once(load: Load) -> pipeline.Pipeline:
    return load(time.perf_counter)


def _take_round(blocks: Iterator[Block], processes: int) -> list[dict[str, Any]]:
    """The next blocks, as the rows of a dataset; none at the end."""
    rows: list[dict[str, Any]] = []
    size = 0
    while len(rows) < BLOCKS_PER_PROCESS * processes and size < MAX_ROUND_BYTES:
        block = next(blocks, None)
        if block is None:
            break
        rows.append({"block": pickle.dumps(block), "inputs": len(block.items)})
        size += len(rows[-1]["block"])
    return rows


def _run_round(rows: list[dict[str, Any]], task: Task, processes: int) -> Iterator[Part]:
    import ray.data

    blocks_per_share = max(1, SHARE // max(row["inputs"] for row in rows))
    data = ray.data.from_items(rows, override_num_blocks=len(rows))
    # Ray has them by now.
    rows.clear()
    pool = ray.data.TaskPoolStrategy(size=processes)
    made = data.map(task, compute=pool, num_cpus=1, max_calls=blocks_per_share)
    try:
        with closing(iter(made.iter_rows())) as results:  # type: ignore[type-var]  # it gives a generator
            for result in results:
                part: Part | str = pickle.loads(result["made"])  # noqa: S301  # from the task above
                if isinstance(part, str):
                    raise Setup(f"--engine ray: a node of the cluster {part}")
                yield part
    except ray.exceptions.RayError as error:
        raise Setup(f"--engine ray: Ray gave up: {_shorten(error)}") from error


def _count_cpus() -> int:
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]


def _start_on_this_node(kind: Any) -> Any:
    """An actor that lives where the driver does, so no other node takes it along."""
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    return ray.remote(kind).options(num_cpus=0, scheduling_strategy=here).remote()


def check_nodes(versions: str) -> None:
    """Raises Setup where a node has other versions than these, or no Dateline."""
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    ask = ray.remote(num_cpus=0)(find_versions)
    names = {}
    for node in ray.nodes():  # type: ignore[no-untyped-call]
        if node["Alive"]:
            there = NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
            names[ask.options(scheduling_strategy=there).remote()] = node["NodeManagerAddress"]
    answered, _ = ray.wait(list(names), num_returns=len(names), timeout=NODE_SECONDS)
    for answer in answered:
        try:
            found = ray.get(answer)
        except (ray.exceptions.NodeDiedError, ray.exceptions.TaskUnschedulableError):
            # It has left since; the others go on.
            continue
        except (ray.exceptions.RayError, RuntimeError) as error:
            raise Setup(f"--engine ray: node {names[answer]} has no Dateline: {_shorten(error)}") from error
        if found != versions:
            raise Setup(f"--engine ray: node {names[answer]} has {found}, not {versions}")


def _shorten(error: Exception) -> str:
    """The last line that says something: Ray's messages hold whole tracebacks."""
    return next((line.strip() for line in reversed(str(error).splitlines()) if line.strip()), type(error).__name__)


@contextmanager
def _connect(address: str | None, jobs: int) -> Iterator[None]:
    """A connection to the cluster.  What Ray says meanwhile goes to standard error: the other may be the output."""
    if address is not None and address.startswith(_CLIENT):
        raise Setup(
            "--address: Ray Data does not work through the Ray Client (ray://): run this on a node of the cluster, with"
            " --address auto, or have `ray job submit` do so"
        )
    with TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder, redirect_stdout(sys.stderr):
        own = _describe_own(jobs, folder) if address is None else {}
        import ray
        import ray.data

        try:
            _knock(address)
            ray.init(address or "local", log_to_driver=False, logging_level=logging.ERROR, **own)
        except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
            raise Setup(f"--address: no Ray cluster at {address or 'this machine'}: {_shorten(error)}") from error
        _silence()
        try:
            yield
        finally:
            ray.shutdown()


def _knock(address: str | None) -> None:
    """Raises OSError where nobody listens at HOST:PORT: Ray itself would try for many minutes."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS).close()


def _describe_own(jobs: int, folder: str) -> dict[str, Any]:
    """A cluster of this machine alone, that nobody else reaches and that leaves nothing behind."""
    # Where not told otherwise, Ray reports a cluster to its makers, writes a new token into the home folder and listens
    # on every address.  The last has the name of the systems where it is not so.  Ray reads it at its import.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    return {
        "num_cpus": jobs or len(os.sched_getaffinity(0)),
        "object_store_memory": STORE_BYTES,
        "include_dashboard": False,
        "_temp_dir": folder,
    }


def _silence() -> None:
    """Keep Ray Data from showing its own progress: ours is shown."""
    from ray.data import DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
