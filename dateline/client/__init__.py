"""The Python client: `Dateline`, and `AsyncDateline` with the same methods."""

from dateline.client.asynchronous import AsyncDateline
from dateline.client.errors import (
    Conflict,
    Failed,
    Forbidden,
    Invalid,
    NoAnswer,
    NotFound,
    NotInTime,
    NotUnderstood,
    Refused,
    TooLarge,
    Unauthorized,
    Unavailable,
)
from dateline.client.frames import to_pandas
from dateline.client.sync import Dateline

__all__ = [
    "AsyncDateline",
    "Conflict",
    "Dateline",
    "Failed",
    "Forbidden",
    "Invalid",
    "NoAnswer",
    "NotFound",
    "NotInTime",
    "NotUnderstood",
    "Refused",
    "TooLarge",
    "Unauthorized",
    "Unavailable",
    "to_pandas",
]
