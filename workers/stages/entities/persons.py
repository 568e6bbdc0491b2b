"""Names of people: after a form of address, by a common first name, and with all of their words."""

from collections.abc import Iterator

from spacy.tokens import Doc

from workers.stages.entities import heads, people
from workers.stages.entities.candidates import Candidate, is_name_word, is_opener
from workers.stages.entities.given_names import GIVEN_NAMES

MAX_WORDS = 4
_ENDS_NAMES = heads.ORG_HEADS | people.OFFICES
_NUMERALS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "Jr.", "Sr.", "Jr", "Sr"})
_MAX_ACRONYM = 4


def titled(doc: Doc) -> Iterator[Candidate]:
    """Names after a form of address: "Mr Keller", "Gen. Mark Milley"."""
    for token in doc:
        if token.lower_ not in people.HONORIFICS or not token.text[0].isupper():
            continue
        start = token.i + 1
        while start < len(doc) and doc[start].lower_ in people.HONORIFICS:
            start += 1
        end = _end(doc, start)
        if end > start and doc[end - 1].lower_ in people.PARTICLES:
            end -= 1
        if end > start:
            yield Candidate(start, end, "PERSON", fixed=True)


def given(doc: Doc) -> Iterator[Candidate]:
    """Names that begin with a common first name and that the model passed over."""
    for token in doc:
        if token.lower_ in GIVEN_NAMES and token.is_title and token.tag_ == "NNP" and not token.ent_type_:
            yield Candidate(token.i, _end(doc, token.i), "PERSON")


def _end(doc: Doc, start: int) -> int:
    end = start
    while end < len(doc) and end - start < MAX_WORDS and _continues(doc, start, end):
        end += 1
    return end


def _continues(doc: Doc, start: int, i: int) -> bool:
    """Whether token `i` can belong to the name of a person that begins at `start`."""
    token = doc[i]
    if token.lower_ in people.PARTICLES and i > start:
        return True
    if token.lower_ in _ENDS_NAMES or not is_name_word(token) or is_opener(token):
        return False
    return not (token.is_upper and len(token) > _MAX_ACRONYM)


def extend(doc: Doc, c: Candidate) -> Candidate:
    """The candidate, where it is a person, with the words of the name that the model left out."""
    if c.type != "PERSON" or c.end - c.start >= MAX_WORDS:
        return c
    if c.end < len(doc) and doc[c.end].text in _NUMERALS:
        return c.cut(c.start, c.end + 1)
    end = _after_nickname(doc, _after_hyphen(doc, c.end))
    while end < len(doc) and end - c.start < MAX_WORDS and _is_left_out(doc, c.start, end):
        end += 1
    before = doc[c.start - 1] if c.start else None
    first_missing = before is not None and before.lower_ in GIVEN_NAMES and end - c.start == 1
    return c.cut(c.start - first_missing, end)


def _is_left_out(doc: Doc, start: int, i: int) -> bool:
    token = doc[i]
    return not token.ent_type_ and token.tag_ == "NNP" and token.is_title and _continues(doc, start, i)


def _after_hyphen(doc: Doc, end: int) -> int:
    """The end of "Haidar Abdel-Shafi" where `end` is that of "Abdel"."""
    tight = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    return end + 2 if tight and is_name_word(doc[end + 1]) else end


def _after_nickname(doc: Doc, end: int) -> int:
    """The end of 'William "Buckshot" May' where `end` is that of "William"."""
    window = doc[end : end + 4]
    if len(window) < 4 or not (window[0].is_quote and window[2].is_quote and is_name_word(window[1])):
        return end
    return end + 4 if is_name_word(window[3]) and window[3].tag_ == "NNP" else end
