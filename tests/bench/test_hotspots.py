import pytest

from bench.hotspots import ALL, Function, name_function, sum_own, tell

ROOTS = ["", "/srv/app", "/srv/app/lib/site-packages"]


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (("/srv/app/workers/pipeline.py", 40, "enrich"), "workers.pipeline:enrich"),
        (("/srv/app/lib/site-packages/spacy/language.py", 9, "pipe"), "spacy.language:pipe"),
        (("/srv/app/workers/assemble/__init__.py", 3, "assemble"), "workers.assemble:assemble"),
        (("/elsewhere/deep/module.py", 3, "run"), "module:run"),
        (("spacy/tokens/doc.pyx", 3, "__getitem__"), "spacy.tokens.doc:__getitem__"),
        (("~", 0, "<method 'append' of 'list' objects>"), "method 'append' of 'list' objects"),
    ],
)
def test_a_function_is_named_by_its_module_and_no_path_of_the_machine(function: Function, name: str) -> None:
    assert name_function(function, ROOTS) == name


def test_functions_of_one_name_in_one_module_are_summed() -> None:
    seconds = {("/srv/app/a.py", 1, "<lambda>"): 1.0, ("/srv/app/a.py", 9, "<lambda>"): 2.0}

    assert sum_own(seconds, ROOTS) == {"a:<lambda>": 3.0}


def test_the_ten_costliest_come_first_with_their_share_of_all() -> None:
    section = tell({f"f{number}": float(number) for number in range(1, 13)}, 200_000, 3)

    assert [figure.name for figure in section.figures] == [f"f{number}" for number in range(12, 2, -1)]
    assert section.figures[0].value == 6.0
    assert section.figures[0].ratio == pytest.approx(12 / 78)
    assert section.figures[0].against == ALL
