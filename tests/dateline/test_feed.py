import pytest

from dateline.feed import explain_gap, order, spell


@pytest.mark.parametrize(
    ("first", "second"), [("1-0", "1-1"), ("9-0", "10-0"), ("9-9", "10-0"), ("0-0", "0-1"), ("99-10", "100-9")]
)
def test_positions_are_compared_as_numbers(first: str, second: str) -> None:
    assert order(first) < order(second)
    assert spell(order(first)) == first


def info(first: str | None, last: str, *, length: int, added: int) -> dict[str, object]:
    entry: tuple[str, dict[str, str]] | None = None if first is None else (first, {})
    return {"first-entry": entry, "last-generated-id": last, "length": length, "entries-added": added}


@pytest.mark.parametrize(
    ("position", "stream", "is_gap"),
    [
        ("0-0", info("5-0", "9-0", length=3, added=3), False),
        ("4-0", info("5-0", "9-0", length=3, added=3), False),
        ("0-0", info("5-0", "9-0", length=3, added=4), True),
        ("5-0", info("5-0", "9-0", length=3, added=4), False),
        ("9-0", info("5-0", "9-0", length=3, added=4), False),
        ("10-0", info("5-0", "9-0", length=3, added=3), True),
        ("8-0", info(None, "9-0", length=0, added=3), True),
        ("9-0", info(None, "9-0", length=0, added=3), False),
    ],
)
def test_a_gap_is_where_entries_may_be_missing(position: str, stream: dict[str, object], is_gap: bool) -> None:
    assert (explain_gap(stream, position) is not None) == is_gap
