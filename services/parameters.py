"""Query parameters, before they are read one by one."""

from collections import Counter
from typing import Any, get_args, get_origin

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

from dateline.errors import Invalid

MESSAGE = "takes one value, and is given more than once"


async def require_single(request: Request) -> None:
    """The dependency of all routes: a parameter that takes one value is given once.  Raises Invalid, naming each.

    FastAPI takes the last of several, so that the others would be passed over in silence.
    """
    given = Counter(name for name, _ in request.query_params.multi_items())
    repeated = {name for name, n in given.items() if n > 1}
    if repeated and (wrong := sorted(repeated & _single_names(request.scope["route"]))):
        detail = f"{', '.join(wrong)}: {MESSAGE}"
        raise Invalid(detail, tuple({"field": name, "message": MESSAGE} for name in wrong))


def _single_names(route: APIRoute) -> frozenset[str]:
    """The names of the query parameters of a route that take one value."""
    names: set[str] = set()
    for field in route.dependant.query_params:
        model = field.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            names |= {info.alias or name for name, info in model.model_fields.items() if not _is_list(info.annotation)}
        elif not _is_list(model):
            names.add(field.alias)
    return frozenset(names)


def _is_list(annotation: Any) -> bool:
    """Is it a list of values, or one that may be left out?"""
    return any(get_origin(part) in (list, tuple) for part in (annotation, *get_args(annotation)))
