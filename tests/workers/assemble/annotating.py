"""Annotations by hand, so that the tests of assembly depend on the parse alone."""

import datetime as dt
from collections.abc import Mapping

from dateline.models import Entity, EntityType, Interval, Place, Precision, Quantity, Quote, Span, Timex
from workers.document import Document

_DAY = 10
PRECISION: dict[int, Precision] = {4: "year", 7: "month", _DAY: "day"}


def mark(doc: Document, surface: str) -> Span:
    """The span of the first occurrence of `surface`."""
    start = doc.text.index(surface)
    return doc.span(start, start + len(surface))


def with_dates(doc: Document, **values: str) -> Document:
    """`doc` with a timex for each surface (underscores for blanks): a day, a month or a year in ISO form."""
    return doc.add(dates=tuple(_timex(doc, n, name.replace("_", " "), v) for n, (name, v) in enumerate(values.items())))


def _timex(doc: Document, number: int, surface: str, value: str) -> Timex:
    begin = dt.date.fromisoformat((value + "-01-01")[:_DAY])
    following = {4: begin.replace(year=begin.year + 1), 7: (begin + dt.timedelta(31)).replace(day=1)}
    end = following.get(len(value), begin + dt.timedelta(1)) - dt.timedelta(1)
    return Timex(
        **dict(mark(doc, surface)),
        id=f"t{number}",
        type="DATE",
        value=value,
        interval=Interval(begin=begin, end=end),
        precision=PRECISION[len(value)],
        anchor="publication",
        confidence=1,
    )


def with_places(doc: Document, **countries: str) -> Document:
    """`doc` with a place for each surface (underscores for blanks) in the country given; `~` marks a demonym."""
    places = tuple(
        Place(
            id=f"p{n}",
            geonameid=1000 + n,
            name=name.replace("_", " "),
            country=country.lstrip("~"),
            modifier="demonym" if country.startswith("~") else None,
            mentions=(mark(doc, name.replace("_", " ")),),
            confidence=1,
        )
        for n, (name, country) in enumerate(countries.items())
    )
    return doc.add(places=places)


def with_entities(doc: Document, kinds: Mapping[str, EntityType]) -> Document:
    """`doc` with an entity for each surface; all its occurrences are mentions."""
    entities = tuple(
        Entity(id=f"n{n}", key=f"{kind}:{name}", type=kind, name=name, mentions=_all(doc, name), confidence=1)
        for n, (name, kind) in enumerate(kinds.items())
    )
    return doc.add(entities=entities)


def _all(doc: Document, name: str) -> tuple[Span, ...]:
    starts = [i for i in range(len(doc.text)) if doc.text.startswith(name, i)]
    return tuple(doc.span(i, i + len(name)) for i in starts)


def with_quantity(doc: Document, surface: str, value: float, role: str) -> Document:
    """`doc` with one more quantity."""
    quantity = Quantity(**dict(mark(doc, surface)), id=f"m{len(doc.quantities)}", value=value, role=role, confidence=1)
    return doc.add(quantities=(*doc.quantities, quantity))


def with_quote(doc: Document, content: str, speaker: str, *, direct: bool = True) -> Document:
    """`doc` with one quotation, whose speaker is named by text alone."""
    quote = Quote(**dict(mark(doc, content)), id="q0", speaker_text=speaker, direct=direct, confidence=1)
    return doc.add(quotes=(quote,))
