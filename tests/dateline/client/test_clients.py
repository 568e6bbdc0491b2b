"""Both clients against answers made here: what they send, retry, raise and give."""

import asyncio
import datetime as dt
import inspect
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from dateline.client import (
    AsyncDateline,
    Conflict,
    Dateline,
    Failed,
    Invalid,
    NoAnswer,
    NotFound,
    NotInTime,
    NotUnderstood,
    Refused,
    Unavailable,
)
from dateline.models import STAGES, Article, ArticleRef, EventRecord
from dateline.queries import Page
from dateline.status import ImportResult, Status
from tests.make import enriched, event

Answer = Callable[[httpx2.Request], httpx2.Response]


class Both:
    """Calls a method on either client, and gives its result whole: iterators as lists."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.pauses: list[float] = []
        self.requests: list[httpx2.Request] = []

    def run(self, answer: Answer, name: str, /, *arguments: Any, **options: Any) -> Any:
        def record(request: httpx2.Request) -> httpx2.Response:
            self.requests.append(request)
            return answer(request)

        transport = httpx2.MockTransport(record)
        if self.kind == "sync":
            with Dateline("http://test", transport=transport, sleep=self.pauses.append) as client:
                return _collect(getattr(client, name)(*arguments, **options))
        return asyncio.run(self._run_async(transport, name, arguments, options))

    async def _run_async(self, transport: httpx2.MockTransport, name: str, arguments: Any, options: Any) -> Any:
        async def sleep(seconds: float) -> None:
            self.pauses.append(seconds)

        async with AsyncDateline("http://test", transport=transport, sleep=sleep) as client:
            given = getattr(client, name)(*arguments, **options)
            if inspect.isawaitable(given):
                return await given
            return [item async for item in given]


def _collect(given: Any) -> Any:
    return list(given) if inspect.isgenerator(given) else given


@pytest.fixture(params=["sync", "async"])
def both(request: pytest.FixtureRequest) -> Both:
    return Both(request.param)


def reply(value: Any, status: int = 200, **headers: str) -> httpx2.Response:
    text = value if isinstance(value, str) else json.dumps(value)
    sent = {name.replace("_", "-"): told for name, told in headers.items()}
    return httpx2.Response(status, text=text, headers=sent)


def problem(status: int, title: str = "Bad", detail: str = "it is", **headers: str) -> httpx2.Response:
    errors = [{"field": "near", "message": "is none"}] if status == 422 else []
    return reply({"title": title, "status": status, "detail": detail, "errors": errors}, status, **headers)


def answers(*responses: httpx2.Response | Exception) -> Answer:
    """Each response in its turn, the last one for ever."""
    left = list(responses)

    def answer(_: httpx2.Request) -> httpx2.Response:
        found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, Exception):
            raise found
        return found

    return answer


def record(event_id: str) -> EventRecord:
    return EventRecord(
        **dict(event(event_id)),
        article=ArticleRef(id="a1", revision=1, published_at=dt.date(2018, 10, 29)),
        pipeline_version="1",
    )


def page(*ids: str, following: str | None = None) -> httpx2.Response:
    return reply(Page[EventRecord](items=tuple(map(record, ids)), next=following, total=9).model_dump_json())


def status(state: str, **fields: Any) -> httpx2.Response:
    stages = {name: {"state": "pending"} for name in STAGES}
    return reply(Status(id="a1", revision=1, status=state, attempts=1, stages=stages, **fields).model_dump_json())


RECEIPT = {"id": "a1", "revision": 1, "outcome": "new", "status": "queued", "status_url": "/v1/articles/a1/status"}


def test_both_clients_have_the_same_methods() -> None:
    def methods(kind: type) -> dict[str, list[str]]:
        return {
            name: list(inspect.signature(found).parameters)
            for name, found in vars(kind).items()
            if not name.startswith("_") and name not in ("close", "aclose")
        }

    assert methods(Dateline) == methods(AsyncDateline)


def test_events_come_from_all_pages(both: Both) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if "cursor" in request.url.params:
            return page("e3")
        return page("e1", "e2", following="/v1/events?place=Leeds&cursor=abc")

    found = both.run(answer, "events", place="Leeds", type=["PROTEST", "ELECTION"], datetime=dt.date(2018, 10, 29))
    assert [event.id for event in found] == ["e1", "e2", "e3"]
    first, second = (request.url for request in both.requests)
    assert first.params.get_list("type") == ["PROTEST", "ELECTION"]
    assert (first.params["datetime"], first.params.get("collection")) == ("2018-10-29", None)
    assert second.query == b"place=Leeds&cursor=abc"


@pytest.mark.parametrize(
    ("article", "media_type", "body"),
    [
        ("date 2018-10-29 Words.", "text/plain; charset=utf-8", b"date 2018-10-29 Words."),
        (b"date 2018-10-29 Words.", "text/plain; charset=utf-8", b"date 2018-10-29 Words."),
        (
            {"text": "Words.", "published_at": dt.date(2018, 10, 29)},
            "application/json",
            b'{"text": "Words.", "published_at": "2018-10-29"}',
        ),
        (
            Article(text="Words.", published_at=dt.date(2018, 10, 29)),
            "application/json",
            b'{"published_at":"2018-10-29","text":"Words."}',
        ),
    ],
)
def test_an_article_is_posted_in_any_form(both: Both, article: Any, media_type: str, body: bytes) -> None:
    receipt = both.run(answers(reply(RECEIPT, 202)), "post", article, idempotency_key="k1")
    (request,) = both.requests
    assert (receipt.id, receipt.outcome) == ("a1", "new")
    assert (request.headers["content-type"], request.content) == (media_type, body)
    assert request.headers["idempotency-key"] == "k1"


@pytest.mark.parametrize(("name", "media_type"), [("a.html", "text/html"), ("a.json", "application/json")])
def test_a_file_is_posted_by_its_suffix(both: Both, tmp_path: Path, name: str, media_type: str) -> None:
    (tmp_path / name).write_bytes(b"words")
    both.run(answers(reply(RECEIPT, 202)), "post_file", tmp_path / name)
    assert both.requests[0].headers["content-type"] == media_type


def test_an_article_is_posted_and_waited_for(both: Both) -> None:
    done = reply(enriched("a1").model_dump_json())
    found = both.run(
        answers(reply(RECEIPT, 202), status("queued"), status("running"), status("partial"), done),
        "post_and_wait",
        "date 2018-10-29 Words.",
    )
    assert found == enriched("a1")
    assert [request.url.path.rpartition("/")[2] for request in both.requests] == [
        "articles", "status", "status", "status", "a1"
    ]  # fmt: skip


def test_waiting_ends_with_the_reason_or_the_time(both: Both) -> None:
    with pytest.raises(Failed, match="broken"):
        both.run(answers(reply(RECEIPT, 202), status("failed", error="broken")), "post_and_wait", "x")
    with pytest.raises(NotInTime, match="queued"):
        both.run(answers(reply(RECEIPT, 202), status("queued")), "post_and_wait", "x", timeout_seconds=0)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, NotFound), (409, Conflict), (422, Invalid), (503, Unavailable), (418, Refused)]
)
def test_a_problem_is_an_error_of_its_kind(both: Both, status: int, kind: type[Refused]) -> None:
    with pytest.raises(kind) as caught:
        both.run(answers(problem(status, "Bad", "it is")), "event", "e1")
    assert (caught.value.status, caught.value.title, caught.value.detail) == (status, "Bad", "it is")
    assert caught.value.fields == ((("near", "is none"),) if status == 422 else ())
    assert str(caught.value) == "Bad: it is"


def test_an_answer_that_is_no_problem_is_refused_too(both: Both) -> None:
    with pytest.raises(Refused, match="answered 418"):
        both.run(answers(reply("<html>", 418)), "event", "e1")


def test_an_answer_of_another_form_is_an_error_of_ours(both: Both) -> None:
    with pytest.raises(NotUnderstood):
        both.run(answers(reply({"other": 1})), "event", "e1")


def test_a_busy_service_is_asked_again_when_it_says(both: Both) -> None:
    busy = problem(503, Retry_After="7")
    found = both.run(answers(busy, problem(429), reply(record("e1").model_dump_json())), "event", "e1")
    assert found == record("e1")
    assert both.pauses == [7, 0.4]


def test_asking_again_has_an_end(both: Both) -> None:
    with pytest.raises(Unavailable):
        both.run(answers(problem(503)), "event", "e1")
    assert len(both.requests) == 4


def test_what_may_not_be_done_twice_is_not_sent_twice(both: Both) -> None:
    with pytest.raises(Unavailable):
        both.run(answers(problem(503)), "retry", "a1")
    assert len(both.requests) == 1


def test_a_broken_connection_is_tried_again_and_a_refused_one_is_not(both: Both) -> None:
    broken = httpx2.ReadError("reset")
    assert both.run(answers(broken, reply(record("e1").model_dump_json())), "event", "e1") == record("e1")
    with pytest.raises(NoAnswer, match="is Dateline running"):
        both.run(answers(httpx2.ConnectError("refused")), "event", "e1")
    assert len(both.requests) == 3


def import_answer(bad: Iterable[bytes] = (), busy: Iterable[bytes] = ()) -> Answer:
    """Takes each line but the bad ones; the busy ones once they come again."""
    left = set(busy)

    def answer(request: httpx2.Request) -> httpx2.Response:
        results = []
        for number, line in enumerate(request.content.split(b"\n"), 1):
            refusal = {"status": 422, "title": "Bad", "detail": "it is"} if line in bad else None
            if line in left:
                refusal = {"status": 503, "title": "Overloaded", "detail": "later"}
                left.discard(line)
            results.append({"line": number, "error": refusal} if refusal else {"line": number, "id": line[:9].decode()})
        return reply("".join(json.dumps(result) + "\n" for result in results))

    return answer


def outcomes(results: list[ImportResult]) -> list[tuple[int, str | None]]:
    return [(result.line, result.id) for result in results]


def test_an_import_goes_in_batches_and_numbers_all_lines(both: Both, tmp_path: Path) -> None:
    lines = [b"a%d" % n for n in range(1100)]
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"\n".join([lines[0], b"", *lines[1:]]))
    results = both.run(import_answer(bad=[b"a700"]), "import_jsonl", path)
    expected = [(n + (1 if n == 0 else 2), f"a{n}" if n != 700 else None) for n in range(1100)]
    assert outcomes(results) == expected
    assert len(both.requests) == 3
    assert results[700].error.detail == "it is"


def test_lines_that_a_busy_service_refused_are_sent_again(both: Both) -> None:
    results = both.run(import_answer(busy=[b"b", b"d"]), "import_jsonl", ["a", "b", "c", "d"])
    assert outcomes(results) == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
    assert [request.content for request in both.requests] == [b"a\nb\nc\nd", b"b\nd"]
    assert both.pauses == [1]


def test_long_lines_make_batches_of_their_own(both: Both) -> None:
    both.run(import_answer(), "import_jsonl", ["x" * 3_000_000, "y" * 3_000_000, "z"])
    assert [request.content[:1] for request in both.requests] == [b"x", b"y"]


def change(event_id: str, position: str) -> str:
    data = {
        "position": position, "op": "created", "id": event_id, "article": "a1", "revision": 1,
        "event": json.loads(record(event_id).model_dump_json()),
    }  # fmt: skip
    return f"event: created\ndata: {json.dumps(data)}\nid: {position}\n\n"


def stream(*pieces: str) -> httpx2.Response:
    return httpx2.Response(200, text="".join(pieces), headers={"Content-Type": "text/event-stream"})


class Enough(Exception):
    pass


def follow(both: Both, *responses: httpx2.Response | Exception, n: int, **options: Any) -> list[Any]:
    """The first `n` items of the feed."""
    transport_answer = answers(*responses)

    def record_request(request: httpx2.Request) -> httpx2.Response:
        both.requests.append(request)
        return transport_answer(request)

    transport = httpx2.MockTransport(record_request)
    if both.kind == "sync":
        client = Dateline("http://test", transport=transport, sleep=both.pauses.append)
        items = client.follow(**options)
        return [next(items) for _ in range(n)]

    async def run() -> list[Any]:
        async def sleep(seconds: float) -> None:
            both.pauses.append(seconds)

        async with AsyncDateline("http://test", transport=transport, sleep=sleep) as asynchronous:
            found: list[Any] = []
            async for item in asynchronous.follow(**options):
                found.append(item)
                if len(found) == n:
                    return found
        raise Enough

    return asyncio.run(run())


def test_the_feed_is_followed_beyond_every_break(both: Both) -> None:
    first = stream("retry: 1000\nid: 5-0\n\n", change("e1", "6-0"), ": nothing new\nid: 8-0\n\n")
    found = follow(
        both, first, httpx2.ReadError("reset"), problem(503), stream(change("e2", "9-0")), n=2, place="Leeds"
    )
    assert [item.id for item in found] == ["e1", "e2"]
    assert [request.headers.get("last-event-id") for request in both.requests] == [None, "8-0", "8-0", "8-0"]
    assert {request.url.params["place"] for request in both.requests} == {"Leeds"}
    assert 0 < both.pauses[0] <= 0.25 < both.pauses[2] <= 1


def test_a_listener_that_was_dropped_comes_back_with_its_last_position(both: Both) -> None:
    dropped = 'event: dropped\ndata: {"position": "6-0", "reason": "slow"}\nid: 6-0\n\n'
    found = follow(both, stream(change("e1", "6-0"), dropped), stream(change("e2", "7-0")), n=2, since="0-0")
    assert [item.position for item in found] == ["6-0", "7-0"]
    assert [request.headers["last-event-id"] for request in both.requests] == ["0-0", "6-0"]


def test_a_reset_is_handed_on(both: Both) -> None:
    reset = 'event: reset\ndata: {"position": "0-0", "reason": "trimmed"}\nid: 0-0\n\n'
    found = follow(both, stream(reset, change("e1", "6-0")), n=2, since="3-0")
    assert (found[0].reason, found[1].id) == ("trimmed", "e1")


def test_a_feed_that_is_asked_for_wrongly_is_not_asked_for_again(both: Both) -> None:
    with pytest.raises(Invalid):
        follow(both, problem(422), n=1, near="x")
    assert len(both.requests) == 1


def test_an_export_comes_in_chunks_and_its_break_is_an_error() -> None:
    class Breaking(httpx2.SyncByteStream):
        def __iter__(self) -> Any:
            yield b"first\n"
            raise httpx2.RemoteProtocolError("incomplete")

    def client(response: httpx2.Response) -> Dateline:
        return Dateline("http://test", transport=httpx2.MockTransport(lambda _: response))

    with client(reply("one\ntwo\n")).export("csv", place="Leeds") as chunks:
        assert b"".join(chunks) == b"one\ntwo\n"
    with (
        pytest.raises(NoAnswer, match="not the whole"),
        client(httpx2.Response(200, stream=Breaking())).export() as chunks,
    ):
        list(chunks)
    with pytest.raises(Invalid), client(problem(422)).export():
        pass


async def test_an_export_comes_in_chunks_asynchronously() -> None:
    transport = httpx2.MockTransport(lambda _: reply("one\ntwo\n"))
    async with AsyncDateline("http://test", transport=transport) as client, client.export("csv") as chunks:
        assert b"".join([chunk async for chunk in chunks]) == b"one\ntwo\n"


def test_the_key_of_an_entity_is_part_of_the_path(both: Both) -> None:
    with pytest.raises(NotFound):
        both.run(answers(problem(404)), "entity", "person/ana maría?")
    assert both.requests[0].url.raw_path == b"/v1/entities/person/ana%20mar%C3%ADa%3F"
