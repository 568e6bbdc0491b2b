"""Following the feed: what to ask for after each interruption, and what each message means.  Reads no socket."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2
from pydantic import ValidationError

from dateline.changes import Change, Reset
from dateline.client.calls import Params, encode
from dateline.client.errors import NoAnswer, NotUnderstood, Unavailable, read_refusal

PATH = "/v1/feed"
CONNECT_SECONDS = 10.0
# The service says something every 15 seconds; where nothing comes for longer, it is gone.
SILENCE_SECONDS = 40.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.25, 30.0


@dataclass(slots=True)
class Follower:
    """How far one listener is; it asks for what follows the last message that it got.

    `since` is where to begin: a position of the feed, `0-0` for its start, None for now.
    """

    filters: Mapping[str, object]
    since: str | None
    _failures: int = 0

    @property
    def params(self) -> Params:
        """The parameters of the next request."""
        return encode(self.filters)

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the next request."""
        position = {} if self.since is None else {"Last-Event-ID": self.since}
        return {"Accept": "text/event-stream", "Cache-Control": "no-store"} | position

    @property
    def timeout(self) -> httpx2.Timeout:
        """The time limits of the next request."""
        return httpx2.Timeout(CONNECT_SECONDS, read=SILENCE_SECONDS)

    def check(self, response: httpx2.Response) -> bool:
        """Is the response the feed?  False where it is to be asked for later; its body has been read unless it is.

        Raises Refused where asking again is of no use.
        """
        if response.is_success:
            return True
        refusal = read_refusal(response)
        if not isinstance(refusal, Unavailable):
            raise refusal
        return False

    def receive(self, message: httpx2.ServerSentEvent) -> Change | Reset | None:
        """What a message says to the caller; None where it only tells how far the feed is.  Raises NotUnderstood."""
        self._failures = 0
        found: Change | Reset | None = None
        try:
            if message.event in ("created", "updated", "retracted"):
                found = Change.model_validate_json(message.data)
            elif message.event == "reset":
                found = Reset.model_validate_json(message.data)
        except ValidationError as error:
            raise NotUnderstood(f"a message of the feed ({message.event}) has a form that is not known") from error
        # `dropped` too tells how far the listener has been told.
        self.since = message.id or self.since
        return found

    def pause(self) -> float:
        """Seconds to wait before the next request: more after each that gave nothing, and never quite the same."""
        longest = min(FIRST_PAUSE_SECONDS * 2.0**self._failures, LONGEST_PAUSE_SECONDS)
        self._failures = min(self._failures + 1, 16)
        return longest * random.uniform(0.5, 1)  # noqa: S311  # spreads the load, no secret


def explain_break(error: httpx2.TransportError) -> NoAnswer:
    """The error that an export broke off, so that what has come is not the whole."""
    return NoAnswer(f"the export broke off ({type(error).__name__}); what has come is not the whole")
