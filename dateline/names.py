"""How names and words are compared, in the index and in what is asked.  Pure."""

import re
import unicodedata

from dateline.intake import invalid
from dateline.models import Entity, Place

_NAMED = frozenset({"entity", "speaker", "place", "source"})
_WORD = re.compile(r"[^\W_]+")


def split_words(text: str) -> list[str]:
    """The words of `text`, for index and query alike.

    The engine itself parts words and folds case by ASCII characters alone.
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def normalize_name(name: str) -> str:
    """How names are compared: without case, compatibility forms, curly apostrophes, a leading "the", double spaces."""
    plain = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    return " ".join(plain.split()).removeprefix("the ")


def normalize_filter(parameter: str, value: str) -> str:
    """How the value of a filter is compared with what is indexed: names as names, all else as it is.

    Raises Invalid where there is nothing to compare.
    """
    plain = normalize_name(value) if parameter.removeprefix("exclude_") in _NAMED else value
    if not plain.isprintable() or not plain.strip():
        raise invalid(parameter, "holds no name to search for")
    return plain


def entity_names(entity: Entity) -> set[str]:
    """All that finds an entity: its key, name, aliases, and a person's last name."""
    names = {entity.name, *entity.aliases}
    if entity.type == "PERSON":
        names.add(entity.name.split()[-1])
    return {entity.key, *map(normalize_name, names)} - {""}


def place_names(place: Place) -> set[str]:
    """All that finds a place: its key, GeoNames id, names, and the division that it lies in."""
    names = {place.name, *(mention.surface for mention in place.mentions)}
    if place.admin1:
        names.add(place.admin1)
    ids = {place_key(place), str(place.geonameid)} if place.geonameid is not None else set()
    return ids | {normalize_name(name) for name in names} - {""}


def place_key(place: Place) -> str:
    """The key of a resolved place, the same in every article."""
    return f"place/{place.geonameid}"
