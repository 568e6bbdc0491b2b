import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from dateline.models import STAGES, Article, EnrichedArticle, Quantity, Span, StageReport
from workers import pipeline
from workers.document import Document, MissingParse, Stage
from workers.pipeline import Pipeline
from workers.stages import MODULES


def clock() -> float:
    return 0.0


@pytest.fixture(scope="module")
def loaded() -> Pipeline:
    ticks = itertools.count()
    return pipeline.load(lambda: next(ticks) / 1000)


def article(text: str, **fields: object) -> Article:
    return Article.model_validate({"id": "a", "text": text, "published_at": "2018-10-29", **fields})


def fake(name: str, error: Exception | None = None) -> Stage:
    def annotate(doc: Document) -> Document:
        if error:
            raise error
        return doc.add(**{name: ()})

    return Stage(name, name, frozenset(), annotate)


def test_every_stage_is_reported_under_its_published_name() -> None:
    assert (*(module.__name__.rsplit(".", 1)[1] for module in MODULES), "events") == STAGES


def test_a_failed_stage_makes_the_article_partial_and_the_others_go_on() -> None:
    made = pipeline.enrich(Pipeline((fake("dates", ValueError("secret")), fake("places")), clock), article("Words."))
    assert made.status == "partial"
    assert (made.stages["dates"].state, made.stages["dates"].error) == ("failed", "ValueError")
    assert (made.stages["places"].state, made.stages["places"].found) == ("done", 0)


def test_whoever_watches_is_told_of_each_stage_and_sees_it_fail() -> None:
    seen: list[str] = []

    @contextmanager
    def watch(name: str) -> Iterator[None]:
        try:
            yield
            seen.append(name)
        except Exception as error:
            seen.append(f"{name}: {type(error).__name__}")
            raise

    made = Pipeline((fake("dates"), fake("places", ValueError()), fake("quotes", MissingParse())), clock, watch)
    found = pipeline.enrich(made, article("Words."))
    assert seen == ["dates", "places: ValueError", "quotes: MissingParse", "events: MissingParse"]
    assert (found.stages["places"].state, found.stages["quotes"].state) == ("failed", "skipped")


def counted(name: str, runs: list[str], error: Exception | None = None) -> Stage:
    """A stage that notes that it ran, and finds what it is called."""

    def annotate(doc: Document) -> Document:
        runs.append(name)
        if error:
            raise error
        span = Span(start=0, end=5, surface="Words")
        found = (Quantity(id=name, unit=name, confidence=1, **dict(span)),)
        return doc.add(**{name: found if name == "quantities" else ()})

    return Stage(name, name, frozenset(), annotate)


def test_of_a_partial_result_the_first_failed_stage_and_those_after_it_run_again() -> None:
    runs: list[str] = []
    names = ("language", "parse", "dates", "places", "entities", "quotes", "quantities")
    stages = tuple(fake(name) if name in ("language", "parse") else counted(name, runs) for name in names)
    failing = tuple(counted("quotes", [], ValueError()) if one.name == "quotes" else one for one in stages)
    before = pipeline.enrich(Pipeline(failing[2:], clock), article("Words."), 3)
    reports = {**before.stages, **dict.fromkeys(("language", "parse"), StageReport(state="done", found=1))}
    before = before.model_copy(update={"stages": reports})
    assert (before.status, before.stages["quotes"].state) == ("partial", "failed")
    runs.clear()
    after = pipeline.enrich(Pipeline(stages[2:], clock), article("Words."), 3, before)
    assert runs == ["quotes", "quantities"]
    assert {report.state for name, report in after.stages.items() if name != "events"} == {"done"}
    assert [found.id for found in after.quantities] == ["quantities"]
    for other in (before.model_copy(update={"revision": 2}), before.model_copy(update={"pipeline_version": "0"})):
        runs.clear()
        pipeline.enrich(Pipeline(stages[2:], clock), article("Words."), 3, other)
        assert runs == list(names[2:]), "what another pipeline or revision gave is not kept"


def test_what_is_kept_of_a_partial_result_is_what_a_whole_run_finds(loaded: Pipeline) -> None:
    def fail(_: Document) -> Document:
        raise ValueError

    posted = article("“We will march,” Ann Lee said in Leeds on Monday. Police arrested 12 men.", title="Leeds")
    broken = [replace(stage, annotate=fail) if stage.name == "quotes" else stage for stage in loaded.stages]
    before = pipeline.enrich(replace(loaded, stages=tuple(broken)), posted)
    assert (before.status, before.quotes) == ("partial", ())
    stored = EnrichedArticle.model_validate_json(before.model_dump_json(exclude={"events"}))
    after, whole = pipeline.enrich(loaded, posted, 1, stored), pipeline.enrich(loaded, posted)
    assert after.model_dump(exclude={"stages"}) == whole.model_dump(exclude={"stages"})
    assert after.status == "succeeded"
    assert after.quotes


def test_what_needs_the_parse_is_skipped_without_it() -> None:
    made = pipeline.enrich(Pipeline((fake("dates", MissingParse()),), clock), article("Words."))
    assert made.stages["dates"].state == "skipped"
    assert "parse" in (made.stages["dates"].error or "")


def test_finding_nothing_is_done_not_failed(loaded: Pipeline) -> None:
    made = pipeline.enrich(loaded, article("Yes."))
    assert made.status == "succeeded"
    assert {report.state for report in made.stages.values()} == {"done"}
    assert (made.events, made.stages["events"].found) == ((), 0)


GERMAN = (
    "Der Bundestag hat am Donnerstag nach langer Debatte beschlossen, die Brücke über den Fluss zu sperren. "
    "Die Abgeordneten stimmten mit großer Mehrheit für den Antrag der Regierung."
)


def test_an_article_in_another_language_is_stored_and_nothing_is_invented(loaded: Pipeline) -> None:
    made = pipeline.enrich(loaded, article(GERMAN, title="Brücke gesperrt"))
    assert (made.status, made.language) == ("partial", "de")
    assert made.stages["language"].state == "done"
    assert {(report.state, report.error) for name, report in made.stages.items() if name != "language"} == {
        ("skipped", "language")
    }
    assert (made.dates, made.entities, made.places, made.events) == ((), (), (), ())


def test_the_title_keeps_its_own_spans(loaded: Pipeline) -> None:
    title = "Storm hits Leeds on Monday"
    made = pipeline.enrich(loaded, article("A storm hit the north of England.", title=title))
    assert made.in_title is not None
    (date,) = made.in_title["dates"]
    assert isinstance(date, dict)
    assert (date["title_start"], date["title_end"], date["surface"]) == (20, 26, "Monday")


def test_two_runs_are_equal_and_survive_json(loaded: Pipeline) -> None:
    text = "Police arrested 12 marchers in Leeds on Saturday, the mayor said."
    runs = [pipeline.enrich(loaded, article(text)) for _ in range(2)]
    first, second = (run.model_dump(exclude={"stages"}) for run in runs)
    assert first == second
    assert EnrichedArticle.model_validate_json(runs[0].model_dump_json(exclude_none=True)) == runs[0]


def spans(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if {"start", "end", "surface"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from spans(item)


@pytest.mark.parametrize(
    "text",
    [
        "“We will march,” Ann Lee said in Paris, Texas, on Monday — 1,200 people came 🎉 to the 5 p.m. rally.",
        "\n\n  It began\ton Sunday.\r\nTwo men died\u2028near Leeds…  \n",
        "e\u0301lection in Co\u0302te d’Ivoire \u202eon Tuesday\u202c 😀😀 killed 11.",
        "x" * 2000 + " on Monday",
        "[" * 5000,
        "on Monday " * 300,
    ],
)
def test_every_span_is_the_text_between_its_offsets(loaded: Pipeline, text: str) -> None:
    made = pipeline.enrich(loaded, article(text, title="Two men died near Leeds on Monday, 12 hurt"))
    assert {report.state for report in made.stages.values()} == {"done"}
    for item in spans(made.model_dump()):
        assert text[int(str(item["start"])) : int(str(item["end"]))] == item["surface"]
