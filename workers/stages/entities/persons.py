"""Names of people: after a form of address, by a common first name, and with all of their words."""

from collections.abc import Iterator

from spacy.tokens import Doc

from workers.stages.entities import heads, people
from workers.stages.entities.candidates import Candidate, is_name_word, is_opener
from workers.stages.entities.given_names import GIVEN_NAMES
from workers.stages.entities.wordruns import right

MAX_WORDS = 4
_ENDS_NAMES = heads.ORG_HEADS | people.OFFICES
_NO_SYLLABLES = frozenset({"era", "led", "run", "like", "free", "born", "type", "made", "to", "held"})
_NUMERALS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "Jr.", "Sr.", "Jr", "Sr"})
_MAX_ACRONYM = 4
# Surnames that are months; after a first name they are no dates.
_MONTHS_TOO = frozenset({"may", "march", "june", "april", "august"})
_KOREAN_LETTERS = 5


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


def peers(doc: Doc) -> Iterator[Candidate]:
    """Names of nobility: "Duke of Norland"."""
    for token in doc[:-2]:
        if token.lower_ in people.PEERS and token.is_title and doc[token.i + 1].lower_ == "of":
            end = right(doc, token.i + 2)
            if end > token.i + 2:
                yield Candidate(token.i, end, "PERSON", fixed=True)


def given(doc: Doc) -> Iterator[Candidate]:
    """Names that begin with a common first name and that the model passed over."""
    for token in doc:
        if token.lower_ in GIVEN_NAMES and token.is_title and token.tag_ == "NNP" and not token.ent_type_:
            yield Candidate(token.i, _end(doc, token.i), "PERSON")


def _end(doc: Doc, start: int) -> int:
    end = start
    while end < len(doc) and end - start < MAX_WORDS and _continues(doc, start, end):
        end = _after_hyphen(doc, end + 1)
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


def is_careless(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens are a full name without capitals, as careless writers have it: "anna keller"."""
    return end - start > 1 and doc[start].lower_ in GIVEN_NAMES and all(t.tag_ == "NNP" for t in doc[start:end])


def _is_left_out(doc: Doc, start: int, i: int) -> bool:
    token = doc[i]
    if token.lower_ in _MONTHS_TOO and token.is_title and i == start + 1 and doc[start].lower_ in GIVEN_NAMES:
        return not (i + 1 < len(doc) and doc[i + 1].is_digit)
    return not token.ent_type_ and token.tag_ == "NNP" and token.is_title and _continues(doc, start, i)


def _after_hyphen(doc: Doc, end: int) -> int:
    """The end of "Haidar Abdel-Shafi" where `end` is that of "Abdel"."""
    tight = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    if tight and (is_name_word(doc[end + 1]) or _ends_korean(doc, end)):
        return end + 2
    return end


def _ends_korean(doc: Doc, hyphen: int) -> bool:
    """Whether a short word in lower case ends a name at the hyphen: "Moon Jae-in", but not "Trump-era"."""
    before, after = doc[hyphen - 1], doc[hyphen + 1]
    short = len(before) <= _KOREAN_LETTERS and len(after) <= _KOREAN_LETTERS - 1 and after.is_alpha
    return short and hyphen > 1 and before.is_title and doc[hyphen - 2].is_title and after.lower_ not in _NO_SYLLABLES


def _after_nickname(doc: Doc, end: int) -> int:
    """The end of 'William "Buckshot" May' where `end` is that of "William"."""
    window = doc[end : end + 4]
    if len(window) < 4 or not (window[0].is_quote and window[2].is_quote and is_name_word(window[1])):
        return end
    return end + 4 if is_name_word(window[3]) and window[3].tag_ == "NNP" else end
