import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
SHARED = ROOT.parent / "shared" / "seeds"
HEADER = re.compile(r" date (\d{4}-\d{2}-\d{2}) (?=\S)")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def read(seed: Path) -> str:
    return seed.read_text(encoding="utf-8")


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every run of `length` words, without case and punctuation; `|` stands for a cut and is in none."""
    for part in text.lower().replace("’", "'").split("|"):
        words = re.findall(r"\w+(?:'\w+)*", part)
        yield from (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def test_there_are_a_dozen_seeds() -> None:
    assert len(SEEDS) == 12


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_seed_starts_with_a_header_that_gives_a_real_day(seed: Path) -> None:
    header = HEADER.match(read(seed))
    assert header
    assert 2000 <= dt.date.fromisoformat(header[1]).year <= 2025


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_seed_has_200_to_500_words_after_its_header(seed: Path) -> None:
    assert 200 <= len(HEADER.sub("", read(seed), count=1).split()) <= 500


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_the_quotation_marks_of_a_seed_are_paired_and_of_one_kind(seed: Path) -> None:
    text = read(seed)
    assert text.count("“") == text.count("”")
    assert text.count('"') % 2 == 0
    assert not ("“" in text and '"' in text)


def test_no_two_seeds_share_a_sentence() -> None:
    for one, other in combinations(SEEDS, 2):
        assert not set(runs(read(one), 8)) & set(runs(read(other), 8)), (one.name, other.name)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_seed_shares_no_eight_words_with_the_shared_document_outside_quotations(seed: Path) -> None:
    documents = sorted(SHARED.glob("*.txt"))
    if not documents:
        pytest.skip(f"{SHARED} is absent: nothing to compare with")
    own = set(runs(QUOTED.sub("|", read(seed)), 8))
    for document in documents:
        assert not own & set(runs(read(document), 8))
