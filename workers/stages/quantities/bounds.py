"""Words before a number that bound or blur it: "at least", "up to", "about"."""

from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.models import Bound
from workers.stages.quantities import words

# The modifiers by their last word, in the order of the table.
_BY_LAST_WORD = {
    phrase[-1]: [(p, bound) for p, bound in words.MODIFIERS if p[-1] == phrase[-1]] for phrase, _ in words.MODIFIERS
}


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
    if not start:
        return 0, None
    for phrase, bound in _BY_LAST_WORD.get(parse[start - 1].lower_, ()):
        size = len(phrase)
        if size <= start and all(parse[start - size + k].lower_ == word for k, word in enumerate(phrase)):
            return size, bound
    return 0, None
