"""The form of an answer: which one is asked for, and whether the client has it already."""

import hashlib
from collections.abc import Mapping
from typing import Literal

from fastapi import Request, Response

from services.query.formats import WRITERS, Format

ETAG_BYTES = 16
# Media type -> form, in the order in which they are preferred where a client takes several alike.
_FORMS: dict[str, Literal["json"] | Format] = {
    "application/json": "json",
    **{writer.media_type.partition(";")[0]: name for name, writer in WRITERS.items()},
    "application/x-ndjson": "jsonl",
}


def choose_form(accept: str) -> Literal["json"] | Format:
    """The form that an Accept header prefers (RFC 9110, 12.5.1); JSON where it names none of ours."""
    best, quality = "json", 0.0
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        given = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        weight = _weigh(given)
        if media_type in _FORMS and weight > quality:
            best, quality = _FORMS[media_type], weight
    return best  # type: ignore[return-value]  # a value of _FORMS, or json


def _weigh(value: str) -> float:
    try:
        return min(float(value), 1.0)
    except ValueError:
        return 0.0


def answer(request: Request, body: str, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """`body` under a strong ETag, or 304 where the client's If-None-Match says that it has just that."""
    data = body.encode()
    etag = f'"{hashlib.blake2b(data, digest_size=ETAG_BYTES).hexdigest()}"'
    told = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept", **(headers or {})}
    if has_tag(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=told)
    return Response(data, headers=told, media_type=media_type)


def has_tag(if_none_match: str, etag: str) -> bool:
    """Is the tag among those of the header?  A weak one is as good (RFC 9110, 13.1.2)."""
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return bool(held & {etag, "*"})
