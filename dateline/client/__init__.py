"""The Python client: `Dateline`, and `AsyncDateline` with the same methods."""

from dateline.client.asynchronous import AsyncDateline
from dateline.client.errors import (
    Conflict,
    Failed,
    Invalid,
    NoAnswer,
    NotFound,
    NotInTime,
    NotUnderstood,
    Refused,
    TooLarge,
    Unavailable,
)
from dateline.client.frames import to_pandas
from dateline.client.sync import Dateline

__all__ = [
    "AsyncDateline",
    "Conflict",
    "Dateline",
    "Failed",
    "Invalid",
    "NoAnswer",
    "NotFound",
    "NotInTime",
    "NotUnderstood",
    "Refused",
    "TooLarge",
    "Unavailable",
    "to_pandas",
]
