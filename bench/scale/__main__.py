"""What 1,000, 100,000 and 10 million articles a day need: `python -m bench.scale [--costs FILE] [--volume N]`.

The needs are reckoned from what one article was measured to cost; then a day's queue is simulated, article by article,
for days that go as usual and days that do not.  `--measure N --write FILE` takes the costs anew from N articles, of
which this machine's are in `bench.scale.figures`.  Takes some minutes for 10 million; the same seed gives the same.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.scale import checking, figures, measuring
from bench.scale.figures import Costs
from bench.scale.needs import BUSY, KEPT_DAYS, VOLUMES, Needs, find_walls, reckon
from bench.scale.scenarios import AT, FROM, SCENARIOS, Day, Scenario, Seen, describe_rhythm

GIGA, MEGA, KILO = 1e9, 1e6, 1e3
CHART_MINUTES, CHART_WIDTH = 10, 50
REDIS_MEMORY_GB = 64.0
MOST_SERVERS = 64


def main(given: Sequence[str] | None = None) -> int:
    """Measure where asked to, print the tables and the charts."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--measure", type=int, metavar="N", help="measure the costs of N articles here, and print them")
    parser.add_argument("--write", type=Path, metavar="FILE", help="with --measure: write them to a file, too")
    parser.add_argument("--costs", type=Path, metavar="FILE", help="reckon with the costs of this file")
    parser.add_argument("--volume", type=float, default=VOLUMES[-1], help="articles a day that are simulated")
    parser.add_argument("--p99", type=float, default=60.0, help="seconds that 99 of 100 articles are to be done in")
    parser.add_argument("--redis", type=int, help="Redis servers that share the articles; default: as few as keep up")
    parser.add_argument("--redis-memory", type=float, default=REDIS_MEMORY_GB, help="GB that one Redis may hold")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="compare the simulation with a running service")
    arguments = parser.parse_args(given)
    if arguments.check:
        print_check(*checking.check())
        return 0
    if arguments.measure:
        costs = measuring.measure(arguments.measure)
        print(costs.model_dump_json(indent=2))
        if arguments.write:
            arguments.write.write_text(costs.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return 0
    costs = figures.read(arguments.costs)
    print_needs(costs, arguments.redis_memory * GIGA)
    print_days(costs, arguments.volume, arguments.p99, arguments.redis, arguments.seed)
    return 0


def print_needs(costs: Costs, redis_memory: float) -> None:
    """The costs of one article, the needs of each volume, and the walls."""
    print(f"One article ({costs.words:.0f} words, {costs.events:.1f} events), measured on {costs.machine}:")
    for name, value in costs.model_dump().items():
        if name.endswith("_seconds"):
            print(f"  {name.removesuffix('_seconds').replace('_', ' '):<26}{value * KILO:>10.2f} ms of a core")
        elif name.endswith("_bytes") and "_memory" not in name:
            print(f"  {name.removesuffix('_bytes').replace('_', ' '):<26}{value / KILO:>10.1f} kB")
    found = [reckon(costs, volume) for volume in VOLUMES]
    print(f"\n{'articles a day':<44}" + "".join(f"{needs.volume:>14,}" for needs in found))
    for title, values in tell_needs(found):
        print(f"{title:<44}" + "".join(f"{value:>14}" for value in values))
    print(f"\nWalls of one collection (Redis of {redis_memory / GIGA:.0f} GB, cores at most {BUSY:.0%} busy):")
    for wall in find_walls(costs, redis_memory):
        print(f"  {wall.name:<54}{wall.a_day:>14,.0f} a day; moved by {wall.moved_by}")


def tell_needs(found: list[Needs]) -> list[tuple[str, list[str]]]:
    """The lines of the table."""
    rows: list[tuple[str, list[str]]] = [
        ("articles a second in the busiest hour", [f"{n.peak_rate:.2f}" for n in found]),
        (f"workers, {BUSY:.0%} busy in that hour", [f"{n.workers:,}" for n in found]),
        ("memory of the workers, GB", [f"{n.worker_memory / GIGA:,.1f}" for n in found]),
        ("cores: Redis, commits and index", [f"{n.redis_cores:.3f}" for n in found]),
        ("cores: stories", [f"{n.story_cores:.3f}" for n in found]),
        ("cores: API", [f"{n.api_cores:.3f}" for n in found]),
    ]
    for at, days in enumerate(KEPT_DAYS):
        rows += [
            (f"memory of Redis, {days} days kept, GB", [f"{n.memory[at] / GIGA:,.2f}" for n in found]),
            ("  of that the indexes, GB", [f"{n.index[at] / GIGA:,.2f}" for n in found]),
            (f"disk for the log, {days} days kept, GB", [f"{n.disk[at] / GIGA:,.2f}" for n in found]),
            (f"an archive of {days} days, GB", [f"{n.archive[at] / GIGA:,.2f}" for n in found]),
        ]
    return [
        *rows,
        ("network: posts, MB a second", [f"{n.posted_rate / MEGA:.3f}" for n in found]),
        ("network: Redis, MB a second", [f"{n.redis_rate / MEGA:.3f}" for n in found]),
        ("log written, MB a second", [f"{n.log_rate / MEGA:.3f}" for n in found]),
    ]


def print_days(costs: Costs, a_day: float, p99: float, redis: int | None, seed: int) -> None:
    """For each scenario the fewest workers and what is seen with them, with more and with fewer."""
    print(f"\n{a_day:,.0f} articles a day, {describe_rhythm()}; p99 under {p99:.0f} s. Seconds, but for the counts.")
    head = ("Redis", "workers", "p50", "p95", "p99", "longest", "backlog", "drained in", "redone")
    usual = 0
    for name, scenario in SCENARIOS.items():
        print(f"\n{name}\n" + "".join(f"{title:>12}" for title in head))
        found = find_plant(costs, a_day, scenario, p99, redis, seed)
        if found is None:
            print(f"  no number of workers keeps it: {redis} Redis cannot take the commits in time")
            continue
        day, best = found
        usual = usual or best.workers
        for workers in sorted({usual, round(best.workers * 0.95), round(best.workers * 1.2)} - {best.workers}):
            print_seen(day.run(workers), day.redis)
        print_seen(best, day.redis, "fewest")
        print_chart(best)


def find_plant(
    costs: Costs, a_day: float, scenario: Scenario, p99: float, redis: int | None, seed: int
) -> tuple[Day, Seen] | None:
    """The day with the fewest workers that keep the p99, and as few servers of Redis as can, if none are told."""
    for servers in range(redis or 1, (redis or MOST_SERVERS) + 1):
        day = Day(costs, a_day, scenario, seed, servers)
        if best := day.find_workers(p99):
            return day, best
    return None


def print_check(capacity: float, checks: Sequence[checking.Check]) -> None:
    """What was measured, and what is simulated for it."""
    print(f"one worker, {capacity:.1f} articles a second; seconds from POST to enriched, measured / simulated")
    for found in checks:
        pairs = zip(checking.SHARES, found.measured, found.simulated, strict=True)
        cells = "".join(f"   p{share * 100:.0f} {real:.2f} / {made:.2f}" for share, real, made in pairs)
        print(f"  {found.articles} articles at {found.load:.0%} of that, the worker {found.busy:.0%} busy:{cells}")


def print_seen(seen: Seen, servers: int, mark: str = "") -> None:
    """One line of the table."""
    times = "".join(f"{value:>12.1f}" for value in (*seen.latencies, seen.longest))
    print(f"{servers:>12}{seen.workers:>12}{times}{seen.backlog:>12,}{seen.drained:>12.0f}{seen.repeated:>12}  {mark}")


def print_chart(seen: Seen) -> None:
    """The backlog from half an hour before until it is drained, as a line of marks for each ten minutes."""
    until = AT + max(seen.drained + 1_800, 3_600)
    minutes = np.arange(max(FROM, AT - 1_800), until, CHART_MINUTES * 60.0)
    # The most in each stretch, so that no peak falls between two lines.
    fine = seen.outcome.waiting_at(np.arange(minutes[0], until, 60.0))
    backlog = [fine[at : at + CHART_MINUTES].max() for at in range(0, len(fine), CHART_MINUTES)]
    most = max([*backlog, 1.0])
    for second, value in zip(minutes, backlog, strict=False):
        mark = "#" * round(CHART_WIDTH * value / most)
        print(f"  {second // 3600:02.0f}:{second % 3600 // 60:02.0f} {value:>10,.0f} {mark}")


if __name__ == "__main__":
    sys.exit(main())
