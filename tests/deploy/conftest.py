"""One stack for the tests of a deployment: two Redis servers with the shipped users, both APIs, and a worker."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import httpx2
import pytest

from dateline.access import AccessKeys
from dateline.search.state import INDEXES
from tests.deploy.stack import address, as_user, run, run_redis, run_service, wait_for, write_users

TEXT = "date 2018-10-29 On Saturday a gunman killed 11 people in Pittsburgh. “We will rebuild,” said Mayor Ann Lee."


@dataclass
class Deployed:
    """Where what is deployed is reached; `queue` is the folder of the Redis that is RQ's alone."""

    folder: Path
    store: Path
    queue: Path
    key: str
    stack: ExitStack
    queue_server: ExitStack
    urls: dict[str, str] = field(default_factory=dict)

    def call(self, service: str, method: str, path: str, **options: object) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.key}", **options.pop("headers", {})}  # type: ignore[dict-item]
        return httpx2.request(method, self.urls[service] + path, headers=headers, timeout=30, **options)  # type: ignore[arg-type]

    def post(self, text: str) -> str:
        """Post a plain text; the id that it was taken under."""
        answer = self.call(
            "ingest", "POST", "/v1/articles", content=text.encode(), headers={"Content-Type": "text/plain"}
        )
        assert answer.status_code == 202, answer.text + str(refused(self))
        return str(answer.json()["id"])

    def follow(self, article_id: str) -> str:
        """Wait for the end of an article; its status."""
        for _ in range(3):
            answer = self.call("ingest", "GET", f"/v1/articles/{article_id}/status?wait=20")
            if answer.status_code == 200 and answer.json()["status"] in ("succeeded", "partial", "failed"):
                break
        return str(answer.json()["status"])

    def start_queue(self) -> None:
        """Start RQ's own Redis, with whatever its folder holds."""
        self.queue_server.enter_context(run_redis(self.queue, "--aclfile", str(self.folder / "users.acl")))


def refused(deployed: Deployed) -> set[tuple[str, str]]:
    """Who was refused which command or key, on both servers."""
    found = set()
    for server in (deployed.store, deployed.queue / "s"):
        with as_user(server, "admin") as admin:
            entries = cast("list[dict[str, str]]", admin.acl_log())
        found |= {(entry["username"], entry["object"].lower()) for entry in entries if entry["context"] != "?"}
    return found


@pytest.fixture(scope="session")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("y")
    users = write_users(folder)
    with ExitStack() as stack:
        store = stack.enter_context(run_redis(folder / "t", "--aclfile", str(users)))
        queue_server = stack.enter_context(ExitStack())
        _, key = AccessKeys(as_user(store, "admin")).create("tests", "*", frozenset({"admin"}), None)
        made = Deployed(folder, store, folder / "q", key, stack, queue_server)
        made.start_queue()

        def environment(user: str) -> dict[str, str]:
            return {
                "DATELINE_REDIS_URL": address(store, user).get_secret_value(),
                "DATELINE_QUEUE_REDIS_URL": address(made.queue / "s", user).get_secret_value(),
                "DATELINE_REQUIRE_KEYS": "always",
                "DATELINE_WORKERS": "1",
                "DATELINE_QUEUED_GRACE_SECONDS": "1",
                "DATELINE_RECONCILE_SECONDS": "0.5",
            }

        worker = [sys.executable, "-m", "workers"]
        stack.enter_context(run(worker, folder / "worker.log", **environment("worker")))
        # The query API waits for these for a minute, in which a busy machine may not load the models.
        wait_for(lambda: len(as_user(store, "admin").execute_command("FT._LIST")) == len(INDEXES), 240)
        for name in ("ingest", "query"):
            log = folder / f"{name}.log"
            made.urls[name] = stack.enter_context(run_service(name, _free_port(), log, **environment(name)))
        yield made


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
