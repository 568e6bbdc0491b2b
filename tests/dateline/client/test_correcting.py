import json
from typing import Any

import httpx2
import pytest

from dateline.client import NoAnswer
from dateline.client.plans import RETRIES
from dateline.subjects import Correction
from tests.dateline.client.test_clients import Both, both, reply

__all__ = ["both"]  # the fixture

BOB, ROBERT = "person/bob-smith", "person/robert-smith"
PATH = f"/v1/entities/{BOB}"
DONE = Correction(id="1-0", key=BOB, to=ROBERT, to_remake=3)


@pytest.mark.parametrize(
    ("called", "method", "path", "body"),
    [
        (("give_aliases", ["Bob", "The Boss"]), "PUT", f"{PATH}/aliases", {"aliases": ["Bob", "The Boss"]}),
        (("merge", ROBERT), "POST", f"{PATH}/merge", {"into": ROBERT}),
        (("undo_merge",), "DELETE", f"{PATH}/merge", None),
        (("split", ["a1"]), "POST", f"{PATH}/split", {"articles": ["a1"]}),
        (("undo_split",), "DELETE", f"{PATH}/split", None),
    ],
)
def test_corrections_are_sent(both: Both, called: tuple[Any, ...], method: str, path: str, body: Any) -> None:
    name, *arguments = called
    assert both.run(lambda _: reply(DONE.model_dump_json(), 202), name, BOB, *arguments) == DONE
    request = both.requests[0]
    assert (request.method, request.url.path, dict(request.url.params)) == (method, path, {})
    assert (json.loads(request.content) if request.content else None) == body
    assert ("content-type" in request.headers) == (body is not None)


def test_a_split_says_what_the_entity_becomes_and_its_undoing_where(both: Both) -> None:
    def answer(_: object) -> Any:
        return reply(DONE.model_dump_json(), 202)

    both.run(answer, "split", BOB, ["a1"], to=ROBERT)
    both.run(answer, "split", BOB, ["a1"], name="Robert Smith (bishop)")
    both.run(answer, "undo_split", BOB, ["a1", "a2"])
    *splits, undone = both.requests
    assert [json.loads(request.content) for request in splits] == [
        {"articles": ["a1"], "key": ROBERT},
        {"articles": ["a1"], "name": "Robert Smith (bishop)"},
    ]
    assert undone.url.params.get_list("article") == ["a1", "a2"]


def test_aliases_are_read(both: Both) -> None:
    assert both.run(lambda _: reply({"key": BOB, "aliases": ["The Boss"]}), "aliases", BOB) == ("The Boss",)
    assert both.requests[0].url.path == f"{PATH}/aliases"


@pytest.mark.parametrize(("called", "sent"), [(("merge", ROBERT), 1), (("give_aliases", ["Bob"]), 1 + RETRIES)])
def test_what_would_be_refused_the_second_time_is_sent_once(both: Both, called: tuple[Any, ...], sent: int) -> None:
    def break_off(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("gone", request=request)

    with pytest.raises(NoAnswer):
        both.run(break_off, called[0], BOB, *called[1:])
    assert len(both.requests) == sent
