"""Words of time and what they mean: numbers, months, weekdays, units, seasons, parts of day, zones.

A table maps a lower-case word to its meaning.  Grains are the precisions of the data contract.
"""

CARDINALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
}  # fmt: skip
WEEKDAY_PLURALS = {f"{name}s": number for name, number in WEEKDAYS.items()}
WEEKDAY_ABBREVIATIONS = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

GRAINS = ("second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")
UNITS = {grain: grain for grain in GRAINS if grain not in ("half", "second")} | {
    "yr": "year", "hr": "hour", "millennium": "millennium",
}  # fmt: skip
UNIT_PLURALS = {f"{grain}s": grain for grain in GRAINS if grain not in ("half", "century")} | {
    "yrs": "year", "hrs": "hour", "mins": "minute", "secs": "second", "centuries": "century", "millennia": "millennium",
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_PLURALS = {"springs": "SP", "summers": "SU", "autumns": "FA", "winters": "WI"}
DAYPARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "daytime": "DT",
    "dawn": "DAWN", "dusk": "DUSK",
}  # fmt: skip
DAYPART_PLURALS = {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"}
# The part of day of a word that is not one of TIMEX3's own, as a value's suffix.
DAYPART_SUFFIXES = {"DAWN": "TMO", "DUSK": "TEV", "MI": "TMI"}

# Hours east of Greenwich, as they are spoken of in news; the American abbreviations win over their namesakes.
ZONES = {
    "gmt": "Z", "utc": "Z", "bst": "+01", "cet": "+01", "cest": "+02", "eet": "+02", "msk": "+03", "est": "-05",
    "edt": "-04", "et": "-05", "cst": "-06", "cdt": "-05", "mst": "-07", "mdt": "-06", "pst": "-08", "pdt": "-07",
    "jst": "+09", "hkt": "+08", "ist": "+05:30", "aest": "+10", "aedt": "+11",
}  # fmt: skip

# Adverbs and adjectives of frequency: TIMEX3 values of the SET that they denote.
FREQUENCIES = {
    "hourly": "PT1H", "daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX", "biweekly": "P2W",
    "monthly": "XXXX-XX", "bimonthly": "P2M", "quarterly": "XXXX-QX", "yearly": "XXXX", "annual": "XXXX",
    "annually": "XXXX", "biennial": "P2Y", "semiannual": "P6M", "semiannually": "P6M",
}  # fmt: skip

# How a duration's value names a unit: P3D, PT2H.
DURATION_CODES = {
    "second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"), "week": ("", "W"),
    "weekend": ("", "WE"), "month": ("", "M"), "quarter": ("", "Q"), "year": ("", "Y"), "decade": ("", "DE"),
    "century": ("", "CE"), "millennium": ("", "ML"),
}  # fmt: skip
