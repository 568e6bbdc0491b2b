"""Where a place lies by the text: "20 miles north of", "off the coast of", "near" before its name."""

from collections.abc import Sequence

from spacy.tokens import Token

from workers.stages.places import words

BESIDE = frozenset(("near", "off", "outside"))
COMPASS = frozenset(
    f"{ns}{joint}{ew}" if ns and ew else ns + ew
    for ns in ("north", "south", "")
    for joint in ("", "-")
    for ew in ("east", "west", "")
    if ns or ew
)
SHORES = frozenset(("coast", "shore", "shores", "outskirts", "edge"))
BORDERS = frozenset(("border", "frontier"))
UNITS = frozenset(
    ("mile", "miles", "km", "kms", "kilometer", "kilometers", "kilometre", "kilometres", "meters", "metres", "yards")
)
# "some 20 miles (32 km) north of the": no phrase is longer.
MAX_BRACKET = 4

# The tokens of a text: a list is indexed far faster than a Doc.
Tokens = Sequence[Token]


def join(doc: Tokens, start: int, end: int) -> str:
    """The text of the tokens from `start` to before `end`."""
    if end - start == 1:
        return doc[start].text
    return "".join(token.text_with_ws for token in doc[start : end - 1]) + doc[end - 1].text


def read_offset(doc: Tokens, start: int) -> str | None:
    """The phrase right before token `start` that puts the place beside the name, without a last article."""
    last = start - 1 if start > 0 and doc[start - 1].lower_ in words.ARTICLES else start
    first = _first_token(doc, last)
    return join(doc, first, last) if first is not None else None


def _first_token(doc: Tokens, last: int) -> int | None:
    if last < 1:
        return None
    word = doc[last - 1].lower_
    if word in BESIDE:
        return last - 1
    if last < 2:
        return None
    before = doc[last - 2].lower_
    if word == "with" and before in BORDERS:
        return last - 2
    if word != "of":
        return None
    if before in COMPASS:
        at = last - 2
        # "south-west" is three tokens.
        return _measure_start(doc, at - 2 if at > 1 and doc[at - 1].text == "-" else at)
    return _shore_start(doc, last - 2) if before in SHORES else None


def _shore_start(doc: Tokens, at: int) -> int:
    """The start of "off the western coast", whose last token is `at`."""
    first = at
    while first > 0 and first > at - 2 and (doc[first - 1].text in words.DIRECTIONS or doc[first - 1].lower_ == "the"):
        first -= 1
    return first - 1 if first > 0 and doc[first - 1].lower_ in ("off", "on") else first


def _measure_start(doc: Tokens, at: int) -> int:
    """The start of "20 miles (32 km) north", whose last token is `at`."""
    first = at
    if first > 0 and doc[first - 1].text == ")":
        opened = next((i for i in range(first - 2, max(first - 2 - MAX_BRACKET, -1), -1) if doc[i].text == "("), None)
        first = opened if opened is not None else first
    if first > 1 and doc[first - 1].lower_ in UNITS and doc[first - 2].like_num:
        return first - 2
    return at
