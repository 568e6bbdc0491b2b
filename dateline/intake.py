"""What clients send, as articles: JSON, and plain text with a header that gives its date.  Pure."""

import re

from pydantic import ValidationError

from dateline.errors import Invalid, TooLarge
from dateline.models import Article

# The header of a plain text: "date 2018-10-29", white space, then the text.
_HEADER = re.compile(r"\s{0,100}date[ \t]+(\d{4}-\d{2}-\d{2})\s+")
MAX_ERRORS = 20
MAX_NAME = 100


def read_json(data: str | bytes) -> Article:
    """An article out of JSON.  Raises Invalid."""
    try:
        return Article.model_validate_json(data)
    except ValidationError as error:
        raise explain(error) from None


def read_plain(text: str, fields: dict[str, object]) -> Article:
    """An article out of a plain text; its header gives `published_at` where `fields` does not.

    The header is not part of the text, and neither is the white space around it.  Raises Invalid, also
    where both dates are given and differ.
    """
    text = text.removeprefix("\ufeff")
    header = _HEADER.match(text)
    if header is None:
        return make_article({**fields, "text": text})
    given = fields.setdefault("published_at", header[1])
    if not str(given).startswith(header[1]):
        raise invalid("published_at", "differs from the date in the header of the text")
    return make_article({**fields, "text": text[header.end() :]})


def make_article(fields: dict[str, object]) -> Article:
    """An article out of its fields.  Raises Invalid."""
    try:
        return Article.model_validate(fields)
    except ValidationError as error:
        raise explain(error) from None


def explain(error: ValidationError) -> Invalid | TooLarge:
    """The validation error as ours: each field and what was wrong, never what was sent.

    A text over its limit is too large, as a body over the limit is.
    """
    found = error.errors(include_url=False, include_input=False)
    for item in found:
        if item["type"] == "string_too_long" and item["loc"] in (("text",), ("html",)):
            return TooLarge(f"{item['loc'][0]}: longer than {item['ctx']['max_length']} characters")
    errors = tuple({"field": name_field(item["loc"]), "message": item["msg"]} for item in found[:MAX_ERRORS])
    return Invalid("; ".join(f"{item['field']}: {item['message']}" for item in errors), errors)


def name_field(location: tuple[int | str, ...]) -> str:
    """The path of a field, dotted; `body` where the whole is meant."""
    return ".".join(str(part)[:MAX_NAME] for part in location) or "body"


def invalid(field: str, message: str) -> Invalid:
    """The error that one field is wrong."""
    return Invalid(f"{field}: {message}", ({"field": field, "message": message},))
