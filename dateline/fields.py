"""What records are made of: their base, and the rules of single fields."""

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

YEARS = range(1400, 2201)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})")


class Model(BaseModel):
    """A frozen record; unknown fields are errors, so that a misspelt one is not silently lost."""

    # An error must not hold what was sent: errors are logged and answered.
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null", hide_input_in_errors=True)


def parse_published(value: object) -> object:
    """An RFC 3339 date or date-time (with its offset) as `date` or aware `datetime`.

    Raises ValueError for other forms, days that do not exist, and years outside 1400-2200.
    """
    if isinstance(value, str):
        if _DATE.fullmatch(value):
            value = dt.date.fromisoformat(value)
        elif _DATETIME.fullmatch(value):
            value = dt.datetime.fromisoformat(value.upper())
    if not isinstance(value, dt.date) or (isinstance(value, dt.datetime) and value.tzinfo is None):
        raise ValueError("use an RFC 3339 date (2018-10-29) or date-time with an offset (2018-10-29T18:00:00Z)")
    if value.year not in YEARS:
        raise ValueError(f"the year must lie between {YEARS.start} and {YEARS.stop - 1}")
    return value


def require_scalar_values(value: str) -> str:
    """`value`, unless it holds a lone surrogate or a NUL; both break storage or offsets further on."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds a lone surrogate, which no Unicode text may") from None
    if "\x00" in value:
        raise ValueError("holds a NUL character")
    return value


Scalar = AfterValidator(require_scalar_values)
Line = Annotated[str, StringConstraints(max_length=2048), Scalar]
Name = Annotated[str, StringConstraints(min_length=1, max_length=512), Scalar]
ArticleId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~-]{1,128}$")]
CollectionName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
Published = Annotated[dt.datetime | dt.date, BeforeValidator(parse_published)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
