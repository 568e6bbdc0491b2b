"""Spans of the text that may name a place: more than do, since a later step drops those that probably do not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from workers.gazetteer import Entry, Gazetteer
from workers.gazetteer.demonyms import read_demonyms
from workers.stages.places import words

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
MAX_TOKENS = 7
MAX_DEMONYM_TOKENS = 3


@dataclass(slots=True, eq=False)
class Mention:
    """A span that may name a place.

    `start`, `end` are tokens, `name` is what is looked up; `candidates` are the entries that go by it;
    `label` is the label of the model's span that covers it, empty where there is none, and `inside` says
    that the span is larger; `demonym` marks words for people or adjectives; `modifier` narrows the name;
    `holder` is the mention that follows as the place it lies in ("Paris" before ", Texas"); `listed` says
    that the name stands in a list of counties ("Clay and Douglas counties"), `division` that a word like
    "province" ends or follows it.
    """

    start: int
    end: int
    name: str
    label: str
    inside: bool
    candidates: tuple[Entry, ...]
    demonym: bool = False
    modifier: str | None = None
    holder: "Mention | None" = field(default=None, repr=False)
    listed: bool = False
    division: bool = False


def find_mentions(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """All spans that may name a place, in order of the text; some overlap others."""
    covering: dict[int, Span] = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
    found: list[Mention] = []
    taken: set[int] = set()
    for mention in _find_demonyms(doc, gazetteer, covering):
        found.append(mention)
        taken.update(range(mention.start, mention.end))
    for ent in doc.ents:
        named = _from_entity(ent, gazetteer) if ent.label_ in PLACE_LABELS else None
        if named and not taken.intersection(range(named.start, named.end)):
            found.append(named)
            if named.candidates:
                taken.update(range(named.start, named.end))
    found += _find_names(doc, gazetteer, covering, taken)
    found.sort(key=lambda m: (m.start, -m.end))
    _chain(doc, found)
    _mark_lists(doc, found)
    for mention in found:
        ends = doc[mention.end - 1 : mention.end + 1]
        mention.division = any(token.lower_ in words.DIVISION_NOUNS for token in ends)
    return found


def _from_entity(ent: Span, gazetteer: Gazetteer) -> Mention | None:
    """The model's span with its edges set right, widened by "County" and the like where such a place is known."""
    doc = ent.doc
    start, end, modifier = _trim(doc, ent.start, ent.end)
    if start >= end or not any(c.isalpha() for c in doc[start:end].text):
        return None
    for wider in _widenings(doc, start, end):
        entries = gazetteer.find(doc[wider[0] : wider[1]].text)
        if entries:
            return Mention(*wider, doc[wider[0] : wider[1]].text, ent.label_, False, entries)
    name = doc[start:end].text
    return Mention(start, end, name, ent.label_, False, _look_up(doc, start, end, gazetteer), modifier=modifier)


def _widenings(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end < len(doc) and doc[end].lower_ in words.DIVISION_NOUNS and doc[end].text[0].isupper():
        yield start, end + 1
    if (
        start > 0
        and doc[start - 1].text[:1].isupper()
        and doc[start - 1].ent_type_ == ""
        and _is_widening(doc[start - 1])
    ):
        yield start - 1, end


def _is_widening(token: Token) -> bool:
    return token.is_alpha and not token.is_stop and not token.is_sent_start


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int, str | None]:
    """The tokens without article, possessive and punctuation at the edges, and a direction set apart."""
    while start < end and (doc[start].text in words.EDGES or doc[start].text in words.LEADING or doc[start].is_space):
        start += 1
    if start < end and doc[start].text == "The" and end - start > 1:
        start += 1
    while start < end and (
        doc[end - 1].lower_ in words.POSSESSIVE or doc[end - 1].text in words.EDGES or doc[end - 1].is_space
    ):
        end -= 1
    if end - start > 1 and doc[start].text in words.DIRECTIONS:
        return start + 1, end, doc[start].text
    return start, end, _direction_before(doc, start)


def _direction_before(doc: Doc, start: int) -> str | None:
    return doc[start - 1].text if start > 0 and doc[start - 1].text in words.DIRECTIONS else None


def _find_demonyms(doc: Doc, gazetteer: Gazetteer, covering: dict[int, Span]) -> Iterator[Mention]:
    table = read_demonyms()
    done = 0
    for at in _capitals(doc):
        size = _demonym_size(doc, at, table) if at >= done else 0
        if size:
            done = at + size
            name = doc[at : at + size].text
            ent = covering.get(at)
            inside = ent is not None and (ent.end - ent.start) > size
            label = ent.label_ if ent is not None else ""
            yield Mention(at, at + size, name, label, inside, gazetteer.resolve(table[name.casefold()]), demonym=True)


def _capitals(doc: Doc) -> list[int]:
    """The tokens that begin with a capital."""
    return [token.i for token in doc if token.text[0].isupper()]


def _demonym_size(doc: Doc, at: int, table: dict[str, str | int]) -> int:
    """How many tokens from `at` on make a demonym; 0 for none."""
    sizes = range(min(MAX_DEMONYM_TOKENS, len(doc) - at), 0, -1)
    return next((size for size in sizes if doc[at : at + size].text.casefold() in table), 0)


def _find_names(doc: Doc, gazetteer: Gazetteer, covering: dict[int, Span], taken: set[int]) -> Iterator[Mention]:
    """Capitalised words that the gazetteer knows and the model did not give, longest first from left to right."""
    done = 0
    for at in _capitals(doc):
        if at < done or at in taken or not _is_name_word(doc[at]):
            continue
        end = done = _name_end(doc, gazetteer, at, taken)
        if end > at:
            name = doc[at:end].text
            ent = covering.get(at)
            label = ent.label_ if ent is not None else ""
            inside = ent is not None and not (ent.start >= at and ent.end <= end)
            entries = _look_up(doc, at, end, gazetteer)
            yield Mention(at, end, name, label, inside, entries, modifier=_direction_before(doc, at))


def _name_end(doc: Doc, gazetteer: Gazetteer, start: int, taken: set[int]) -> int:
    """The end of the longest known name that starts at `start`, which itself where there is none."""
    ends = []
    for i in range(start, min(start + MAX_TOKENS, len(doc))):
        token = doc[i]
        if i in taken or not (_is_name_word(token) or token.text in words.CONNECTORS or token.text in words.HYPHENS):
            break
        if _is_name_word(token):
            ends.append(i + 1)
    for end in reversed(ends):
        if end == start + 1 and not _is_telling(doc[start]):
            return start
        if _look_up(doc, start, end, gazetteer):
            return end
    return start


def _is_telling(token: Token) -> bool:
    """Whether a word can be a name alone: "River" and "Centre" are villages somewhere, but hardly meant."""
    return not (token.is_stop and not token.is_upper) and token.lower_ not in words.NEVER_ALONE


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() and (token.is_alpha or "." in token.text or "'" in token.text or "’" in token.text)


def _look_up(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The entries for these tokens; an abbreviated division comes first after a comma ("Long Beach, CA")."""
    name = doc[start:end].text
    if end > start + 1:
        return gazetteer.find(name)
    if start > 0 and doc[start - 1].text in (",", "("):
        return gazetteer.find_abbreviation(name) or gazetteer.find(name)
    short = name.isupper() or name.endswith(".")
    return gazetteer.find(name) or (gazetteer.find_abbreviation(name) if short else ())


def _chain(doc: Doc, mentions: list[Mention]) -> None:
    """Link each mention to the next one where a comma or a bracket joins them."""
    starts = {m.start: m for m in reversed(mentions)}
    for mention in mentions:
        if mention.demonym or mention.end + 1 >= len(doc):
            continue
        joint = doc[mention.end].text
        after = starts.get(mention.end + (1 if joint in (",", "(", "in") else 2 if joint == "'s" else 0))
        if after is not None and after is not mention and not after.demonym:
            mention.holder = after


def _mark_lists(doc: Doc, mentions: list[Mention]) -> None:
    """Mark the names of lists that end in "counties" or "parishes", from the last to the first."""
    starts = {m.start: m for m in reversed(mentions)}
    for mention in reversed(mentions):
        at = mention.end
        if at < len(doc) and doc[at].lower_ in ("counties", "parishes"):
            mention.listed = True
            continue
        while at < len(doc) and at - mention.end < 2 and doc[at].lower_ in (",", "and", "&", "or"):
            at += 1
        after = starts.get(at)
        mention.listed = at > mention.end and after is not None and after.listed
