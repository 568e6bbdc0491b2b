import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.gazetteer.names import acronym_key, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Paris", "paris"),
        ("PARIS", "paris"),
        ("São Paulo", "sao paulo"),
        ("Winston-Salem", "winston salem"),
        ("St. Louis", "saint louis"),
        ("Mt. Vernon", "mount vernon"),
        ("Ft. Worth", "fort worth"),
        ("the Netherlands", "netherlands"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Łódź", "lodz"),
        ("  New\nYork ", "new york"),
        ("The", "the"),
        ("...", ""),
    ],
)
def test_one_key_for_all_spellings_of_a_name(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [("U.S.", "=US"), ("US", "=US"), ("UAE", "=UAE"), ("us", None), ("Us", None), ("U", None), ("PARIS X", None)],
)
def test_acronyms_have_keys_of_their_own(name: str, key: str | None) -> None:
    assert acronym_key(name) == key


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    key = name_key(name)
    assert name_key(key.replace("saint ", "saint ")) in (key, key.removeprefix("the "))
