import random

import pytest

from bench.generate import generate
from bench.resemblance import cut, rename, reword, tell_twice
from dateline.resemblance import SKETCH_SIZE, resemble, shared, sketch

TEXTS = [article.text for article in generate(30, seed=11)]
WIRE = (
    "A gunman killed 11 people in a synagogue in Pittsburgh on Saturday, police said. Six others were wounded, four of"
    " them police officers, before the man gave himself up."
)


def rng() -> random.Random:
    return random.Random(1)  # noqa: S311


@pytest.mark.parametrize("text", TEXTS[:10])
def test_copies_that_are_cut_edited_or_added_to_resemble_the_text(text: str) -> None:
    copies = [
        cut(text, 0.3),
        rename(rng(), text),
        reword(rng(), text, 0.05),
        text.upper().replace(",", " -"),
        f"By Ann Lee in Leeds\n\n{text}\n\n{TEXTS[20].partition(chr(10))[0]}",
    ]
    assert [resemble(sketch(text), sketch(copy)) for copy in copies] == [True] * 5


def test_articles_of_other_events_do_not_resemble_one_another() -> None:
    sketches = [sketch(text) for text in TEXTS]
    assert not any(resemble(a, b) for i, a in enumerate(sketches) for b in sketches[:i])


def test_two_accounts_of_one_event_do_not_resemble_one_another() -> None:
    pairs = [tell_twice(n) for n in range(30)]
    assert sum(resemble(sketch(a), sketch(b)) for a, b in pairs) <= 1


def test_short_texts_are_compared_whole() -> None:
    assert resemble(sketch(WIRE), sketch(f"PITTSBURGH (Wire) - {WIRE}"))
    assert resemble(sketch("Troops arrived."), sketch("TROOPS arrived"))
    assert not resemble(sketch("Troops arrived on Monday."), sketch("Troops arrived on Tuesday."))
    assert not resemble(sketch("!"), sketch("?"))


def test_what_is_shared_is_exact_where_all_is_kept_and_near_it_where_not() -> None:
    words = [str(n) for n in range(3_000)]
    assert shared(sketch(" ".join(words[:100])), sketch(" ".join(words[50:150]))) == pytest.approx(46 / 96)
    long, half = sketch(" ".join(words[:1_500])), sketch(" ".join([*words[:500], *words[2_000:2_500]]))
    assert shared(long, half) == pytest.approx(0.5, abs=0.15)


def test_a_sketch_is_small_and_one_of_another_version_is_like_none() -> None:
    found = sketch(TEXTS[0])
    assert len(found) <= SKETCH_SIZE * 4 * 4 / 3 + 6
    assert not resemble(found, "0" + found[1:])
    assert not resemble(found, "")
    assert not resemble("", "")
