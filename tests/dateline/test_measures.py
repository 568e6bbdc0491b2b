import math

import pytest
import redis

from dateline.ledger import Claim, Ledger
from dateline.measures import BOUNDS, Measured, name_stage, read_measured
from dateline.models import StageReport
from dateline.records import make_records
from dateline.settings import Settings
from tests.conftest import MakeArticle
from tests.make import enriched


def test_the_scripts_count_by_the_bounds_that_are_read(fake: redis.Redis, make_article: MakeArticle) -> None:
    ledger = Ledger(fake, "main", Settings())
    seconds = [float(bound) for bound in BOUNDS["stage"][:-1]]
    for n, bound in enumerate([*seconds, seconds[-1] * 2]):
        ledger.accept(make_article(id=f"a{n}"))
        claim = ledger.claim(f"a{n}")
        assert isinstance(claim, Claim)
        report = StageReport(state="done", found=0, milliseconds=bound * 1000)
        article = enriched(f"a{n}", stages={"dates": report})
        assert ledger.commit(claim, article, make_records("main", article))
    totals = ledger.totals()
    found = read_measured(totals, "stage", name_stage("dates"))
    assert [count for _, count in found.buckets] == list(range(1, len(seconds) + 2))
    assert found.seconds == pytest.approx(sum(seconds) + seconds[-1] * 2)
    for kind, name in (("wait", "wait"), ("job", "job")):
        counted = read_measured(totals, kind, name)  # type: ignore[arg-type]
        assert counted.count == len(seconds) + 1, "none falls between the bounds"


def test_an_attempt_that_fails_is_measured_and_one_that_is_superseded_is_not(
    fake: redis.Redis, make_article: MakeArticle
) -> None:
    ledger = Ledger(fake, "main", Settings())
    ledger.accept(make_article(id="a"))
    claim = ledger.claim("a")
    assert isinstance(claim, Claim)
    assert ledger.fail(claim, "a", "the pipeline failed: ValueError")
    assert not ledger.fail(claim, "a", "again")
    assert read_measured(ledger.totals(), "job", "job").count == 1


def make(*counts: int, seconds: float = 0.0) -> Measured:
    """Of the bounds of a job, with so many in the first buckets."""
    padded = [*counts, *[counts[-1]] * (len(BOUNDS["job"]) - len(counts))]
    return Measured(tuple(zip(BOUNDS["job"], padded, strict=True)), seconds)


def test_a_quantile_lies_evenly_within_its_bucket() -> None:
    found = make(0, 10, 20)
    assert found.quantile(0.25) == pytest.approx(0.075)
    assert found.quantile(0.5) == pytest.approx(0.1)
    assert found.quantile(0.75) == pytest.approx(0.175)


def test_what_is_beyond_the_last_bound_counts_as_that() -> None:
    beyond = Measured((*((bound, 0) for bound in BOUNDS["job"][:-1]), ("+Inf", 4)), 4000.0)
    assert beyond.quantile(0.5) == float(BOUNDS["job"][-2])
    assert beyond.mean() == 1000


def test_of_nothing_there_is_no_time() -> None:
    empty = read_measured({}, "wait", "wait")
    assert (empty.count, empty.mean(), empty.quantile(0.95)) == (0, None, None)


def test_bounds_rise_to_infinity() -> None:
    for bounds in BOUNDS.values():
        numbers = [float(bound) for bound in bounds]
        assert numbers == sorted(set(numbers))
        assert math.isinf(numbers[-1])
