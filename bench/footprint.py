"""What a running service holds, and how soon it is there: `python -m bench.footprint [--quick]`.

Each round starts a service with one worker and one with two, posts an article as soon as somebody answers, and, when
all articles are enriched, reads the memory of each process.  What a second worker costs is what all processes behind
the API hold together with two, less what they hold with one: what they share counts once.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

from bench.command import run
from bench.figures import Aim, Figure, Section, Unit, compare
from bench.growth import used_bytes
from bench.machine import find_children, read_command, read_memory
from bench.service import POLL_SECONDS, START_SECONDS, Service, make_articles, push, start_service
from dateline import keys
from dateline.client import Dateline
from dateline.models import Article
from dateline.queries import EventQuery
from dateline.search import find_events

# Articles and rounds.
FULL, QUICK = (60, 3), (12, 1)
SEED = 7
COLLECTION, FIRST = "bench", "first"
SUPERVISOR, API, SERVER = "supervisor", "API", "Redis"
AIM_MB = 250.0
EMBEDDED = "redis-server"


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one start: seconds until the API answered and until the first event, MB (PSS, USS) of each process, and bytes
    of Redis an event.
    """

    answered: float
    first_event: float
    memory: dict[str, tuple[float, float]]
    event_bytes: float

    @property
    def behind_api(self) -> float:
        """What the supervisor and its children hold together, in MB."""
        return sum(pss for name, (pss, _) in self.memory.items() if name not in (API, SERVER))


def measure(quick: bool) -> list[Section]:
    """Start-up, memory of the processes, Redis memory an event."""
    n_articles, rounds = QUICK if quick else FULL
    articles = make_articles(n_articles, SEED)
    seen = [[visit(workers, articles) for workers in (1, 2)] for _ in range(rounds)]
    ones, twos = ([each[at] for each in seen] for at in (0, 1))
    return [tell(ones, twos, n_articles)]


def tell(ones: Sequence[Seen], twos: Sequence[Seen], n_articles: int) -> Section:
    """All of it; the starts are those with two workers, which is the default."""
    more = [two.behind_api - one.behind_api for one, two in zip(ones, twos, strict=True)]
    first = [two.first_event for two in twos]
    aim = Aim(bound=AIM_MB, side="at most", of="value")
    whole = "all processes behind the API, 1 worker"
    figures = [
        _figure("start until the API answers", "s", [two.answered for two in twos]),
        _figure("start until the first event", "s", first),
        *(
            _figure(f"{kind} of {name}", "MB", [two.memory[name][at] for two in twos])
            for name in twos[0].memory
            for at, kind in enumerate(("PSS", "USS"))
        ),
        _figure(f"PSS of {whole}", "MB", [one.behind_api for one in ones]),
        compare("PSS that a second worker adds", "MB", more, [one.behind_api for one in ones], whole, aim),
        _figure("Redis memory an event", "bytes", [two.event_bytes for two in twos]),
    ]
    note = (
        f"After {n_articles} articles; MB are 10^6 bytes. Start-ups, processes and Redis are those of two workers. "
        "Redis memory is all that the articles brought, texts and indexes too; `bench.growth` has it for large stores."
    )
    return Section(title="Start-up and memory", note=note, figures=tuple(figures))


def _figure(name: str, unit: Unit, samples: Sequence[float]) -> Figure:
    return Figure(name=name, unit=unit, samples=tuple(samples))


def visit(workers: int, articles: Sequence[Article]) -> Seen:
    """Start a service, have it enrich the articles, and look at it."""
    with start_service(workers) as service:
        post_first(service, articles[0])
        answered = time.time() - service.began
        await_event(service)
        first_event = time.time() - service.began
        empty = used_bytes(service.store)
        push(service, COLLECTION, articles)
        used = used_bytes(service.store) - empty
        events = find_events(service.store, COLLECTION, EventQuery(limit=1)).total
        return Seen(answered, first_event, read_processes(service), used / events)


def post_first(service: Service, article: Article) -> None:
    """Post one article as soon as the service takes it.  Raises RuntimeError where it does not start."""
    body = article.model_dump_json(exclude_none=True)
    until = time.monotonic() + START_SECONDS
    with httpx2.Client(base_url=service.url, headers={"Content-Type": "application/json"}) as client:
        while time.monotonic() < until and service.process.poll() is None:
            try:
                if client.post("/v1/articles", params={"collection": FIRST}, content=body).is_success:
                    return
            except httpx2.TransportError:
                pass  # nobody listens yet
            time.sleep(POLL_SECONDS)
    raise RuntimeError("the service did not start")


def await_event(service: Service) -> None:
    """Return when the API gives the article's events.  Raises TimeoutError."""
    until = time.monotonic() + START_SECONDS
    with Dateline(service.url, FIRST) as client:
        while time.monotonic() < until:
            if service.store.exists(keys.feed(FIRST)) and next(client.events(limit=1), None) is not None:
                return
            time.sleep(POLL_SECONDS)
    raise TimeoutError(f"there is no event after {START_SECONDS} s")


def read_processes(service: Service) -> dict[str, tuple[float, float]]:
    """PSS and USS in MB of each process of the service, by what it is."""
    present: Any = service.store.hgetall(keys.PROCESSES)
    names = {json.loads(said)["pid"]: name.rpartition("/")[2] for name, said in present.items()}
    found = {API: read_memory(service.process.pid)}
    for child in find_children(service.process.pid):
        found[SERVER if EMBEDDED in read_command(child) else SUPERVISOR] = read_memory(child)
        found |= {names[pid]: read_memory(pid) for pid in find_children(child) if pid in names}
    return found


if __name__ == "__main__":
    sys.exit(run(measure, __doc__))
