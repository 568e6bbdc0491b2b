"""Are two accounts of one event?  What speaks against it, and how much speaks for it.  Pure."""

from collections.abc import Callable

from dateline.accounts import LOOSE_MODES, Account, TextId, name_spot
from dateline.models import EventType
from dateline.tellings import Spot

# Do two texts resemble one another?
AreCopies = Callable[[TextId, TextId], bool]

# How much must speak for it, in the points below.
ENOUGH = 3.0
_SAME_DAY, _SAME_WEEK, _SAME_MONTH, _ONE_ASSUMED = 2.0, 1.25, 0.5, 1.0
_SAME_SPOT, _SAME_REGION, _WITHIN_REGION, _FROM_ARTICLE, _SAME_COUNTRY = 2.0, 1.25, 1.0, 0.6, 0.5
_FIRST_PARTY, _NEXT_PARTY, _COUNTRY_PARTY, _SPEAKING_PARTY = 1.5, 0.5, 0.5, 0.75
_SPEAKING_PLACE = 0.4
_SAME_TOLL, _SAME_NUMBER, LEAST_NUMBER = 1.25, 0.75, 10
_COPIED, _LIKE_WORDS, _SAME_MODE = 2.5, 0.5, 0.25
_LEAST_ALIKE = 2
# Clauses of fewer words are not compared one to one.
COPIED_WORDS = 3

# One event told under two types: whoever is killed dies; who burgles and beats is told as either.
_TOLD_AS_EITHER: tuple[frozenset[EventType], ...] = (
    frozenset({"ASSAULT", "DEATH"}),
    frozenset({"ACCIDENT", "DEATH"}),
    frozenset({"DISASTER", "DEATH"}),
    frozenset({"DISASTER", "ACCIDENT"}),
    frozenset({"ASSAULT", "CRIME"}),
)
# "were killed" is read as an assault where the clause does not tell by what.
_UNEXPLAINED = (frozenset({"ASSAULT", "ACCIDENT"}), frozenset({"ASSAULT", "DISASTER"}))
HARM: frozenset[EventType] = frozenset({"ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "CRIME"})
# Acts of speech: one person does several a day, and a capital sees many, so that who, where and when tell them apart
# only together.
_SPOKEN: frozenset[EventType] = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "AGREE", "THREATEN", "CONSULT", "CONCEDE"}
)
# These befall a country as a whole often enough for the country to be their place.
NATIONAL: frozenset[EventType] = frozenset({"ELECTION", "DISASTER"})
# What kills at all kills many, each of whom may be named by another paper.
_CALAMITIES: frozenset[EventType] = frozenset({"ASSAULT", "ACCIDENT", "DISASTER"})
# Modes of these types are two words for one act more often than two acts; and so are these modes of any type.
_FREE_MODES: frozenset[EventType] = frozenset({"CONSULT", "AID", "AGREE", "MOBILIZE", "SUPPORT", "ACCUSE", "REQUEST"})
# A later report of less than this part of an earlier toll is of something else.
_LEAST_PART = 0.5
_WEEK = 7


def is_same(one: Account, other: Account, are_copies: AreCopies) -> float:
    """The points that speak for one event, where nothing contradicts it and they are ENOUGH; else 0."""
    if contradicts(one, other):
        return 0.0
    place, party, number = _place_points(one, other), _party_points(one, other), _number_points(one, other)
    copied = _COPIED if _is_copied(one, other, are_copies) else 0.0
    # The same toll on the same day is told of many places.
    if not (place >= _WITHIN_REGION or party >= _SPEAKING_PARTY or copied or (number and place)):
        return 0.0
    like = _LIKE_WORDS if _is_worded_alike(one, other) else 0.0
    mode = _SAME_MODE if set(one.modes) & set(other.modes) or one.kinds & other.kinds else 0.0
    points = _day_points(one, other) + place + party + number + copied + like + mode
    return points if points >= ENOUGH else 0.0


def contradicts(one: Account, other: Account) -> bool:
    """Do type, mode, kind, days, places, participants or numbers of the two exclude one event?"""
    return (
        not _types_fit(one, other)
        or one.begin > other.end
        or other.begin > one.end
        or not _places_fit(one, other)
        or not _parties_fit(one, other)
        or not _tolls_fit(one, other)
    )


def _types_fit(one: Account, other: Account) -> bool:
    pair = frozenset({one.type, other.type})
    if pair <= HARM and one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    if len(pair) == 2:
        unexplained = pair in _UNEXPLAINED and "kill" in (one.mode, other.mode)
        return pair in _TOLD_AS_EITHER or unexplained
    modes = {one.mode, other.mode} - {None} - LOOSE_MODES
    return len(modes) < 2 or one.type in _FREE_MODES


def _day_points(one: Account, other: Account) -> float:
    if one.stated != other.stated:
        return _ONE_ASSUMED
    if not one.stated:
        return _ONE_ASSUMED if one.assumed & other.assumed else 0.0
    days = max((a.end - a.begin).days for a in (one, other)) + 1
    if days == 1:
        return _SAME_DAY
    return _SAME_WEEK if days <= _WEEK else _SAME_MONTH


def _places_fit(one: Account, other: Account) -> bool:
    """Is there a pair of places where one can hold the other?  Only what the clauses themselves say excludes."""
    a, b = ([spot for spot in account.places if spot.stated] for account in (one, other))
    return not a or not b or any(_place_pair(p, q) is not None for p in a for q in b)


def _place_points(one: Account, other: Account) -> float:
    points, weight = 0.0, _SPEAKING_PLACE if one.type in _SPOKEN else 1.0
    for p in one.places:
        for q in other.places:
            found = _place_pair(p, q) or 0.0
            if found == _SAME_COUNTRY and one.type == other.type and one.type in NATIONAL:
                found = _WITHIN_REGION
            points = max(points, found if p.stated and q.stated else found * _FROM_ARTICLE)
    return points * weight


def _place_pair(p: Spot, q: Spot) -> float | None:
    """The points that two places give; null where they are apart."""
    if name_spot(p) == name_spot(q):
        return _SAME_COUNTRY if p.is_country else _SAME_REGION if p.is_region else _SAME_SPOT
    if p.country is None or q.country is None:
        # Seas and regions lie in no one country, and what was not resolved may lie anywhere.
        return 0.0 if p.is_country or q.is_country else None
    if p.country != q.country:
        return None
    if p.is_country or q.is_country:
        return _SAME_COUNTRY
    if p.admin1 is not None and p.admin1 == q.admin1 and (p.is_region or q.is_region):
        return _WITHIN_REGION
    return None


def _parties_fit(one: Account, other: Account) -> bool:
    """No role is held by persons, or by countries, of whom the two have none in common."""
    for role in ("actor", "recipient"):
        a, b = ({key: p for (r, key), p in account.parties.items() if r == role} for account in (one, other))
        if set(a) & set(b) or (role == "recipient" and {one.type, other.type} <= _CALAMITIES | {"DEATH"}):
            continue
        for kind in ("person/", "place/"):
            mine, theirs = ({k for k in keys if k.startswith(kind)} for keys in (a, b))
            if mine and theirs:
                return False
    return True


def _party_points(one: Account, other: Account) -> float:
    # What takes part as a place is a place.
    spots = {f"place/{spot.id}" for spot in one.places}
    found = [one.parties[name] for name in one.parties.keys() & other.parties.keys() if name[1] not in spots]
    countries = [party for party in found if party.key.startswith("place/")]
    known = len(found) - len(countries)
    points = _COUNTRY_PARTY * len(countries)
    if one.type in _SPOKEN:
        return points + _SPEAKING_PARTY * known
    return points + (_FIRST_PARTY + _NEXT_PARTY * (known - 1) if known else 0.0)


def _number_points(one: Account, other: Account) -> float:
    same = one.numbers & other.numbers
    if any(role for role, _ in same):
        return _SAME_TOLL
    return _SAME_NUMBER if any(value >= LEAST_NUMBER for _, value in same) else 0.0


def _tolls_fit(one: Account, other: Account) -> bool:
    """No later report, of another article and another day, gives less than half of an earlier toll."""
    for (role, day, value), article in one.tolls.items():
        for (other_role, other_day, other_value), other_article in other.tolls.items():
            if role != other_role or day == other_day or article == other_article:
                continue
            earlier, later = (value, other_value) if day < other_day else (other_value, value)
            if later < earlier * _LEAST_PART:
                return False
    return True


def _is_copied(one: Account, other: Account, are_copies: AreCopies) -> bool:
    """Have the two a clause in common, in texts that resemble one another?

    The clause alone does not show it: papers write "a spokeswoman declined to comment" about anything.
    """
    return any(
        are_copies(text, other.wordings[words])
        for words, text in one.wordings.items()
        if len(words) >= COPIED_WORDS and words in other.wordings
    )


def _is_worded_alike(one: Account, other: Account) -> bool:
    pairs = ((a, b) for a in one.wordings for b in other.wordings)
    return any(len(a & b) >= max(_LEAST_ALIKE, len(a) / 2, len(b) / 2) for a, b in pairs)
