"""Kinds of calamity, by the words that tell them: what sets an earthquake apart from a storm of the same day."""

from functools import lru_cache

from dateline.names import split_words

KINDS: dict[str, frozenset[str]] = {
    "quake": frozenset({"earthquake", "earthquakes", "quake", "quakes", "tremor", "tremors", "aftershock"}),
    # Wind, rain and what they bring are told as one.
    "weather": frozenset(
        {
            "storm", "storms", "cyclone", "hurricane", "typhoon", "tornado", "tornadoes", "winds", "gale", "gales",
            "flood", "floods", "flooding", "flooded", "rain", "rains", "landslide", "landslides", "blizzard",
        }
    ),
    "eruption": frozenset({"volcano", "eruption", "erupted", "lava"}),
    "fire": frozenset({"fire", "fires", "blaze", "wildfire", "wildfires", "burned", "burnt", "inferno"}),
    "blast": frozenset({"explosion", "explosions", "exploded", "blast", "blasts", "bomb", "bombs", "bombing"}),
    "road": frozenset({"bus", "coach", "lorry", "truck", "motorway", "highway", "collided", "collision"}),
    "rail": frozenset({"train", "trains", "derailed", "derailment", "locomotive"}),
    "boat": frozenset({"ferry", "boat", "boats", "ship", "capsized", "dinghy", "trawler"}),
    "aircraft": frozenset({"plane", "airliner", "helicopter", "jet", "aircraft"}),
    "collapse": frozenset({"collapse", "collapsed", "collapsing"}),
    "epidemic": frozenset({"outbreak", "epidemic", "cholera", "diphtheria", "measles", "ebola", "virus"}),
    "shooting": frozenset({"shot", "shooting", "shootings", "gunman", "gunmen", "gunfire", "sniper"}),
    "stabbing": frozenset({"stabbed", "stabbing", "stabbings", "knife", "knifed", "machete"}),
    "kidnapping": frozenset({"kidnapped", "kidnapping", "abducted", "abduction", "hostage", "hostages"}),
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}


# Who opens fire shoots.
_FIRE, _OPENED = "fire", frozenset({"open", "opens", "opened", "opening", "exchanged"})


@lru_cache(maxsize=8_192)
def find_kinds(clause: str) -> frozenset[str]:
    """The kinds of calamity that a clause tells of."""
    words = set(split_words(clause))
    if _FIRE in words and words & _OPENED:
        words = words - {_FIRE} | {"shooting"}
    return frozenset(_KIND_OF[word] for word in words if word in _KIND_OF)
