"""Words before a number that bound or blur it: "at least", "up to", "about"."""

from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.models import Bound
from workers.stages.quantities import words


@dataclass(frozen=True, slots=True)
class Modifier:
    """The token where the phrase begins with its modifiers, the bound they set, and whether they blur it."""

    start: int
    bound: Bound | None
    approximate: bool


def find(parse: Doc, start: int) -> Modifier:
    """The modifiers right before token `start`, in either order."""
    bound: Bound | None = None
    approximate = False
    for _ in range(2):
        size, found = _before(parse, start)
        if not size:
            break
        start -= size
        bound, approximate = bound or found, approximate or found is None
    verb = parse[start - 1] if start else None
    if verb is not None and bound is None and verb.pos_ == "VERB" and verb.lemma_ in words.EXCEEDING:
        bound = "more_than"
    return Modifier(start, bound, approximate)


def _before(parse: Doc, start: int) -> tuple[int, Bound | None]:
    """How many tokens of a modifier end at `start`, 0 for none, and the bound it sets, null for "about"."""
    for phrase, bound in words.MODIFIERS:
        size = len(phrase)
        if size <= start and all(parse[start - size + k].lower_ == word for k, word in enumerate(phrase)):
            return size, bound
    return 0, None
