"""The pipeline under hostile texts: it answers, its spans are true, and it keeps within its memory."""

import json
import subprocess
import sys
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.hostile import FRAGMENTS, enrich_text, faults
from workers.pipeline import Pipeline

MAX_MEGABYTES = 700


# NUL and surrogates are refused before the pipeline; all else may come.
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(FRAGMENTS) | ANY, min_size=1, max_size=12))
def test_any_text_is_enriched_with_spans_of_its_own(loaded_pipeline: Pipeline, parts: list[str]) -> None:
    text = "".join(parts)
    if text.strip():
        assert list(faults(enrich_text(loaded_pipeline, text))) == []


LARGE = 200_000
FRAGMENTS_OF_LARGE = {
    "sentences": "On Saturday a gunman killed 11 people in Pittsburgh, the police said. ",
    "bidi": "‮⁦a‬ ",
    "brackets": "[",
    "digits": "1234567890",
    "one token": "x",
}


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, object]]:
    """What became of each large text, in a worker's process of its own: `tests.faults.measuring`."""
    texts = {name: (part * (LARGE // len(part)))[:LARGE] for name, part in FRAGMENTS_OF_LARGE.items()}
    command = [sys.executable, "-m", "tests.faults.measuring"]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    found: dict[str, dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("name", FRAGMENTS_OF_LARGE)
def test_the_longest_text_is_enriched_in_bounded_memory(measured: dict[str, dict[str, object]], name: str) -> None:
    assert measured[name]["faults"] == []
    assert 100 < cast(int, measured[name]["megabytes"]) < MAX_MEGABYTES
