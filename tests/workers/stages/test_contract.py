"""What holds for every stage, whatever it reads."""

from dataclasses import fields

import pytest

from tests.workers.conftest import MakeDoc
from workers import stages
from workers.document import Document, Stage

TEXTS = [
    "President Ann Lee said on Monday that 1,200 troops would reach Laredo, Texas, by the end of the week.",
    "“It’s over,” the French minister told Reuters in Paris. In 2016, 40 people died there.",
    "No.",
    "Oct. 3-5, 2018 / $1.2bn @somebody #x https://example.org/a?b=c 10:30 GMT 50% 3rd",
]
PARSED = tuple(stage for stage in stages.load() if stage.name not in ("language", "parse"))


@pytest.fixture(params=TEXTS)
def before(request: pytest.FixtureRequest, make_doc: MakeDoc) -> dict[str, Document]:
    """The document as it comes to each stage."""
    doc, seen = make_doc(request.param), {}
    for stage in PARSED:
        seen[stage.name] = doc
        doc = stage.annotate(doc)
    return seen


@pytest.mark.parametrize("stage", PARSED, ids=lambda stage: stage.name)
def test_a_stage_keeps_its_contract(stage: Stage, before: dict[str, Document]) -> None:
    doc = before[stage.name]
    after, again = stage.annotate(doc), stage.annotate(doc)
    found = getattr(after, stage.adds)
    assert found == getattr(again, stage.adds), "two runs are equal"
    for field in fields(Document):
        if field.name != stage.adds:
            assert getattr(after, field.name) is getattr(doc, field.name), "a stage adds its own annotations alone"
    for item in found:
        assert not stage.labels or item.type in stage.labels, "only declared labels are added"
        for span in getattr(item, "mentions", None) or (item,):
            assert doc.text[span.start : span.end] == span.surface, "surfaces match offsets"
    assert len({item.id for item in found}) == len(found), "ids are unique"


def test_a_stage_without_a_parse_says_so(make_doc: MakeDoc) -> None:
    from workers.document import MissingParse

    bare = Document(make_doc("Words.").article, "Words.")
    for stage in PARSED:
        with pytest.raises(MissingParse):
            stage.annotate(bare)
