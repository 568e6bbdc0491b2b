"""Word tables of the quantities stage: number words, scales, modifiers, currencies, roles.  Written by hand."""

from dateline.models import Bound

_ONES = (
    "zero one two three four five six seven eight nine ten",
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
)
UNITS = {word: float(i) for i, word in enumerate(" ".join(_ONES).split())}
TENS = {
    w: 10.0 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "dozens": 12.0,
    "scores": 20.0, "tens": 10.0, "mn": 1e6, "mln": 1e6, "m": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12,
    "trn": 1e12, "k": 1e3,
}  # fmt: skip
WORD_SCALES = frozenset(
    {"hundred", "thousand", "million", "billion", "trillion", "dozen", "mn", "mln", "bn", "bln", "tn"}
)
VAGUE = frozenset({"hundreds", "thousands", "millions", "billions", "trillions", "dozens", "scores", "tens"})
FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1, "thirds": 1 / 3, "quarters": 0.25,
    "fifths": 0.2, "tenths": 0.1,
}  # fmt: skip

# Words before a number, the longest first, with the bound that they set; null for those that only blur it.
MODIFIERS: tuple[tuple[tuple[str, ...], Bound | None], ...] = (
    (("in", "the", "region", "of"), None),
    (("no", "fewer", "than"), "at_least"), (("no", "less", "than"), "at_least"), (("not", "less", "than"), "at_least"),
    (("no", "more", "than"), "at_most"), (("not", "more", "than"), "at_most"), (("as", "many", "as"), "at_most"),
    (("as", "much", "as"), "at_most"), (("as", "few", "as"), "at_least"), (("as", "little", "as"), "at_least"),
    (("a", "minimum", "of"), "at_least"), (("a", "maximum", "of"), "at_most"), (("in", "excess", "of"), "more_than"),
    (("upwards", "of"), "more_than"), (("upward", "of"), "more_than"), (("at", "least"), "at_least"),
    (("at", "most"), "at_most"), (("up", "to"), "at_most"), (("more", "than"), "more_than"),
    (("greater", "than"), "more_than"), (("higher", "than"), "more_than"), (("less", "than"), "less_than"),
    (("fewer", "than"), "less_than"), (("lower", "than"), "less_than"), (("well", "over"), "more_than"),
    (("just", "over"), "more_than"), (("just", "under"), "less_than"), (("an", "estimated"), None),
    (("close", "to"), None),
    (("over",), "more_than"), (("above",), "more_than"), (("exceeding",), "more_than"), (("topping",), "more_than"),
    (("under",), "less_than"), (("below",), "less_than"), (("minimum",), "at_least"), (("maximum",), "at_most"),
    (("about",), None), (("around",), None), (("approximately",), None), (("roughly",), None), (("nearly",), None),
    (("almost",), None), (("some",), None), (("estimated",), None), (("circa",), None), (("approx",), None),
    (("approx.",), None), (("perhaps",), None), (("maybe",), None), (("~",), None), (("c.",), None),
)  # fmt: skip
# Verbs whose object a number exceeds: "the crowd will top 900".
EXCEEDING = frozenset({"top", "exceed", "surpass", "pass", "outnumber"})
CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "cad": "CAD", "aud": "AUD", "jpy": "JPY",
}  # fmt: skip
CURRENCY_NOUNS = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP",
    "sterling": "GBP", "yen": "JPY", "rupees": "INR", "rupee": "INR", "rubles": "RUB", "roubles": "RUB",
    "yuan": "CNY", "renminbi": "CNY", "won": "KRW", "shekels": "ILS", "francs": "CHF", "rand": "ZAR",
    "lira": "TRY", "liras": "TRY", "reais": "BRL",
}  # fmt: skip
CURRENCY_CODES = frozenset(CURRENCIES.values()) | frozenset(CURRENCY_NOUNS.values())
PERCENT = frozenset({"%", "percent", "pct"})

# What a count means to an event, by the lemma of the verb or the word beside it.
ROLES = {
    "kill": "killed", "massacre": "killed", "murder": "killed", "slay": "killed", "die": "killed", "dead": "killed",
    "death": "killed", "fatality": "killed", "execute": "killed", "perish": "killed", "drown": "killed",
    "slaughter": "killed", "assassinate": "killed", "lynch": "killed", "toll": "killed", "behead": "killed",
    "injure": "injured", "wound": "injured", "hurt": "injured", "injury": "injured", "maim": "injured",
    "hospitalize": "injured", "hospitalise": "injured", "injured": "injured", "wounded": "injured",
    "arrest": "arrested", "detain": "arrested", "jail": "arrested", "imprison": "arrested", "capture": "arrested",
    "apprehend": "arrested", "arrested": "arrested", "charge": "charged", "indict": "charged", "convict": "convicted",
    "displace": "displaced", "evacuate": "evacuated", "flee": "displaced", "uproot": "displaced",
    "rescue": "rescued", "kidnap": "kidnapped", "abduct": "kidnapped", "hostage": "kidnapped", "missing": "missing",
    "infect": "infected", "deport": "deported", "expel": "expelled", "deploy": "deployed", "destroy": "destroyed",
    "protest": "protesting",
}  # fmt: skip
# Roles that only people can have; a number without a noun then counts people.
PEOPLES_ROLES = frozenset(ROLES.values()) - {"deployed", "destroyed"}
