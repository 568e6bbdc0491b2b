"""Tellings made by hand."""

import datetime as dt
from typing import Any

from dateline.tellings import Count, Party, Spot, Telling

PITTSBURGH = Spot(id=5206379, name="Pittsburgh", country="US", admin1="Pennsylvania")
PENNSYLVANIA = Spot(id=6254927, name="Pennsylvania", country="US", admin1="Pennsylvania")
AMERICA = Spot(id=6252001, name="United States", country="US")
CHICAGO = Spot(id=4887398, name="Chicago", country="US", admin1="Illinois")
MOSUL = Spot(id=99072, name="Mosul", country="IQ", admin1="Nineveh")
KIRKUK = Spot(id=94787, name="Kirkuk", country="IQ", admin1="Kirkuk Governorate")
IRAQ = Spot(id=99237, name="Iraq", country="IQ")


def telling(event: str, article: str | None = None, day: str = "2018-10-27", **fields: Any) -> Telling:
    """An assault in Pittsburgh, told by an article named after the event."""
    end = fields.pop("until", day)
    made: dict[str, Any] = {
        "event": event, "article": article or f"a-{event}", "revision": 1, "outlet": article or f"paper-{event}",
        "at": dt.datetime(2018, 10, 28, tzinfo=dt.UTC), "type": "ASSAULT", "mode": "kill", "status": "happened",
        "begin": day, "end": end, "value": day, "precision": "day", "spots": (PITTSBURGH,),
        "evidence": f"report {event}", "confidence": 0.8,
    }  # fmt: skip
    return Telling.model_validate({**made, **fields})


def killed(value: float, **fields: Any) -> Count:
    return Count(role="killed", value=value, unit="people", **fields)


def person(name: str, role: Any = "actor") -> Party:
    return Party(role=role, key=f"person/{name}", name=name.title())


def country(key: int, code: str, role: Any = "actor") -> Party:
    return Party(role=role, key=f"place/{key}", name=code, country=code)
