"""Runs of name words to the left and right of a token: the stuff that names are made of."""

from spacy.tokens import Doc

from workers.stages.entities import heads, people
from workers.stages.entities.candidates import POSSESSIVES, is_name_word, is_opener, opens_sentence

MAX_WORDS = 12
OF = frozenset({"of"})
OF_FOR = frozenset({"of", "for"})
_PLACE_OR_PERSON = frozenset({"GPE", "PERSON", "NORP", "LOC"})


def left(doc: Doc, i: int) -> int:
    """Where the run of name words that ends before token `i` begins."""
    start = i
    while start > 0 and i - start < MAX_WORDS:
        before = doc[start - 1]
        if is_name_word(before) or before.text == "&":
            start -= 1
        elif _is_tight_hyphen(doc, start - 1) or _is_inner_possessive(doc, start - 1):
            start -= 2
        else:
            break
    while start < i and (doc[start].text == "&" or _is_mere_opener(doc, start)):
        start += 1
    return start


def _is_mere_opener(doc: Doc, i: int) -> bool:
    return is_opener(doc[i]) and (opens_sentence(doc[i]) or doc[i].lower_ in {"the", "a"})


def _is_tight_hyphen(doc: Doc, i: int) -> bool:
    """Whether the hyphen at `i` follows a name word without a blank: "Co-operative"."""
    return doc[i].text == "-" and i > 0 and is_name_word(doc[i - 1]) and not doc[i - 1].whitespace_


def _is_inner_possessive(doc: Doc, i: int) -> bool:
    """Whether the mark at `i` is that of "Workers' Party"."""
    return doc[i].text in POSSESSIVES and i > 0 and is_name_word(doc[i - 1]) and doc[i - 1].lower_ in heads.POSSESSORS


def right(doc: Doc, i: int) -> int:
    """Where the run of name words that begins at token `i` ends; not into a person's name or a date."""
    end = i
    while end < len(doc) and end - i < MAX_WORDS:
        if end > i and doc[end].ent_iob_ == "B" and doc[end].ent_type_ in {"PERSON", "DATE"}:
            break
        if is_name_word(doc[end]):
            end += 1
        elif (
            doc[end].text == "-" and not doc[end - 1].whitespace_ and end + 1 < len(doc) and is_name_word(doc[end + 1])
        ):
            end += 2
        else:
            break
    return end


def after_of(doc: Doc, i: int, linkers: frozenset[str]) -> int:
    """The end of the "of (the) Name" parts that follow at token `i`; `i` where there is none."""
    end = i
    for _ in range(3):
        k = end
        if k >= len(doc) or doc[k].lower_ not in linkers:
            break
        k += 1
        if k < len(doc) and doc[k].lower_ == "the":
            k += 1
        stop = right(doc, k)
        if stop == k or doc[k].lower_ in people.HONORIFICS or doc[k].ent_type_ in {"PERSON", "DATE"}:
            break
        end = stop
    return end


def coordinated(doc: Doc, end: int) -> int:
    """The end of "Arts and Sciences" or "Health, Education, and Welfare" where `end` is that of its first word."""
    if doc[end - 1].ent_type_ in _PLACE_OR_PERSON:
        return end
    k = end
    while k + 2 < len(doc) and doc[k].text == "," and is_name_word(doc[k + 1]) and k - end < 8:
        k = right(doc, k + 1)
    if k + 1 < len(doc) and doc[k].text == "," and doc[k + 1].lower_ == "and":
        k += 1
    if k + 1 < len(doc) and doc[k].lower_ in {"and", "&"} and is_name_word(doc[k + 1]):
        stop = right(doc, k + 1)
        if doc[stop - 1].ent_type_ not in _PLACE_OR_PERSON and doc[stop - 1].lower_ not in heads.ORG_HEADS:
            return stop
    return end
