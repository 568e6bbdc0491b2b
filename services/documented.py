"""What the description of a call says about its body and its problems."""

from http import HTTPStatus

from pydantic import BaseModel

from services.problems import MEDIA_TYPE, SCHEMA

Described = dict[int | str, dict[str, object]]


def describe(details: dict[int, str]) -> Described:
    """The documented problems of a call: status -> the detail of an example."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": SCHEMA, "example": _example(status, detail)}},
        }
        for status, detail in details.items()
    }


def _example(status: int, detail: str) -> dict[str, object]:
    field, colon, message = detail.partition(": ")
    errors = [{"field": field, "message": message}] if status == HTTPStatus.UNPROCESSABLE_ENTITY and colon else []
    title = "Invalid input" if errors else HTTPStatus(status).phrase.capitalize()
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors}


def take(model: type[BaseModel], example: dict[str, object]) -> dict[str, object]:
    """What `openapi_extra` needs for a call that reads its body, a `model`, by itself."""
    content = {"application/json": {"schema": model.model_json_schema(), "example": example}}
    return {"requestBody": {"required": True, "content": content}}


# What any call of the API may be answered with.
COMMON = describe(
    {
        401: "send a key of this service as `Authorization: Bearer dl_...`",
        403: "this call needs a key with the scope ingest",
        429: "more than 100 per 1 second with one key",
        422: "limit: Input should be greater than or equal to 1",
        503: "the store does not answer; try again: the same article is taken once",
    }
)
