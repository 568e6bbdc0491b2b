"""The error base: every error that a user can meet has an HTTP status and a title."""


class DatelineError(Exception):
    """An error with an HTTP `status` and a `title`; the message is the detail, and never echoes a body."""

    status = 500
    title = "Internal error"


class Unauthorized(DatelineError):
    """The request has no key, or not a good one; `challenge` says so in the terms of RFC 6750."""

    status = 401
    title = "Unauthorized"
    challenge = 'Bearer realm="dateline"'


class BadKey(Unauthorized):
    """The key that came is unknown, wrong, expired or revoked."""

    challenge = 'Bearer realm="dateline", error="invalid_token"'


class Forbidden(DatelineError):
    """The request may not be made from where it comes."""

    status = 403
    title = "Forbidden"


class MissingScope(Forbidden):
    """The key is good, but not for this."""

    challenge = 'Bearer realm="dateline", error="insufficient_scope"'


class NotFound(DatelineError):
    """Nothing has this id."""

    status = 404
    title = "Not found"


class TooSlow(DatelineError):
    """The body trickles."""

    status = 408
    title = "Request timeout"


class Conflict(DatelineError):
    """The request contradicts what is stored."""

    status = 409
    title = "Conflict"


class Busy(Conflict):
    """Another request is at the same work; try again after `retry_after` seconds."""

    retry_after = 1


class TooLarge(DatelineError):
    """The body or text is over a limit."""

    status = 413
    title = "Too large"


class UnsupportedMediaType(DatelineError):
    """The body is of a type that is not taken."""

    status = 415
    title = "Unsupported media type"


class Misdirected(DatelineError):
    """The request is meant for another host."""

    status = 421
    title = "Misdirected request"


class Invalid(DatelineError):
    """A value is wrong; `errors` names each field and what was wrong with it."""

    status = 422
    title = "Invalid input"

    def __init__(self, detail: str, errors: tuple[dict[str, str], ...] = ()) -> None:
        super().__init__(detail)
        self.errors = errors


class TooMany(DatelineError):
    """Too many requests from one client; try again after `retry_after` seconds."""

    status = 429
    title = "Too many requests"
    retry_after = 1

    def __init__(self, detail: str, retry_after: int = 1) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Crowded(TooMany):
    """Too much of what one client sent is waiting; nothing was stored."""

    title = "Too much waiting"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, retry_after=30)


class Unavailable(DatelineError):
    """Redis is away; try again after `retry_after` seconds."""

    status = 503
    title = "Service unavailable"
    retry_after = 1


class Later(Unavailable):
    """A later version of Dateline stored this: while it is upgraded, another process can answer."""

    title = "Stored by a later version"
    retry_after = 10

    def __init__(self, detail: str, schema_version: int = 0) -> None:
        super().__init__(detail)
        self.schema_version = schema_version


class Restoring(Unavailable):
    """The collection is being read back from an archive; try again after `retry_after` seconds."""

    title = "Being restored"
    retry_after = 30


class Setup(DatelineError):
    """The surroundings lack something that Dateline needs; the message says what to install or set."""

    title = "Setup incomplete"


class Damaged(DatelineError):
    """A file is not what was written into it."""

    title = "Damaged file"


class Overloaded(DatelineError):
    """More waits than the limit allows; nothing was stored, try again after `retry_after` seconds."""

    status = 503
    title = "Overloaded"
    retry_after = 30
