"""The simulation against the theory of queues, what holds of any queue, and what is reckoned from costs."""

import math
from pathlib import Path

import numpy as np
import pytest

from bench.scale.__main__ import main
from bench.scale.arrivals import Burst, Times, draw_arrivals, hold
from bench.scale.figures import MEASURED
from bench.scale.needs import KEPT_DAYS, find_walls, reckon
from bench.scale.scenarios import AT, SCENARIOS, Day, draw_services
from bench.scale.simulation import LEASE_SECONDS, Absence, Loss, Outcome, Plant, simulate

ARTICLES, SEED = 60_000, 5
SMALL = 100_000.0


def arrive(rate: float, count: int = ARTICLES) -> Times:
    """A Poisson process of `rate` a second."""
    return np.cumsum(np.random.default_rng(SEED).exponential(1 / rate, count))


def erlang_c(servers: int, load: float) -> float:
    """The probability that one has to wait, of M/M/c under a load of so many busy servers."""
    terms = [load**k / math.factorial(k) for k in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


@pytest.mark.parametrize(("servers", "busy"), [(1, 0.5), (1, 0.8), (4, 0.8), (10, 0.9)])
def test_the_waiting_times_are_those_of_theory_for_exponential_work(servers: int, busy: float) -> None:
    services = np.random.default_rng(SEED + 1).exponential(1.0, ARTICLES)
    found = simulate(arrive(busy * servers), services, Plant(servers))
    expected = erlang_c(servers, busy * servers) / (servers * (1 - busy))
    assert found.waits.mean() == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize("busy", [0.5, 0.8])
def test_the_waiting_times_are_those_of_theory_for_work_of_one_length(busy: float) -> None:
    found = simulate(arrive(busy), np.ones(ARTICLES), Plant(1))
    assert found.waits.mean() == pytest.approx(busy / (2 * (1 - busy)), rel=0.08)


def test_commits_that_wait_for_one_redis_wait_as_theory_has_it() -> None:
    found = simulate(arrive(0.8), np.zeros(ARTICLES), Plant(ARTICLES, commit_seconds=1.0))
    assert (found.latencies - 1.0).mean() == pytest.approx(0.8 / (2 * 0.2), rel=0.08)


@pytest.mark.parametrize(
    "plant",
    [
        Plant(3),
        Plant(3, commit_seconds=0.2),
        Plant(3, loss=Loss(50.0, 60.0, 1 / 3)),
        Plant(3, 0.2, absence=Absence(50.0, 60.0)),
        Plant(3, 0.2, Loss(40.0, 30.0, 1.0), Absence(55.0, 60.0)),
    ],
    ids=["three workers", "with commits", "one is lost", "Redis away", "both at once"],
)
def test_what_came_in_is_done_once_or_waits_and_nobody_does_two_things_at_once(plant: Plant) -> None:
    arrivals = arrive(2.0, 500)
    services = np.random.default_rng(SEED).gamma(4.0, 0.25, len(arrivals))
    found = simulate(arrivals, services, plant)
    assert (found.starts >= arrivals).all()
    assert (found.ends >= found.starts + services + plant.commit_seconds - 1e-9).all()
    for second in np.linspace(0.0, found.ends.max() + 1, 50):
        done = int((found.ends <= second).sum())
        assert done + found.waiting_at(np.array([second]))[0] == (arrivals <= second).sum()
        assert most_at_work(found, second) <= plant.workers


def most_at_work(found: Outcome, second: float) -> int:
    """How many articles are worked on, by what was begun last of each."""
    return int(((found.starts <= second) & (found.ends > second)).sum())


def test_a_lost_worker_s_article_goes_first_when_its_lease_has_ended() -> None:
    arrivals = np.array([0.0, 0.0, *range(1, 12)], dtype=np.float64)
    found = simulate(arrivals, np.full(len(arrivals), 4.0), Plant(2, loss=Loss(1.0, 100.0, 0.5)))
    assert found.repeated == 1
    # The other worker is free at 4, 8 and 12; the lease ended at 11, so at 12 the lost one goes before all others.
    assert found.starts[0] == 12.0
    assert found.starts[0] >= 1.0 + LEASE_SECONDS


def test_nothing_is_begun_or_ended_while_redis_is_away() -> None:
    away = Absence(20.0, 30.0)
    found = simulate(arrive(1.0, 200), np.full(200, 1.0), Plant(2, 0.1, absence=away))
    for moments in (found.starts, found.ends - 0.1):
        assert not ((moments > 20.0 + 1e-9) & (moments < 50.0)).any()
    assert found.repeated > 0


def test_more_workers_wait_less() -> None:
    arrivals, services = arrive(4.0, 5_000), np.full(5_000, 1.0)
    waits = [simulate(arrivals, services, Plant(workers)).waits.mean() for workers in (4, 5, 8, 16)]
    assert waits == sorted(waits, reverse=True)


def test_a_day_has_its_articles_its_rhythm_and_its_burst() -> None:
    draw = np.random.default_rng(SEED)
    day = draw_arrivals(SMALL, None, draw)
    assert len(day) == pytest.approx(SMALL, rel=0.02)
    assert (np.diff(day) >= 0).all()
    hours = np.bincount((day // 3_600).astype(int), minlength=24)
    assert hours.argmax() in (13, 14, 15)
    assert hours.argmin() in (1, 2, 3)
    burst = draw_arrivals(SMALL, Burst(AT, 3_600.0, 9.0), draw)
    assert len(burst) == pytest.approx(SMALL * (1 + 9 / 24), rel=0.02)


def test_what_is_refused_comes_when_redis_is_back() -> None:
    assert hold(np.array([1.0, 5.0, 9.0, 12.0]), 5.0, 5.0).tolist() == [1.0, 10.0, 10.0, 12.0]


def test_the_work_has_the_mean_and_the_spread_that_were_measured() -> None:
    drawn = draw_services(MEASURED, ARTICLES, np.random.default_rng(SEED))
    assert drawn.mean() == pytest.approx(MEASURED.worker_seconds, rel=0.02)
    assert drawn.std() / drawn.mean() == pytest.approx(MEASURED.worker_variation, rel=0.03)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_fewest_workers_keep_the_limit_and_fewer_do_not(name: str) -> None:
    day = Day(MEASURED.model_copy(update={"worker_seconds": 2.0}), SMALL / 2, SCENARIOS[name], SEED)
    limit = 400.0 if "Redis" in name else 20.0
    best = day.find_workers(limit)
    assert best is not None
    assert best.latencies[-1] <= limit
    assert best.workers == day.fewest or day.run(best.workers - 1).latencies[-1] > limit
    assert day.run(best.workers).latencies == best.latencies


def test_no_number_of_workers_is_found_where_redis_is_too_slow() -> None:
    slow = MEASURED.model_copy(update={"redis_seconds": 1.0})
    assert Day(slow, 1e6, SCENARIOS["a usual day"], SEED).find_workers(60.0) is None


def test_needs_are_in_proportion_and_a_wall_is_where_they_are_all_there_is() -> None:
    one, ten = reckon(MEASURED, 1_000_000), reckon(MEASURED, 10_000_000)
    assert ten.redis_cores == pytest.approx(10 * one.redis_cores)
    assert ten.memory[0] == pytest.approx(10 * one.memory[0])
    assert one.memory[1] / one.memory[0] == pytest.approx(KEPT_DAYS[1] / KEPT_DAYS[0])
    walls = find_walls(MEASURED, 64e9)
    assert [wall.a_day for wall in walls] == sorted(wall.a_day for wall in walls)
    month = next(wall for wall in walls if "30 days" in wall.name)
    assert reckon(MEASURED, round(month.a_day)).memory[0] == pytest.approx(64e9, rel=0.01)


def test_the_command_prints_needs_walls_and_days_by_the_costs_of_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "costs.json"
    file.write_text(MEASURED.model_copy(update={"machine": "another"}).model_dump_json(), encoding="utf-8")
    assert main(["--volume", "10000", "--p99", "30", "--costs", str(file)]) == 0
    told = capsys.readouterr().out
    assert "measured on another" in told
    assert "10,000,000" in told
    assert "memory of one Redis, 30 days kept" in told
    assert all(name in told for name in SCENARIOS)
