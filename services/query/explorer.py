"""The explorer: one page of static files beside the API; all its paths give that page, whose script reads the path."""

import hashlib
import mimetypes
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from fastapi import APIRouter, Request, Response
from starlette.datastructures import Headers

from dateline.errors import NotFound
from services.observe import CSP
from services.query.answers import ETAG_BYTES, has_tag

PAGE = "index.html"
# Nothing from elsewhere, and nothing that stands in the page itself, can run or be shown.
PAGE_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".svg"})
_LEVEL, _GZIP = 9, 31
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
# What the modules of the linked views import, beside one another.
_SHARED = frozenset(
    {
        "countries.js",
        "filters.js",
        "latest.js",
        "messages.js",
        "updates.js",
        "vendored.js",
        "views/article_words.js",
    }
)
_LIBRARIES = ("leaflet/leaflet.js", "topojson-client/topojson-client.min.js", "uplot/uPlot.iife.min.js")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: plain, and compressed where that helps, each under a tag of its own."""

    media_type: str
    plain: bytes
    gzipped: bytes | None
    tag: str


@lru_cache(maxsize=1)
def find_assets() -> MappingProxyType[str, Traversable]:
    """All files of the explorer by their path; no other can be had, whatever a path says."""
    return MappingProxyType(dict(_walk(files("services.query") / "web", "")))


@cache
def load_asset(path: str) -> Asset:
    """The file at a path of `find_assets`, read and compressed once for the life of the process."""
    return _read(find_assets()[path])


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def _read(file: Traversable) -> Asset:
    plain = file.read_bytes()
    suffix = f".{file.name.rpartition('.')[2]}"
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(file.name)[0] or "text/plain; charset=utf-8"
    gzipped = _compress(plain) if suffix in _COMPRESSED else None
    return Asset(media_type, plain, gzipped, hashlib.blake2b(plain, digest_size=ETAG_BYTES).hexdigest())


def _compress(plain: bytes) -> bytes:
    # Without a time in its head, so that it is the same from each process.
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(plain) + packer.flush()


@router.api_route("/", methods=["GET", "HEAD"], name="show_explorer")
@router.api_route("/article/{id}", methods=["GET", "HEAD"], name="show_article_page")
@router.api_route("/entity/{key:path}", methods=["GET", "HEAD"], name="show_entity_page")
@router.api_route("/story/{id}", methods=["GET", "HEAD"], name="show_story_page")
@router.api_route("/post", methods=["GET", "HEAD"], name="show_post_page")
def show_page(request: Request) -> Response:
    """The page.  What it shows is up to its script, which reads the path."""
    response = _send(request, load_asset(PAGE))
    if request.url.path == "/":
        response.headers["Link"] = _preload()
    return response


@lru_cache(maxsize=1)
def _preload() -> str:
    """The header that has the linked views fetched at once, not each when the module before it was read."""
    modules = [path for path in find_assets() if path in _SHARED or path.startswith("views/explorer")]
    links = [f"</assets/{path}>; rel=modulepreload" for path in modules]
    return ", ".join(links + [f"</assets/vendor/{path}>; rel=preload; as=script" for path in _LIBRARIES])


@router.api_route("/assets/{path:path}", methods=["GET", "HEAD"])
def show_asset(request: Request, path: str) -> Response:
    """A script, style sheet, image or vendored file of the page."""
    if path not in find_assets():
        raise NotFound("there is no such file")
    return _send(request, load_asset(path))


def _send(request: Request, asset: Asset) -> Response:
    """The file, or 304 where the client has it; one that is unchanged costs a browser one small answer."""
    packed = asset.gzipped if _takes_gzip(request.headers) else None
    tag = f'"{asset.tag}-gzip"' if packed else f'"{asset.tag}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding", CSP: PAGE_CSP}
    if has_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(packed or asset.plain, headers=headers, media_type=asset.media_type)


def _takes_gzip(headers: Headers) -> bool:
    """Does Accept-Encoding name gzip (RFC 9110, 12.5.3), other than to refuse it?"""
    for part in headers.get("accept-encoding", "").split(","):
        name, _, parameter = part.replace(" ", "").lower().partition(";")
        if name in ("gzip", "*"):
            return parameter.rstrip("0.") != "q="
    return False
