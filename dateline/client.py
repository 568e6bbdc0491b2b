"""The Python client: a thin layer over the HTTP surface, for the command line and for scripts."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from dateline.errors import DatelineError
from dateline.models import EventRecord, Overview, Status

MEDIA_TYPES = {".json": "application/json", ".html": "text/html", ".htm": "text/html"}
TIMEOUT_SECONDS = 40.0


class Refused(DatelineError):
    """The service answered with a problem."""

    title = "Refused"


class Dateline:
    """A running Dateline at `base_url`."""

    def __init__(self, base_url: str, collection: str = "main") -> None:
        self._http = httpx2.Client(base_url=base_url, timeout=TIMEOUT_SECONDS)
        self._collection = {"collection": collection}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def post(self, content: bytes, media_type: str) -> str:
        """Post one article; its id.  Raises Refused and httpx2.HTTPError."""
        response = self._http.post(
            "/v1/articles", content=content, headers={"Content-Type": media_type}, params=self._collection
        )
        return str(_read(response)["id"])

    def post_file(self, path: Path) -> str:
        """Post a file: JSON, HTML or plain text, by its suffix.  Raises Refused, httpx2.HTTPError, OSError."""
        return self.post(path.read_bytes(), MEDIA_TYPES.get(path.suffix.lower(), "text/plain; charset=utf-8"))

    def status(self, article_id: str, wait_seconds: float = 0) -> Status:
        """How far an article is, waiting for its end for up to `wait_seconds` (25 at most)."""
        asked: dict[str, str | float] = {"wait": wait_seconds, **self._collection}
        return Status.model_validate(_read(self._http.get(f"/v1/articles/{article_id}/status", params=asked)))

    def overview(self) -> Overview:
        """How many articles are in each state."""
        return Overview.model_validate(_read(self._http.get("/v1/status", params=self._collection)))

    def events(self, filters: dict[str, Any]) -> Iterator[EventRecord]:
        """All events that match, over all pages."""
        page = _read(self._http.get("/v1/events", params={**self._collection, **filters}))
        while True:
            yield from (EventRecord.model_validate(item) for item in page["items"])
            if page["next"] is None:
                return
            page = _read(self._http.get(page["next"]))


def _read(response: httpx2.Response) -> dict[str, Any]:
    if response.is_success:
        return dict(response.json())
    try:
        problem = response.json()
        message = f"{problem['title']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        message = f"the service answered {response.status_code}"
    raise Refused(message)
