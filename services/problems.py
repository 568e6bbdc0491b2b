"""RFC 9457 problem details: every error that leaves the services."""

from http import HTTPStatus

import redis
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.errors import DatelineError, Unavailable
from dateline.intake import MAX_ERRORS, name_field

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """One wrong field."""

    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457; `errors` names each wrong field."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


def install(app: FastAPI) -> None:
    """Have `app` answer every error as a problem."""
    app.add_exception_handler(DatelineError, _on_dateline_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(redis.RedisError, _on_redis_error)


def respond(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The response that says `problem`."""
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)


async def _on_dateline_error(_request: Request, error: Exception) -> Response:
    return respond_to(error)


def respond_to(error: Exception, headers: dict[str, str] | None = None) -> Response:
    """The response that says what a DatelineError says."""
    status, title = getattr(error, "status", 500), getattr(error, "title", "Internal error")
    errors = [FieldError(**item) for item in getattr(error, "errors", ())]
    retry_after, challenge = getattr(error, "retry_after", None), getattr(error, "challenge", None)
    headers = {**(headers or {}), **({"Retry-After": str(retry_after)} if retry_after else {})}
    headers |= {"WWW-Authenticate": challenge} if challenge else {}
    return respond(Problem(title=title, status=status, detail=str(error), errors=errors), headers)


# What Redis answers while it cannot write: its disk is full, its memory is, or it is a replica.
_REFUSALS = ("MISCONF", "OOM", "READONLY", "LOADING")


async def _on_redis_error(_request: Request, error: Exception) -> Response:
    return respond_to_store(error)


def respond_to_store(error: Exception, headers: dict[str, str] | None = None) -> Response:
    """The response where Redis is away or takes no writes.  Raises `error` where it is neither."""
    away = isinstance(error, redis.ConnectionError | redis.TimeoutError | redis.exceptions.OutOfMemoryError)
    if not away and not str(error).startswith(_REFUSALS):
        raise error
    log.warning("redis.failed", error=type(error).__name__)
    message = "the store does not answer; try again: the same article is taken once"
    return respond_to(Unavailable(message), headers)


async def _on_validation_error(_request: Request, error: Exception) -> Response:
    found = error.errors()[:MAX_ERRORS] if isinstance(error, RequestValidationError) else []
    # The first part of a location says where the value stood (query, path); users know that.
    errors = [FieldError(field=name_field(tuple(item["loc"])[1:]), message=str(item["msg"])) for item in found]
    detail = "; ".join(f"{item.field}: {item.message}" for item in errors)
    return respond(Problem(title="Invalid input", status=422, detail=detail, errors=errors))


async def _on_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    title = HTTPStatus(status).phrase
    detail = {404: "there is nothing at this path", 405: f"this path does not take {request.method}"}.get(status, title)
    return respond(Problem(title=title, status=status, detail=detail), headers)


def respond_to_defect(error: Exception) -> Response:
    """The answer to an error that nobody foresaw; its text goes to the log alone."""
    log.error("request.failed", error=type(error).__name__, exc_info=error)
    detail = "an error that was not foreseen; the log has it under the request id"
    return respond(Problem(title="Internal error", status=500, detail=detail))


def _schema() -> dict[str, object]:
    """The JSON schema of a problem, with no reference in it."""
    found = Problem.model_json_schema()
    found["properties"]["errors"]["items"] = found.pop("$defs")["FieldError"]
    return found


SCHEMA = _schema()
RESPONSES: dict[int | str, dict[str, object]] = {
    "default": {"description": "Any other problem", "content": {MEDIA_TYPE: {"schema": SCHEMA}}}
}
