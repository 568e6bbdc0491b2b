import builtins
from typing import Any

import pytest

from dateline.client import to_pandas
from dateline.errors import Setup
from dateline.rows import COLUMNS
from tests.dateline.test_rows import record
from tests.make import LEEDS, place_of


def test_events_become_a_frame_of_typed_columns() -> None:
    frame = to_pandas([record(places=(place_of(LEEDS),)), record(date=None)])
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["place"].fillna("")) == ["Leeds", ""]
    assert str(frame["date_begin"].dtype) == "datetime64[s]"
    assert str(frame["date_begin"][0].date()) == "2018-10-29"
    assert frame["date_begin"].isna().tolist() == [False, True]
    assert frame["lat"].dtype == float


def test_no_events_make_an_empty_frame() -> None:
    assert tuple(to_pandas([]).columns) == COLUMNS


def test_where_pandas_is_missing_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def miss(name: str, *arguments: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return found(name, *arguments)

    monkeypatch.setattr("importlib.import_module", miss)
    with pytest.raises(Setup, match="pip install pandas"):
        to_pandas([])
