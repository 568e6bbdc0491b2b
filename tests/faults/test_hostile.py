"""The pipeline under hostile texts: it answers, its spans are true, and it keeps within its memory."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.hostile import FRAGMENTS, enrich_text, faults
from workers import pipeline
from workers.pipeline import Pipeline

MAX_MEGABYTES = 700


@pytest.fixture(scope="module")
def loaded() -> Pipeline:
    return pipeline.load(time.perf_counter)


# NUL and surrogates are refused before the pipeline; all else may come.
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(FRAGMENTS) | ANY, min_size=1, max_size=12))
def test_any_text_is_enriched_with_spans_of_its_own(loaded: Pipeline, parts: list[str]) -> None:
    text = "".join(parts)
    if text.strip():
        assert list(faults(enrich_text(loaded, text))) == []


MEASURE = """
import json, sys, time
from pathlib import Path
from tests.faults.hostile import enrich_text, faults
from workers import pipeline
loaded = pipeline.load(time.perf_counter)
made = enrich_text(loaded, sys.stdin.read())
found = list(faults(made))
# What getrusage tells begins with the memory of the process that started this one.
(peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({"faults": found, "megabytes": int(peak.split()[1]) // 1024}))
"""
LARGE = 200_000


@pytest.mark.parametrize(
    "fragment",
    ["[", "1234567890", "x", "‮⁦a‬ ", "On Saturday a gunman killed 11 people in Pittsburgh, the police said. "],
    ids=["brackets", "digits", "one token", "bidi", "sentences"],
)
def test_the_longest_text_is_enriched_in_bounded_memory(fragment: str) -> None:
    text = (fragment * (LARGE // len(fragment)))[:LARGE]
    done = subprocess.run([sys.executable, "-c", MEASURE], input=text, capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout.splitlines()[-1])
    assert measured["faults"] == []
    assert 100 < measured["megabytes"] < MAX_MEGABYTES
