"""The key of access that a client sends with every call."""

import os

VARIABLE = "DATELINE_KEY"


def show_key(given: str | None) -> dict[str, str]:
    """The headers for the key that is given, else the one of the environment; none where there is none."""
    # Out of a file it may have the end of its line.
    key = (os.environ.get(VARIABLE, "") if given is None else given).strip()
    return {"Authorization": f"Bearer {key}"} if key else {}
