import gzip
import hashlib
import re

import pytest
from fastapi.testclient import TestClient

from bench.assets import VENDOR, read_list
from services.query.explorer import find_assets, load_asset

FIRST_LOAD_BYTES = 200_000
_IMPORT = re.compile(r'^(?:import|export) .*?from "(\.[^"]+)";|^import "(\.[^"]+)";', re.MULTILINE)
_LINKED = re.compile(r'(?:src|href)="/assets/([^"]+)"')
# What the linked views load by themselves; the finer shapes wait until one is near.
_LOADED = (
    "views/explorer.js",
    "vendor/leaflet/leaflet.js",
    "vendor/leaflet/leaflet.css",
    "vendor/topojson-client/topojson-client.min.js",
    "vendor/world-atlas/countries-110m.json",
    "vendor/uplot/uPlot.iife.min.js",
    "vendor/uplot/uPlot.min.css",
)


@pytest.mark.parametrize(
    "path", ["/", "/?type=AID", "/article/a1", "/entity/person/ann", "/entity/place/1", "/story/s1", "/post"]
)
def test_every_page_has_the_same_frame_under_a_strict_policy(both: TestClient, path: str) -> None:
    response = both.get(path)
    assert response.status_code == 200
    assert response.content == load_asset("index.html").plain
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"} < set(policy)
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    page = load_asset("index.html").plain.decode()
    assert re.findall(r"<script[^>]*>([^<]+)</script>|<style|\sstyle=|\son[a-z]+=", page) == []


def test_no_file_of_ours_makes_markup_out_of_strings() -> None:
    ours = {path: load_asset(path).plain.decode() for path in find_assets() if _is_script(path)}
    sinks = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTMLUnsafe")
    assert [path for path, text in ours.items() if sinks.search(text)] == []
    assert "views/explorer.js" in ours


def test_no_file_of_ours_names_another_host() -> None:
    ours = {path: load_asset(path).plain.decode() for path in find_assets() if not path.startswith("vendor/")}
    allowed = {"http://www.w3.org/2000/svg"}
    named = {url for text in ours.values() for url in re.findall(r"https?://\w[\w./-]*", text)}
    assert named <= allowed


def test_a_file_is_sent_compressed_to_those_who_take_it(both: TestClient) -> None:
    plain = both.get("/assets/main.js", headers={"Accept-Encoding": "identity"})
    with both.stream("GET", "/assets/main.js", headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert gzip.decompress(raw) == plain.content == load_asset("main.js").plain
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["gzip;q=0", "gzip; q=0.0", "br", ""])
def test_a_file_is_sent_plain_to_those_who_refuse_it(both: TestClient, encoding: str) -> None:
    assert "Content-Encoding" not in both.get("/assets/main.js", headers={"Accept-Encoding": encoding}).headers


def test_a_file_that_is_held_is_not_sent_again(both: TestClient) -> None:
    tag = both.get("/assets/main.js").headers["ETag"]
    again = both.get("/assets/main.js", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("main.js", "text/javascript; charset=utf-8"),
        ("styles/base.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("vendor/world-atlas/countries-110m.json", "application/json"),
    ],
)
def test_files_have_their_media_types(both: TestClient, path: str, media_type: str) -> None:
    assert both.get(f"/assets/{path}").headers["Content-Type"] == media_type


@pytest.mark.parametrize("path", ["none.js", "../explorer.py", "..%2Fexplorer.py", "%2e%2e/explorer.py", "", "vendor"])
def test_nothing_else_can_be_had(both: TestClient, path: str) -> None:
    assert both.get(f"/assets/{path}").status_code == 404


def test_vendored_files_are_those_that_are_listed() -> None:
    rows = read_list()
    held = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"README.md"}
    assert {row.path for row in rows} == held
    wrong = [row.path for row in rows if hashlib.sha256((VENDOR / row.path).read_bytes()).hexdigest() != row.sha256]
    assert wrong == []
    assert {row.package for row in rows if row.origin == "LICENSE"} == {row.package for row in rows}


def test_the_first_load_is_small() -> None:
    needed = follow("index.html", *_LOADED)
    assert {"main.js", "router.js", "views/explorer_map.js", "styles/explorer.css"} < needed
    sizes = {path: len(load_asset(path).gzipped or load_asset(path).plain) for path in needed}
    assert sum(sizes.values()) < FIRST_LOAD_BYTES, sizes


def follow(*paths: str) -> set[str]:
    """These files, and all that they load or import at once."""
    found: set[str] = set()
    left = list(paths)
    while left:
        path = left.pop()
        if path in found:
            continue
        found.add(path)
        if path == "index.html":
            left += _LINKED.findall(load_asset(path).plain.decode())
        elif _is_script(path):
            left += [_resolve(path, one or other) for one, other in _IMPORT.findall(load_asset(path).plain.decode())]
    return found


def _resolve(path: str, written: str) -> str:
    folder = path.rpartition("/")[0].split("/") if "/" in path else []
    for part in written.split("/"):
        folder = folder[:-1] if part == ".." else folder if part == "." else [*folder, part]
    return "/".join(folder)


def _is_script(path: str) -> bool:
    return path.endswith(".js") and not path.startswith("vendor/")
