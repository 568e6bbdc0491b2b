"""Word tables of the quantities stage: number words, scales, modifiers, currencies, roles.  Written by hand."""

from dateline.models import Bound


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


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
    "trn": 1e12, "k": 1e3, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
WORD_SCALES = frozenset(
    {"hundred", "thousand", "million", "billion", "trillion", "dozen", "mn", "mln", "bn", "bln", "tn", "lakh", "crore"}
)
# Scales that stand right behind the digits, as a token of their own.
SUFFIXES = frozenset({"m", "mn", "mln", "bn", "bln", "b", "tn", "trn", "k"})
# Words that leave a scale vague, and groups with the number that they stand for.
LOOSE = frozenset({"several", "few", "many"})
GROUPS: dict[str, float | None] = {"couple": 2.0, "pair": 2.0, "trio": 3.0, "handful": None, "score": 20.0}
# Groups "of" a bare number count people: "a crowd of 20,000".
CROWDS = _split(
    "crowd group gang force army team party audience mob band convoy staff workforce congregation gathering crew"
    " contingent delegation unit platoon battalion squad population membership attendance turnout"
)
DEGREES = {"c": "degrees Celsius", "f": "degrees Fahrenheit", "celsius": "degrees Celsius",
           "fahrenheit": "degrees Fahrenheit", "centigrade": "degrees Celsius"}  # fmt: skip
# Words before a unit of measure that are part of it: "square kilometres".
MEASURE_MODIFIERS = frozenset({"square", "cubic", "nautical", "metric", "percentage", "basis", "light"})
# Units that measure and count no people or things, so that no other number of the sentence takes them.
MEASURES = _split(
    "km kms kilometer kilometers kilometre kilometres mile miles meter meters metre metres m foot feet ft inch inches"
    " yard yards acre acres hectare hectares ton tons tonne tonnes kg kgs kilo kilos kilogram kilograms gram grams g"
    " pound pounds lb lbs ounce ounces oz litre litres liter liters gallon gallons barrel barrels degree degrees mph"
    " kph knots watts megawatts kilowatts gigawatts mw kw cm mm points cents bytes hours minutes days years"
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
# Last words of addresses, whose numbers count nothing.
STREETS = _split("Street St. St Road Rd. Avenue Ave. Ave Lane Drive Boulevard Blvd. Square Terrace Crescent")
# Verbs of change, after which "2 to 65" is by how much and to what.
CHANGES = _split("rise fall climb drop jump slip gain lose add increase decline up down tumble plunge soar grow edge")
EXCEEDING = frozenset({"top", "exceed", "surpass", "pass", "outnumber"})
CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL",
    "rs": "INR", "rs.": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP",
    "chf": "CHF", "cad": "CAD", "aud": "AUD", "jpy": "JPY",
}  # fmt: skip
CURRENCY_NOUNS = {
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "rupees": "INR",
    "rupee": "INR",
    "rubles": "RUB",
    "roubles": "RUB",
    "yuan": "CNY",
    "renminbi": "CNY",
    "won": "KRW",
    "shekels": "ILS",
    "francs": "CHF",
    "rand": "ZAR",
    "lira": "TRY",
    "liras": "TRY",
    "reais": "BRL",
    "dirham": "AED",
    "dirhams": "AED",
    "riyals": "SAR",
    "riyal": "SAR",
    "ringgit": "MYR",
    "baht": "THB",
    "rupiah": "IDR",
    "zloty": "PLN",
    "zlotys": "PLN",
    "forints": "HUF",
    "forint": "HUF",
    "kronor": "SEK",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "naira": "NGN",
    "cedis": "GHS",
    "taka": "BDT",
    "dong": "VND",
    "afghanis": "AFN",
    "bolivars": "VES",
}
# Currencies that only the country before the noun tells.
NATIONAL_CURRENCIES = {
    ("swiss", "francs"): "CHF", ("swiss", "franc"): "CHF", ("cfa", "francs"): "XOF", ("french", "francs"): "FRF",
    ("canadian", "dollars"): "CAD", ("australian", "dollars"): "AUD", ("singapore", "dollars"): "SGD",
    ("zealand", "dollars"): "NZD", ("kong", "dollars"): "HKD", ("u.s.", "dollars"): "USD", ("us", "dollars"): "USD",
    ("egyptian", "pounds"): "EGP", ("lebanese", "pounds"): "LBP", ("sudanese", "pounds"): "SDG",
    ("syrian", "pounds"): "SYP", ("turkish", "lira"): "TRY", ("syrian", "lira"): "SYP", ("mexican", "pesos"): "MXN",
    ("argentine", "pesos"): "ARS", ("philippine", "pesos"): "PHP", ("chilean", "pesos"): "CLP",
    ("colombian", "pesos"): "COP", ("cuban", "pesos"): "CUP", ("pakistani", "rupees"): "PKR",
    ("indian", "rupees"): "INR", ("lankan", "rupees"): "LKR", ("nepali", "rupees"): "NPR", ("kuwaiti", "dinars"): "KWD",
    ("iraqi", "dinars"): "IQD", ("jordanian", "dinars"): "JOD", ("algerian", "dinars"): "DZD",
    ("iranian", "rials"): "IRR", ("omani", "rials"): "OMR", ("yemeni", "rials"): "YER", ("saudi", "riyals"): "SAR",
    ("qatari", "riyals"): "QAR", ("danish", "kroner"): "DKK", ("norwegian", "kroner"): "NOK",
    ("swedish", "kronor"): "SEK", ("swedish", "crowns"): "SEK", ("czech", "crowns"): "CZK",
    ("kenyan", "shillings"): "KES", ("ugandan", "shillings"): "UGX", ("moroccan", "dirhams"): "MAD",
    ("uae", "dirhams"): "AED", ("japanese", "yen"): "JPY", ("chinese", "yuan"): "CNY", ("korean", "won"): "KRW",
}  # fmt: skip
CURRENCY_CODES = frozenset((*CURRENCIES.values(), *CURRENCY_NOUNS.values(), *NATIONAL_CURRENCIES.values()))
# Verbs and nouns of weight, after which "20 pounds" are no money.
WEIGHING = frozenset({"weigh", "weighing", "lose", "gain", "shed", "weight", "heavy"})
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
    "protest": "protesting", "strand": "stranded", "trap": "trapped", "quarantine": "quarantined",
    "vaccinate": "vaccinated",
}  # fmt: skip
# Roles that only people can have; a number without a noun then counts people.
PEOPLES_ROLES = frozenset(ROLES.values()) - {"deployed", "destroyed"}
