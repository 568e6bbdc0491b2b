"""The stages in the order in which they run: the only registry.

Each module has `load() -> Stage`, which reads the models or tables that the stage needs, once per
process.  Places come before entities so that an entity can point at its place.
"""

from workers.document import Stage
from workers.stages import dates, entities, language, parse, places, quantities, quotes

MODULES = (language, parse, dates, places, entities, quotes, quantities)


def load() -> tuple[Stage, ...]:
    """All stages, ready to run; takes seconds (the parser's model) and some 300 MB."""
    return tuple(module.load() for module in MODULES)
