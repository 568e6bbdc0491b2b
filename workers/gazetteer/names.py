"""Keys of names: one spelling for case, accents, dots, hyphens and the usual short forms of Saint, Mount and Fort."""

import re
import unicodedata
from functools import lru_cache

MAX_ACRONYM = 5

_DROPPED = re.compile(r"[.'’‘`ʻʼ]")
_SEPARATORS = re.compile(r"[\s\-–—_/,()]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "&": "and"}


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The key under which `name` is stored and found, empty where nothing is left of it.

    Case, accents, dots and apostrophes do not count, hyphens are spaces, a leading "the" is dropped.
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae")
    words = [w for w in _SEPARATORS.split(_DROPPED.sub("", plain)) if w]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [_SHORT_FORMS.get(w, w) for w in words]
    return " ".join(words)


def acronym_key(name: str) -> str | None:
    """The key of an acronym ("U.S.", "UAE"), which is case-sensitive and starts with "="; null for other names."""
    letters = _DROPPED.sub("", name).replace(" ", "")
    if letters.isalpha() and letters.isupper() and 1 < len(letters) <= MAX_ACRONYM:
        return f"={letters}"
    return None
