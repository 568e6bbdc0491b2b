"""Article text out of web pages, by trafilatura.  Nothing is fetched."""

import datetime as dt

from trafilatura import bare_extraction
from trafilatura.settings import Document

# Said in the page: the field of the article that it becomes.
_FIELDS = {"title": "title", "sitename": "source", "url": "url", "language": "language"}

# What the page says of itself alone: a year found anywhere ("Copyright 2015") is no publication date.
_DATES = {"original_date": True, "extensive_search": False, "max_date": None}


def extract(html: str) -> dict[str, object] | None:
    """Text, date and what else the page says of itself, as fields of an article; None where it holds no text."""
    page = bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    if not isinstance(page, Document) or not page.text or not page.text.strip():
        return None
    said = {field: getattr(page, name, None) for name, field in _FIELDS.items()}
    fields: dict[str, object] = {field: value for field, value in said.items() if value}
    if page.author:
        fields["authors"] = tuple(name.strip() for name in page.author.split(";") if name.strip())
    if page.date and _is_day(page.date):
        fields["published_at"] = page.date
    return {**fields, "text": page.text}


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True
