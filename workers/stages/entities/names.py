"""Names as text: slugs, acronyms, and the parts of people's names."""

import re
import unicodedata

from workers.stages.entities import people

_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "&", "to", "de"})


def slug(name: str) -> str:
    """Case-folded ASCII words of `name` joined by "-": "Liam O’Hara" is "liam-ohara"."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "").replace(".", ""))
    return "-".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


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
