"""Events as a pandas DataFrame, where pandas is there."""

import importlib
from collections.abc import Iterable
from typing import Any

from dateline.errors import Setup
from dateline.models import EventRecord
from dateline.rows import COLUMNS, flatten

_DAYS = ("date_begin", "date_end")


def to_pandas(events: Iterable[EventRecord]) -> Any:
    """A DataFrame with a row for each event and the columns of the CSV export; days are `datetime64[s]`.

    Raises Setup where pandas is not installed.
    """
    try:
        pandas = importlib.import_module("pandas")
    except ImportError as error:
        raise Setup("to_pandas needs pandas: pip install pandas") from error
    frame = pandas.DataFrame.from_records([list(flatten(event).values()) for event in events], columns=COLUMNS)
    return frame.astype(dict.fromkeys(_DAYS, "datetime64[s]"))
