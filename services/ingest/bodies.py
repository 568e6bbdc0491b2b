"""Bodies of requests, as articles."""

from email.message import Message
from typing import Annotated

from pydantic import StringConstraints, ValidationError, model_validator
from starlette.datastructures import QueryParams

from dateline.errors import TooLarge, UnsupportedMediaType
from dateline.fields import Scalar
from dateline.intake import explain, invalid, make_article, read_plain
from dateline.models import MAX_HTML, MAX_TEXT, Article, ArticleFields
from services.ingest.html import extract

CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "ascii", "iso-8859-1": "cp1252", "windows-1252": "cp1252"}
_FIELDS = ("id", "published_at", "url", "title", "source", "language")


class Submission(ArticleFields):
    """An article as JSON: its words are `text` or `html`."""

    text: Annotated[str, StringConstraints(max_length=MAX_TEXT), Scalar] | None = None
    html: Annotated[str, StringConstraints(min_length=1, max_length=MAX_HTML), Scalar] | None = None

    @model_validator(mode="after")
    def _has_one(self) -> "Submission":
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self


def read_article(content_type: str, body: bytes, query: QueryParams) -> Article:
    """The article in a request.  Raises Invalid, TooLarge and UnsupportedMediaType."""
    kind, charset = split_content_type(content_type)
    fields: dict[str, object] = {name: query[name] for name in _FIELDS if name in query}
    if kind == "application/json":
        return read_submission(body)
    if kind == "text/plain":
        return read_plain(decode(body, charset), fields)
    if kind == "text/html":
        return read_page(decode(body, charset), fields)
    raise UnsupportedMediaType("Content-Type: send application/json, text/plain or text/html")


def read_submission(body: bytes) -> Article:
    """The article in a JSON body.  Raises Invalid and TooLarge."""
    try:
        submission = Submission.model_validate_json(body)
    except ValidationError as error:
        raise explain(error) from None
    fields = {name: getattr(submission, name) for name in submission.model_fields_set - {"text", "html"}}
    if submission.html is not None:
        return read_page(submission.html, fields)
    return make_article({**fields, "text": submission.text})


def read_page(html: str, fields: dict[str, object]) -> Article:
    """The article on a web page; what is given beside it wins over what the page says.  Raises Invalid."""
    if len(html) > MAX_HTML:
        raise TooLarge(f"html: longer than {MAX_HTML} characters")
    page = extract(html)
    if page is None:
        raise invalid("html", "holds no article text")
    found = {**page, **fields}
    if "published_at" not in found:
        raise invalid("published_at", "is not given, and the page does not tell it")
    return make_article(found)


def decode(body: bytes, charset: str) -> str:
    """The text of a body.  Raises Invalid and UnsupportedMediaType."""
    codec = CHARSETS.get(charset.lower())
    if codec is None:
        raise UnsupportedMediaType(f"Content-Type: charset must be one of {', '.join(CHARSETS)}")
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        raise invalid("body", f"is not valid {codec} at byte {error.start}") from None
    if len(text) > MAX_HTML:
        raise TooLarge(f"text: longer than {MAX_TEXT} characters")
    return text


def split_content_type(content_type: str) -> tuple[str, str]:
    """Media type and charset (utf-8 if not said) of a Content-Type header."""
    header = Message()
    header["Content-Type"] = content_type or "application/octet-stream"
    return header.get_content_type(), str(header.get_param("charset", "utf-8"))
