"""What can go wrong with a call: the service answered with a problem, or did not answer."""

from collections.abc import Mapping
from typing import Any

import httpx2

from dateline.errors import DatelineError


class Refused(DatelineError):
    """The service answered with a problem: its `status`, `title`, `detail`, and `fields`: what is wrong with each.

    `retry_after` is the number of seconds after which to try again, where the service says so.
    """

    title = "Refused"

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        fields: tuple[tuple[str, str], ...] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{title}: {detail}")
        self.status, self.title, self.detail, self.fields = status, title, detail, fields
        self.retry_after = retry_after


class Unauthorized(Refused):
    """The service needs a key, and got none or not a good one (401)."""


class Forbidden(Refused):
    """The key is good, but not for this (403)."""


class NotFound(Refused):
    """Nothing has this id (404)."""


class Conflict(Refused):
    """The request contradicts what is stored (409)."""


class TooLarge(Refused):
    """The article or import is over a limit (413)."""


class Invalid(Refused):
    """A value is wrong (422); `fields` names each."""


class Unavailable(Refused):
    """The service is overloaded or cannot reach its store (429, 503); try again later."""


class NoAnswer(DatelineError):
    """The service did not answer, or broke off."""

    title = "No answer"


class NotUnderstood(DatelineError):
    """The service answered something that this client does not know: one of the two is older."""

    title = "Not understood"


class Failed(DatelineError):
    """The article could not be enriched; the message says why."""

    title = "Not enriched"


class NotInTime(DatelineError):
    """The article is not enriched yet; it will be."""

    title = "Not enriched yet"


_KINDS: dict[int, type[Refused]] = {
    401: Unauthorized, 403: Forbidden,
    404: NotFound, 409: Conflict, 413: TooLarge, 422: Invalid, 429: Unavailable, 503: Unavailable,
}  # fmt: skip


def read_refusal(response: httpx2.Response) -> Refused:
    """The error that a response tells, whose body has been read."""
    status = response.status_code
    kind = _KINDS.get(status, Refused)
    retry_after = _seconds(response.headers.get("Retry-After"))
    try:
        problem: Mapping[str, Any] = response.json()
        title, detail = str(problem["title"]), str(problem["detail"])
        fields = tuple((str(error["field"]), str(error["message"])) for error in problem.get("errors", ()))
    except (ValueError, KeyError, TypeError):
        return kind(status, "Refused", f"the service answered {status}", (), retry_after)
    return kind(status, title, detail, fields, retry_after)


def _seconds(value: str | None) -> float | None:
    return float(value) if value is not None and value.isdecimal() else None
