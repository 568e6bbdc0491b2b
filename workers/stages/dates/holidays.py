"""Feasts and holidays with a date that can be computed: fixed days, weekdays of a month, days from Easter.

Kept: the Christian feasts, and the public holidays of the United States and the United Kingdom that news
calls by name.  Feasts of the lunar calendars (Ramadan, Eid, Diwali) are left out: their day is proclaimed.
"""

import datetime as dt

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from workers.stages.dates.periods import on_weekday

FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "halloween": (10, 31),
    "valentine's day": (2, 14), "st. patrick's day": (3, 17), "st patrick's day": (3, 17), "may day": (5, 1),
    "independence day": (7, 4), "fourth of july": (7, 4), "bastille day": (7, 14), "veterans day": (11, 11),
    "armistice day": (11, 11), "all saints' day": (11, 1), "epiphany": (1, 6), "flag day": (6, 14),
    "juneteenth": (6, 19), "april fools' day": (4, 1), "earth day": (4, 22), "remembrance day": (11, 11),
    "groundhog day": (2, 2), "bonfire night": (11, 5), "cinco de mayo": (5, 5), "anzac day": (4, 25),
    "international women's day": (3, 8),
}  # fmt: skip
# Month, ISO weekday, which one; -1 is the last of the month.
BY_WEEKDAY = {
    "thanksgiving": (11, 4, 4), "thanksgiving day": (11, 4, 4), "labor day": (9, 1, 1), "labour day": (9, 1, 1),
    "memorial day": (5, 1, -1), "martin luther king day": (1, 1, 3), "presidents day": (2, 1, 3),
    "presidents' day": (2, 1, 3), "columbus day": (10, 1, 2), "mother's day": (5, 7, 2), "father's day": (6, 7, 3),
}  # fmt: skip
# Days after Easter Sunday.
BY_EASTER = {
    "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7,
    "ash wednesday": -46, "shrove tuesday": -47, "mardi gras": -47, "maundy thursday": -3, "holy saturday": -1,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50, "ascension day": 39, "corpus christi": 60,
}  # fmt: skip
# Days of one year alone.
ONCE = {"9/11": dt.date(2001, 9, 11), "d-day": dt.date(1944, 6, 6)}
NAMES = frozenset({*FIXED, *BY_WEEKDAY, *BY_EASTER, *ONCE, "black friday"})


def day_in_year(name: str, year: int) -> dt.date:
    """The day of the holiday `name` (one of NAMES) in `year`."""
    if name == "black friday":
        return day_in_year("thanksgiving", year) + dt.timedelta(days=1)
    if name in ONCE:
        return ONCE[name]
    if name in FIXED:
        return dt.date(year, *FIXED[name])
    if name in BY_EASTER:
        return easter(year) + dt.timedelta(days=BY_EASTER[name])
    month, weekday, which = BY_WEEKDAY[name]
    if which > 0:
        return on_weekday(dt.date(year, month, 1), weekday, 1) + dt.timedelta(weeks=which - 1)
    return on_weekday(dt.date(year, month, 1) + relativedelta(day=31), weekday, -1)
