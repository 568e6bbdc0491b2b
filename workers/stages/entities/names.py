"""Names as text: slugs, acronyms, and the parts of people's names."""

import re

from dateline.identity import slug as slug
from workers.stages.entities import people, wellknown

_LEGAL_FORMS = frozenset({
    "inc", "ltd", "llc", "llp", "plc", "corp", "corporation", "co", "company", "gmbh", "ag", "s.a", "n.v", "b.v",
    "s.p.a", "limited", "incorporated", "pty",
})  # fmt: skip


def key_name(name: str) -> str:
    """What names a body or event in every article: in full for a well-known short form, without "Inc." and the like."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in _LEGAL_FORMS:
        words.pop()
    plain = " ".join(words).rstrip(",")
    return wellknown.FULL_NAMES.get(slug(plain), plain)


def acronym(name: str) -> str:
    """The initials of the capitalised words of `name`: "ACLU"."""
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper())


def parts(name: str) -> tuple[str, ...]:
    """The words of a person's name, case-folded, without initials' dots and suffixes such as "Jr"."""
    found = [w.strip(".,").casefold() for w in re.split(r"\s+", name)]
    return tuple(w for w in found if w and w not in people.SUFFIXES and w + "." not in people.SUFFIXES)


def of_handle(handle: str) -> str:
    """The letters of a social handle, case-folded: "@theAnnaKeller" is "theannakeller"."""
    return re.sub(r"[\W_\d]", "", handle).casefold()
