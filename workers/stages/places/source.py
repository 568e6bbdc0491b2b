"""The home of an article's source: the place in the outlet's name ("Houston Chronicle", "dallasnews.com")."""

import re

from workers.gazetteer import Entry, Gazetteer
from workers.stages.places.outlets import OUTLETS

MIN_NAME = 4
# Top level domains that tell the country (GB is "uk"); those sold to all the world are left out.
GENERIC_DOMAINS = frozenset(("tv", "co", "io", "me", "fm", "am", "ly", "cc", "ws", "to", "ai", "la", "nu", "eu"))
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "gob", "edu", "or", "ne"))
# Longest first, so that "newspapers" goes before "news".
_MEDIA_TEXT = """
    the my this is go your inside click on modern visit daily weekly sunday evening morning online local live news
    newspaper newspapers paper times post herald tribune journal press gazette star sun record recorder observer
    chronicle globe examiner register review mail telegraph telegram guardian mirror express today tv radio
    citizen democrat republican leader sentinel dispatch courier enquirer inquirer reporter advertiser argus
    banner beacon bee bulletin call capital eagle echo free independent intelligencer item ledger messenger
    mercury monitor patriot pilot pioneer plain dealer progress standard state statesman union vindicator voice
    watch world media group network magazine and area of at in for from advocate constitution city business index
    traveller traveler insider now hub blog wire
"""
_MEDIA_WORDS = sorted(_MEDIA_TEXT.split(), key=lambda word: (-len(word), word))
_MEDIA = frozenset(_MEDIA_WORDS)
_WORDS = re.compile(r"[a-z]+")


def find_home(source: str | None, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str | None]:
    """Entries that may be the source's home, and the code of its country by its domain; both may be empty."""
    if not source:
        return (), None
    label, country = _split_domain(source.casefold().strip())
    entries = _find_outlet(label, country, gazetteer) or _search(label, gazetteer)
    return (tuple(e for e in entries if e.country == country) or entries if country else entries), country


def _find_outlet(label: str, country: str | None, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The entry of an outlet that is known by hand, where its domain's country does not speak against it."""
    letters = "".join(_WORDS.findall(label))
    home = OUTLETS.get(letters) or OUTLETS.get(letters.removeprefix("the"))
    if home is None:
        return ()
    city, _, code = home.partition("; ")
    city, _, state = city.partition(", ")
    states = {e.id for e in gazetteer.find_abbreviation(state)} if state else set()
    found = [
        e for e in gazetteer.find(city)
        if e.feature_class == "P" and (e.admin1 in states or e.country == code) and country in (None, e.country)
    ]  # fmt: skip
    return tuple(found[:1])


def _split_domain(source: str) -> tuple[str, str | None]:
    """("dallasnews", None) for "www.dallasnews.com"; a name that is no domain stays whole."""
    if " " in source or "." not in source:
        return source, None
    parts = [p for p in source.removeprefix("https://").removeprefix("http://").split("/")[0].split(".") if p != "www"]
    country = None
    if len(parts) > 1 and len(parts[-1]) == 2 and parts[-1] not in GENERIC_DOMAINS:
        country = "GB" if parts[-1] == "uk" else parts[-1].upper()
    parts = parts[:-1]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts = parts[:-1]
    return " ".join(p for p in reversed(parts) if p not in ("news", "com")), country


def _search(label: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Entries of the longest known name in `label`, with or without spaces, once media words are taken off its ends."""
    words = [w for w in _WORDS.findall(label.replace("-", " ")) if w not in _MEDIA]
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size])
            entries = _proper(gazetteer.find(name)) if len(name) >= MIN_NAME else ()
            if entries:
                return entries
    for word in words:
        for core in _cores(word):
            entries = _proper(gazetteer.find_joined(core)) if core not in _MEDIA else ()
            if entries:
                return entries
    return ()


def _proper(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Those that go by the name itself or a shortened one."""
    return tuple(e for e in entries if e.kind != 1)


def _cores(word: str) -> list[str]:
    """`word` with media words taken off its start and end, longest first."""
    found = {word}
    frontier = [word]
    while frontier:
        current = frontier.pop()
        for media in _MEDIA_WORDS:
            for rest in (current.removeprefix(media), current.removesuffix(media)):
                if len(rest) >= MIN_NAME and rest not in found:
                    found.add(rest)
                    frontier.append(rest)
    return sorted(found, key=lambda core: (-len(core), core))
