"""Spans of the text that may name a place: more than do, since a later step drops those that probably do not."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from workers.gazetteer import Entry, Gazetteer
from workers.gazetteer.demonyms import read_demonyms, read_first_words
from workers.stages.places import words
from workers.stages.places.mentions import Mention, chain, is_introduced, mark_lists, modify
from workers.stages.places.offsets import Tokens, join

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
MAX_TOKENS = 7
MAX_DEMONYM_TOKENS = 3
# How far a known name may go on behind a demonym or the model's span.
MAX_NAME_TAIL = 3


def find_mentions(parsed: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """All spans that may name a place, in order of the text; some overlap others."""
    doc, ents = list(parsed), parsed.ents
    covering: dict[int, Span] = {i: ent for ent in ents for i in range(ent.start, ent.end)}
    found: list[Mention] = []
    taken: set[int] = set()
    capitals = [token.i for token in doc if token.text[0].isupper()]
    for mention in _find_demonyms(doc, gazetteer, covering, capitals):
        found.append(mention)
        taken.update(range(mention.start, mention.end))
    for ent in ents:
        named = _from_entity(doc, ent, gazetteer) if ent.label_ in PLACE_LABELS else None
        if named and not taken.intersection(range(named.start, named.end)):
            found.append(named)
            if named.candidates:
                taken.update(range(named.start, named.end))
    found += _find_names(doc, gazetteer, covering, taken, capitals)
    found += _find_introduced(doc, covering, capitals, {i for m in found for i in range(m.start, m.end)})
    found.sort(key=lambda m: (m.start, -m.end))
    chain(doc, found)
    mark_lists(doc, found)
    for mention in found:
        ends = doc[mention.end - 1 : mention.end + 1]
        mention.division = any(token.lower_ in words.DIVISION_NOUNS for token in ends)
        mention.introduced = is_introduced(doc, mention.start)
        if not mention.demonym:
            mention.modifier = modify(doc, mention, covering.get(mention.start))
    return found


def _from_entity(doc: Tokens, ent: Span, gazetteer: Gazetteer) -> Mention | None:
    """The model's span with its edges set right, widened by "County" and the like where such a place is known."""
    start, end, modifier = _trim(doc, ent.start, ent.end)
    if start >= end or not any(c.isalpha() for c in join(doc, start, end)):
        return None
    for wider in _widenings(doc, start, end):
        entries = gazetteer.find(join(doc, wider[0], wider[1]))
        if entries:
            return Mention(*wider, join(doc, wider[0], wider[1]), ent.label_, False, entries)
    name, entries = join(doc, start, end), _look_up(doc, start, end, gazetteer)
    if entries:
        return Mention(start, end, name, ent.label_, False, entries, modifier=modifier)
    return _from_unknown(doc, start, end, gazetteer, ent.label_) or Mention(
        start, end, name, ent.label_, False, (), modifier=modifier
    )


def _from_unknown(doc: Tokens, start: int, end: int, gazetteer: Gazetteer, label: str) -> Mention | None:
    """What a name that is not known holds: "Kween district", "County Antrim", "South Lebanon"."""
    if end - start < 2:
        return None
    first, last = doc[start].lower_, doc[end - 1].lower_
    if last in words.DIVISION_NOUNS or last in words.FOREIGN_DIVISIONS:
        divisions = _divisions_first(_look_up(doc, start, end - 1, gazetteer))
        return Mention(start, end, join(doc, start, end - 1), label, False, divisions) if divisions else None
    if first in words.DIVISION_NOUNS:
        at = start + 1 + (doc[start + 1].lower_ == "of")
        divisions = _divisions_first(_look_up(doc, at, end, gazetteer)) if at < end else ()
        return Mention(start, end, join(doc, at, end), label, False, divisions) if divisions else None
    if first in words.DIRECTIONS:
        entries = _look_up(doc, start + 1, end, gazetteer)
        return Mention(start + 1, end, join(doc, start + 1, end), label, False, entries, modifier=doc[start].text)
    return None


def _divisions_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The divisions among the entries, where there are any."""
    return tuple(e for e in entries if e.feature_class == "A") or entries


def _widenings(doc: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    last = end
    while last < min(end + MAX_NAME_TAIL, len(doc)) and _may_continue(doc[last]):
        last += 1
    if last < len(doc) and doc[last].lower_ in words.AIRFIELDS:
        last += 1
    yield from ((start, stop) for stop in range(last, end, -1) if _may_end(doc[stop - 1]))
    if end < len(doc) and doc[end].lower_ in words.DIVISION_NOUNS and doc[end].text[0].isupper():
        yield start, end + 1
    if (
        start > 0
        and doc[start - 1].text[:1].isupper()
        and doc[start - 1].ent_type_ == ""
        and _is_widening(doc[start - 1])
    ):
        yield start - 1, end


def _may_continue(token: Token) -> bool:
    return _is_name_word(token) or token.text in words.NAME_PARTICLES or token.text in words.HYPHENS


def _may_end(token: Token) -> bool:
    return _is_name_word(token) or token.lower_ in words.AIRFIELDS


def _is_widening(token: Token) -> bool:
    return token.is_alpha and not token.is_stop and not token.is_sent_start


def _trim(doc: Tokens, start: int, end: int) -> tuple[int, int, str | None]:
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


def _direction_before(doc: Tokens, start: int) -> str | None:
    return doc[start - 1].text if start > 0 and doc[start - 1].text in words.DIRECTIONS else None


def _find_demonyms(
    doc: Tokens, gazetteer: Gazetteer, covering: dict[int, Span], capitals: list[int]
) -> Iterator[Mention]:
    table, opening = read_demonyms(), read_first_words()
    done = 0
    for at in capitals:
        if doc[at].lower_ not in opening:
            continue
        size = _demonym_size(doc, at, table) if at >= done else 0
        if size and not _is_in_longer_name(doc, at, at + size, gazetteer):
            done = at + size
            name = join(doc, at, at + size)
            ent = covering.get(at)
            inside = ent is not None and (ent.end - ent.start) > size
            label = ent.label_ if ent is not None else ""
            yield Mention(at, at + size, name, label, inside, gazetteer.resolve(table[name.casefold()]), demonym=True)


def _is_in_longer_name(doc: Tokens, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a known name holds the demonym: "Indian Ocean", "Central African Republic"."""
    last = end
    while last < min(end + MAX_NAME_TAIL, len(doc)) and _is_name_word(doc[last]):
        last += 1
    first = start - (start > 0 and _is_name_word(doc[start - 1]) and doc[start - 1].text != "The")
    spans = ((a, b) for b in range(last, end - 1, -1) for a in range(first, start + 1) if b - a > end - start)
    return any(_is_usual(gazetteer.find(join(doc, a, b))) for a, b in spans)


def _is_usual(entries: tuple[Entry, ...]) -> bool:
    """Whether one of the entries goes by that very name, which is no short form of a longer one."""
    return any(e.kind == 0 for e in entries)


def _demonym_size(doc: Tokens, at: int, table: dict[str, str | int]) -> int:
    """How many tokens from `at` on make a demonym; 0 for none."""
    sizes = range(min(MAX_DEMONYM_TOKENS, len(doc) - at), 0, -1)
    return next((size for size in sizes if join(doc, at, at + size).casefold() in table), 0)


def _find_names(
    doc: Tokens, gazetteer: Gazetteer, covering: dict[int, Span], taken: set[int], capitals: list[int]
) -> Iterator[Mention]:
    """Capitalised words that the gazetteer knows and the model did not give, longest first from left to right."""
    done = 0
    for at in capitals:
        if at < done or at in taken or not _is_name_word(doc[at]) or doc[at].text == "The":
            continue
        end = done = _name_end(doc, gazetteer, at, taken)
        if end > at:
            entries = _look_up(doc, at, end, gazetteer)
            start = at - (at > 0 and doc[at - 1].text == "The" and entries[0].name.startswith("The "))
            ent = covering.get(start)
            label = ent.label_ if ent is not None else ""
            inside = ent is not None and not (ent.start >= start and ent.end <= end)
            name = join(doc, start, end)
            yield Mention(start, end, name, label, inside, entries, modifier=_direction_before(doc, start))


def _name_end(doc: Tokens, gazetteer: Gazetteer, start: int, taken: set[int]) -> int:
    """The end of the longest known name that starts at `start`, which itself where there is none."""
    ends = []
    for i in range(start, min(start + MAX_TOKENS, len(doc))):
        token = doc[i]
        if i > start and i not in taken and token.lower_ in words.AIRFIELDS:
            ends.append(i + 1)
            break
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


def _find_introduced(doc: Tokens, covering: dict[int, Span], capitals: list[int], taken: set[int]) -> Iterator[Mention]:
    """Names that nothing knows but the words before them: "the mayor of Xville"."""
    for at in capitals:
        if at in taken or not _is_name_word(doc[at]) or not _is_telling(doc[at]) or not is_introduced(doc, at):
            continue
        ent = covering.get(at)
        end = ent.end if ent is not None and ent.start == at else at + 1
        if taken.isdisjoint(range(at, end)):
            yield Mention(at, end, join(doc, at, end), "GPE", False, ())


def _is_telling(token: Token) -> bool:
    """Whether a word can be a name alone: "River" and "Centre" are villages somewhere, but hardly meant."""
    return not (token.is_stop and not token.is_upper) and token.lower_ not in words.NEVER_ALONE


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() and (token.is_alpha or any(mark in token.text for mark in words.NAME_MARKS))


def _look_up(doc: Tokens, start: int, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The entries for these tokens; an abbreviated division comes first after a comma ("Long Beach, CA")."""
    name = join(doc, start, end)
    if end > start + 1:
        return gazetteer.find(name)
    if start > 0 and doc[start - 1].text in (",", "("):
        return gazetteer.find_abbreviation(name) or gazetteer.find(name)
    short = name.isupper() or name.endswith(".")
    return gazetteer.find(name) or (gazetteer.find_abbreviation(name) if short else ())
