"""What stands in one query parameter: boxes, circles, days, names and words.  Pure."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from pydantic import AfterValidator, ValidationError
from pydantic_core import PydanticCustomError

from dateline.errors import Invalid
from dateline.fields import parse_published
from dateline.intake import explain, invalid
from dateline.names import normalize_name
from dateline.queries import Box, Circle, DayRange

T = TypeVar("T")
KM = {"km": 1.0, "mi": 1.609344, "m": 0.001}


def readable(parse: Callable[[str], object]) -> AfterValidator:
    """The check that a parameter can be read by `parse`; what is wrong becomes an error of the parameter.

    So all wrong parameters of a request are found at once.
    """
    return AfterValidator(partial(require_readable, parse))


def require_readable(parse: Callable[[str], object], value: str) -> str:
    """`value`, if it can be read by `parse`.  Raises PydanticCustomError."""
    try:
        parse(value)
    except ValidationError as error:
        raise _refuse(str(explain(error)).removeprefix("body: ")) from None
    except Invalid as error:
        raise _refuse("; ".join(item["message"] for item in error.errors)) from None
    except ValueError as error:
        raise _refuse(str(error)) from None
    return value


def parse(name: str, value: str | None, read: Callable[[str], T]) -> T | None:
    """What the parameter `name` holds, if it is given.  Raises Invalid."""
    try:
        return None if value is None else read(value)
    except ValidationError as error:
        raise invalid(name, str(explain(error)).removeprefix("body: ")) from None
    except ValueError as error:
        raise invalid(name, str(error)) from None


def _refuse(message: str) -> PydanticCustomError:
    return PydanticCustomError("form", "{message}", {"message": message})


def parse_box(value: str) -> Box:
    """`west,south,east,north`.  Raises ValueError."""
    west, south, east, north = _numbers(
        value.split(","), 4, "west,south,east,north in degrees, as in -10.5,50,2,59; one over the 180th meridian"
        " has its west greater than its east",
    )  # fmt: skip
    return Box(west=west, south=south, east=east, north=north)


def parse_circle(value: str) -> Circle:
    """`lat,lon,radius`, the radius with km, mi or m.  Raises ValueError."""
    *point, radius = value.split(",")
    form = "lat,lon,radius, as in 29.4,-98.5,500km"
    lat, lon = _numbers(point, 2, form)
    unit = next((unit for unit in KM if radius.strip().endswith(unit)), None)
    if unit is None:
        raise ValueError(f"give {form}; the radius needs km, mi or m")
    (number,) = _numbers([radius.strip().removesuffix(unit)], 1, form)
    return Circle(lat=lat, lon=lon, radius_km=number * KM[unit])


def parse_days(value: str) -> DayRange:
    """A day, or `begin/end` with `..` for an open one; of an instant, its day.  Raises ValueError."""
    begin, slash, end = value.partition("/")
    return DayRange(begin=_day(begin), end=_day(end if slash else begin))


def parse_name(value: str) -> str:
    """A name to search for.  Raises ValueError."""
    plain = normalize_name(value)
    if not plain.strip() or not plain.isprintable():
        raise ValueError("holds no name to search for")
    return plain


def _day(value: str) -> dt.date | None:
    if value in ("..", ""):
        return None
    parsed = parse_published(value)
    return parsed.date() if isinstance(parsed, dt.datetime) else parsed  # type: ignore[return-value]


def _numbers(parts: list[str], n: int, form: str) -> list[float]:
    try:
        found = [float(part) for part in parts]
    except ValueError:
        found = []
    if len(found) != n or not all(abs(number) < 1e9 for number in found):
        raise ValueError(f"give {form}")
    return found
