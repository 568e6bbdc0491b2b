"""A browser that is watched: what a page of ours must never do, fails the test that saw it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

Scheme = Literal["light", "dark"]
DESKTOP, PHONE = (1280, 900), (390, 844)
SERIOUS = ("serious", "critical")
# Nothing but the service itself can be reached, whatever a page asks for; and the browser looks for no updates.
_ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
]
_REPORT = """document.addEventListener('securitypolicyviolation', (violation) =>
    reportViolation(violation.effectiveDirective + ' ' + violation.blockedURI))"""
_axe = Axe()
expect.set_options(timeout=20_000)


def find_chromium() -> str | None:
    """The browser to use: DATELINE_CHROMIUM, or Debian's."""
    named = os.environ.get("DATELINE_CHROMIUM", "chromium")
    return shutil.which(named)


@contextmanager
def run_browser(path: str) -> Iterator[Browser]:
    """One browser; as root it runs without its sandbox, which needs another user."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *as_root])
        yield browser
        browser.close()


@dataclass
class Watch:
    """What pages did that none may: errors, breaches of their policy, requests to anywhere but their service."""

    origin: str
    wrong: list[str] = field(default_factory=list)
    answers: set[int] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of `context`, from before their first script."""
        context.expose_function("reportViolation", lambda what: self.wrong.append(f"policy: {what}"))
        context.add_init_script(_REPORT)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))
        context.on("request", self._see)
        context.on("dialog", self._meet)

    def allow(self, *statuses: int) -> None:
        """Have answers of these statuses be no errors: the browser writes each refusal to the console."""
        self.answers.update(statuses)

    def _hear(self, message: ConsoleMessage) -> None:
        expected = [
            f"Failed to load resource: the server responded with a status of {status}" for status in self.answers
        ]
        if message.type == "error" and not message.text.startswith(tuple(expected)):
            self.wrong.append(f"console: {message.text} ({message.location.get('url')})")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.wrong.append(f"request: {request.url}")

    def _meet(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@dataclass
class Visitor:
    """Opens pages of one service, each in a browser profile of its own."""

    browser: Browser
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str = "/", size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", **options: Any) -> Page:
        """The page at `path`, once it is quiet."""
        page = self.context(size, scheme, **options).new_page()
        page.goto(self.watch.origin + path)
        return page

    def context(self, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", **options: Any) -> BrowserContext:
        """A profile without any history; `options` are those of Playwright's `new_context`."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            timezone_id="America/Los_Angeles",
            locale="en-US",
            service_workers="block",
            **options,
        )
        context.set_default_timeout(20_000)
        self.watch.follow(context)
        self.contexts.append(context)
        return context

    def close(self) -> None:
        """Close all pages; nothing may have gone wrong on any of them."""
        for context in self.contexts:
            context.close()
        assert not self.watch.wrong, self.watch.wrong


def wait_for_views(page: Page) -> None:
    """Wait until the linked views are all drawn."""
    expect(page.locator(".map-box .mark").first).to_be_visible()
    expect(page.locator(".chart canvas")).to_be_visible()
    expect(page.locator("article.row").first).to_be_visible()


def find_barriers(page: Page) -> list[str]:
    """What axe-core finds on the page that is serious: rule and elements."""
    found = _axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def find_barriers_in_both(page: Page) -> list[str]:
    """The same, light and dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {barrier}" for barrier in find_barriers(page)]
    return found


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(wide)


def picture(page: Page, name: str, *, is_whole: bool = True) -> None:
    """A screenshot under DATELINE_PICTURES, where that is set: for eyes, not for tests."""
    if folder := os.environ.get("DATELINE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=is_whole)
