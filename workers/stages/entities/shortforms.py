"""Short forms in brackets after a name: the CBP of "Customs and Border Protection (CBP)"."""

from collections.abc import Iterator

from spacy.tokens import Doc

from workers.stages.entities.candidates import Candidate, is_name_word

MAX_LETTERS = 10
_SHORTENED = frozenset({"ORG", "EVENT", "LAW", "GPE", "FAC"})
_SMALL_WORDS = frozenset({"of", "for", "and", "the", "on", "in", "&", "-", "to", "de", "des", "du"})


def after(doc: Doc, candidates: list[Candidate]) -> Iterator[Candidate]:
    """The bracketed short form after each of `candidates` that has one, with the type of the name."""
    for c in candidates:
        if c.type in _SHORTENED and _is_bracketed(doc, c.end) and _is_short_form(doc, c, c.end + 1):
            yield Candidate(c.end + 1, c.end + 2, c.type, fixed=True)


def _is_bracketed(doc: Doc, i: int) -> bool:
    return i + 2 < len(doc) and doc[i].text == "(" and doc[i + 2].text == ")"


def _is_short_form(doc: Doc, c: Candidate, i: int) -> bool:
    """All in capitals, or with several, the first of which begins a word of the name ("IdV")."""
    text = doc[i].text
    if not 1 < len(text) <= MAX_LETTERS:
        return False
    initials = {t.text[0].upper() for t in doc[c.start : c.end]}
    return text.isupper() or (sum(ch.isupper() for ch in text) > 1 and text[0].upper() in initials)


def spelled(doc: Doc) -> Iterator[Candidate]:
    """Names whose initials a bracketed short form spells, and the short form: "New Pole for Italy (NPI)"."""
    for i in range(2, len(doc) - 2):
        letters = doc[i + 1].text.replace(".", "")
        if not _is_bracketed(doc, i) or not letters.isupper() or not 2 <= len(letters) <= MAX_LETTERS:
            continue
        start = _spelled_start(doc, i, letters)
        if start is not None:
            yield Candidate(start, i, "ORG", fixed=True)
            yield Candidate(i + 1, i + 2, "ORG", fixed=True)


def _spelled_start(doc: Doc, end: int, letters: str) -> int | None:
    """Where the words before `end` begin whose capitals spell `letters`; null where they do not."""
    wanted = list(letters)
    for k in range(end - 1, max(-1, end - 2 * len(letters) - 3), -1):
        if is_name_word(doc[k]):
            if doc[k].text[0] != wanted.pop():
                return None
            if not wanted:
                return k
        elif doc[k].lower_ not in _SMALL_WORDS:
            return None
    return None
