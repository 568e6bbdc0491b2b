import pytest

from workers.gazetteer.build import ALTERNATE, NAME, Row, is_readable


@pytest.mark.parametrize(
    ("name", "readable"),
    [("Londres", True), ("Köln", True), ("lwndwn", False), ("Лондон", False), ("LO", False), ("X" * 80, False)],
)
def test_alternate_names_must_be_readable_in_english_text(name: str, readable: bool) -> None:
    assert is_readable(name) is readable


def test_a_name_keeps_its_best_kind() -> None:
    row = Row(1, "Cologne", "DE", None, None, 50.9, 6.9, "P", "PPL", 1)
    row.call(["Köln", "CGN"], ALTERNATE)
    row.call(["Cologne", "Koln"], NAME)
    assert row.names == {"koln": NAME, "cologne": NAME}
