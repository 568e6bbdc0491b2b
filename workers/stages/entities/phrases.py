"""Names recognised by their head words: bodies and places kept whole, and names that are well known."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc

from workers.stages.entities import happenings, heads, known, neighbours, people
from workers.stages.entities.candidates import Candidate, is_name_word, opens_sentence
from workers.stages.entities.wordruns import OF, OF_FOR, after_of, coordinated, left, right

Rule = Callable[[Doc, int], Candidate | None]

_ORG_WORDS = heads.ORG_HEADS | heads.OF_HEADS
_PLACE_OF_HEADS = heads.GPE_OF_HEADS | heads.LOC_OF_HEADS
_NOT_TEAMS = people.ADHERENTS | heads.GPE_HEADS | {"states", "nations"}
_KNOWN = ((known.KNOWN_EVENTS, "EVENT", 1), (known.KNOWN_PLACES, "LOC", 2), (known.KNOWN_ORGS, "ORG", 2))
_KNOWN_WORDS = 6
_LINKERS = frozenset({"upon", "am", "sur"})
# A noun before the name that says that it is no place: "the band Blue Harbour".
_TOLD = neighbours.ORG_NOUNS - {"bank", "chain"} | neighbours.PRODUCT_NOUNS
_RAILS = frozenset({"railway", "train", "metro", "underground", "subway"})
_PLACE_HEADS = (
    (heads.GPE_HEADS, "GPE", True), (heads.LOC_HEADS, "LOC", True), (heads.DISTRICT_HEADS, "GPE", False),
    (heads.FAC_HEADS, "FAC", False),
)  # fmt: skip


def find(doc: Doc) -> Iterator[Candidate]:
    """All head-word phrases of `doc`; they may overlap."""
    for token in doc:
        for rule in _RULES.get(token.lower_, ()):
            candidate = rule(doc, token.i)
            if candidate:
                yield candidate
        if token.text[-1] == "s" and token.tag_ in {"NNP", "NNPS"}:
            team = _team(doc, token.i)
            if team:
                yield team


def _known(doc: Doc, i: int) -> Candidate | None:
    """A well-known name, the longest that begins at `i`."""
    if not is_name_word(doc[i]):
        return None
    for size in range(min(_KNOWN_WORDS, len(doc) - i), 0, -1):
        words = tuple(t.lower_ for t in doc[i : i + size])
        for names, type_, least in _KNOWN:
            if size >= least and words in names and is_name_word(doc[i + size - 1]):
                return Candidate(i, i + size, type_, fixed=True)
    return None


def _organisation(doc: Doc, i: int) -> Candidate | None:
    """A body: "Customs and Border Protection", "University of Leeds", "Acme Holdings, Inc."."""
    word = doc[i].lower_
    if word in heads.CORPORATE:
        return _company(doc, i)
    if word not in _ORG_WORDS or not is_name_word(doc[i]):
        return None
    start, end = left(doc, i), i + 1
    if end < len(doc) and is_name_word(doc[end]) and doc[end].lower_ in heads.ORG_HEADS:
        return None
    if word in heads.OF_HEADS:
        end = after_of(doc, end, OF_FOR if word in heads.FOR_HEADS else OF)
        if end > i + 1 and word in heads.SUBJECT_HEADS:
            end = coordinated(doc, end)
    whole = _joined(doc, start, i)
    extended = end > i + 1 or whole < start
    if not extended and (start == i or word not in heads.ORG_HEADS or _is_weak(word, i - start)):
        return None
    return Candidate(_numbered(doc, whole, i), end, "ORG", fixed=extended or word not in heads.WEAK_ORG_HEADS)


def _is_weak(word: str, modifiers: int) -> bool:
    return modifiers == 1 and word in heads.WEAK_ORG_HEADS


def _company(doc: Doc, i: int) -> Candidate | None:
    k = i - 1 if i > 0 and doc[i - 1].text == "," else i
    start = left(doc, k)
    return Candidate(start, i + 1, "ORG", fixed=True) if start < k else None


def _joined(doc: Doc, start: int, head: int) -> int:
    """The start of "Customs and Border Protection" where `start` is that of "Border Protection"."""
    if doc[head].lower_ not in heads.JOINED_HEADS or start < 2 or doc[start - 1].lower_ not in {"and", "&"}:
        return start
    first = doc[start - 2]
    apart = first.ent_type_ in {"PERSON", "GPE", "NORP", "LOC"} and doc[head].lower_ not in heads.LINE_HEADS
    if not is_name_word(first) or apart or first.lower_ in heads.ORG_HEADS:
        return start
    return left(doc, start - 1)


def _numbered(doc: Doc, start: int, head: int) -> int:
    """The start of "65th Air Division" where `start` is that of "Air Division"."""
    if doc[head].lower_ not in heads.MILITARY_HEADS or not start:
        return start
    before = doc[start - 1]
    return start - 1 if before.text[0].isdigit() and len(before) <= 5 and not before.is_sent_start else start


def _place(doc: Doc, i: int) -> Candidate | None:
    """A place: "Lake Victoria", "Kingdom of Jordan", "Tower Bridge", "Cook County"."""
    word = doc[i].lower_
    if not is_name_word(doc[i]):
        return None
    if word in _PLACE_OF_HEADS and i + 1 < len(doc) and doc[i + 1].lower_ == "of":
        end = after_of(doc, i + 1, OF)
        if end > i + 1:
            return Candidate(left(doc, i), end, "GPE" if word in heads.GPE_OF_HEADS else "LOC", fixed=True)
    if word in heads.LOC_OPENERS and (opens_sentence(doc[i]) or left(doc, i) == i):
        end = right(doc, i + 1)
        return Candidate(i, end, "LOC") if i + 1 < end <= i + 3 else None
    return _headed_place(doc, i, word)


def _headed_place(doc: Doc, i: int, word: str) -> Candidate | None:
    for words, type_, fixed in _PLACE_HEADS:
        if word in words:
            goes_on = i + 1 < len(doc) and is_name_word(doc[i + 1]) and doc[i].whitespace_
            start = left(doc, i)
            told = start and doc[start - 1].lower_ in _TOLD
            return None if goes_on or told or start == i else Candidate(start, i + 1, type_, fixed=fixed)
    return None


def _linked(doc: Doc, i: int) -> Candidate | None:
    """A place of words linked by the one at `i`: "Newcastle upon Tyne", "Washington, D.C.", "Leeds railway station"."""
    if not i or i + 1 >= len(doc) or not is_name_word(doc[i - 1]):
        return None
    word, after = doc[i].lower_, doc[i + 1]
    if (word in _LINKERS and is_name_word(after)) or (word == "," and after.text in {"D.C.", "DC"}):
        return Candidate(i - 1, i + 2, "GPE", fixed=True)
    if word in _RAILS and after.text == "station":
        return Candidate(left(doc, i), i + 2, "FAC", fixed=True)
    if word == "and" and doc[i - 1].lower_ in heads.COMPASS and after.lower_ in heads.COMPASS and is_name_word(after):
        end = right(doc, i + 2)
        return Candidate(i - 1, end, "LOC", fixed=True) if end > i + 2 else None
    return None


def _team(doc: Doc, i: int) -> Candidate | None:
    """A team: the name of a place and a plural name after it, "Boston Bruins"."""
    word, place = doc[i], doc[i - 1]
    if i == 0 or not word.is_title or word.ent_type_ in {"GPE", "PERSON"} or word.lower_ in _NOT_TEAMS:
        return None
    if place.ent_type_ != "GPE" or not is_name_word(place) or (i + 1 < len(doc) and is_name_word(doc[i + 1])):
        return None
    start = i - 1
    while start > 0 and doc[start].ent_iob_ == "I" and is_name_word(doc[start - 1]):
        start -= 1
    return Candidate(start, i + 1, "ORG")


def _rules() -> Mapping[str, tuple[Rule, ...]]:
    """For each word, in lower case, the rules that may find a name around it."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for rule, words in (
        (_known, frozenset(name[0] for names, _, _ in _KNOWN for name in names)),
        (happenings.ballot, heads.BALLOTS),
        (happenings.event, heads.EVENT_HEADS | heads.EVENT_OF_HEADS | heads.EVENT_OPENERS),
        (happenings.law, heads.LAW_HEADS),
        (happenings.honour, heads.HONOUR_HEADS),
        (_organisation, _ORG_WORDS | heads.CORPORATE),
        (_place, _PLACE_OF_HEADS | heads.LOC_OPENERS | frozenset().union(*(words for words, _, _ in _PLACE_HEADS))),
        (_linked, _LINKERS | _RAILS | {",", "and"}),
    ):
        for word in words:
            rules[word].append(rule)
    return {word: tuple(found) for word, found in rules.items()}


_RULES = _rules()
