"""Made-up articles in bulk, by two processes of this machine and by a Ray cluster of two nodes with one CPU each.

    python -m bench.cluster [--count 400] [--block 10]

One line an engine: articles a second from the command to the end, models and all, and from the first part on.
"""

import argparse
import json
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench.generate import generate
from dateline.bulk.blocks import cut
from dateline.bulk.local import run_local
from dateline.bulk.ray import require, run_ray
from dateline.bulk.work import Engine, Part

PROCESSES = 2


def main() -> None:
    """Measure both and say whether they found the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=400, help="articles")
    parser.add_argument("--block", type=int, default=10, help="articles in a block")
    given = parser.parse_args()
    require()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(f"{one.model_dump_json()}\n" for one in generate(given.count, 1)), encoding="utf-8")
        local = measure("local", run_local, path, given.block)
        with run_nodes(folder) as address:
            nodes = measure("ray", partial(run_ray, address=address), path, given.block)
    print("the same found by both:", "yes" if local == nodes else "NO")


def measure(name: str, engine: Engine, path: Path, articles: int) -> list[Any]:
    """Run the engine over the file and say how fast it was; what it found, without the times in it."""
    began, parts, first = time.monotonic(), [], 0.0
    for part in engine(cut([str(path)], articles), "jsonl", PROCESSES):
        first = first or time.monotonic()
        parts.append(part)
    end = time.monotonic()
    done = sum(part.articles for part in parts)
    size = sum(len(part.data) for part in parts)
    print(
        f"{name}: {done} articles in {end - began:.1f} s, {done / (end - began):.1f}/s; from the first part on"
        f" {(done - parts[0].articles) / (end - first):.1f}/s; {size / done / 1000:.1f} kB an article"
    )
    return [_strip(line) for part in sorted(parts, key=_number) for line in part.data.splitlines()]


def _number(part: Part) -> int:
    return part.number


def _strip(line: bytes) -> Any:
    article = json.loads(line)
    for stage in article["stages"].values():
        stage.pop("milliseconds", None)
    return article


@contextmanager
def run_nodes(folder: str) -> Iterator[str]:
    """The address of a cluster of two nodes of one CPU each, of this machine and for the time."""
    # Before Ray is imported: only this machine reaches it, and nobody hears of it.
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
    os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    from ray.cluster_utils import Cluster

    node: dict[str, Any] = {"num_cpus": 1, "include_dashboard": False, "node_ip_address": "127.0.0.1"}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "temp_dir": f"{folder}/ray"})
    try:
        for _ in range(PROCESSES - 1):
            cluster.add_node(**node)
        yield str(cluster.address)
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
