"""Writes the networks as the module that the stage reads."""

import textwrap
from pathlib import Path

from bench.fit.calibration import Line
from workers.stages.places.network import Network

WEIGHTS = Path(__file__).parents[2] / "workers/stages/places/weights.py"


def write(ranker: Network, recogniser: Network, line: Line, gold: str) -> None:
    """Write both networks and the line of the confidence as a module of numbers."""
    lines = [
        '"""Weights of the ranker and the recogniser, fitted by `python -m bench.fit`; do not edit."""',
        "",
        "from functools import lru_cache",
        "",
        "import numpy as np",
        "",
        "from workers.stages.places.network import Network",
        "",
        f"# Fitted on {gold}.",
        "# fmt: off",
        *_table("RANKER", ranker),
        *_table("RECOGNISER", recogniser),
        "# The recogniser's probability, and the share of such mentions that is right.",
        "CONFIDENCE = (",
        *textwrap.wrap(", ".join(map(str, line)), 112, initial_indent="    ", subsequent_indent="    "),
        ")",
        "# fmt: on",
        "",
        "",
        "@lru_cache(maxsize=1)",
        "def load_networks() -> tuple[Network, Network]:",
        '    """The ranker of candidates and the recogniser of mentions."""',
        "    return _read(RANKER), _read(RECOGNISER)",
        "",
        "",
        "def _read(table: tuple[int, int, str]) -> Network:",
        '    """From the numbers of features and units, and all weights: hidden, bias, out, linear, constant."""',
        "    features, units, text = table",
        "    numbers = np.array(text.split(), dtype=np.float64)",
        "    sizes = np.cumsum([features * units, units, units, features])",
        "    hidden, bias, out, linear, constant = np.split(numbers, sizes)",
        "    return Network(hidden.reshape(features, units), bias, out, linear, float(constant[0]))",
        "",
    ]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")


def _table(name: str, network: Network) -> list[str]:
    parts = (network.hidden.ravel(), network.bias, network.out, network.linear, [network.constant])
    numbers = " ".join(f"{x:.3g}" for part in parts for x in part)
    return [
        f'{name} = ({network.hidden.shape[0]}, {network.hidden.shape[1]}, """',
        *textwrap.wrap(numbers, 116, break_on_hyphens=False),
        '""")',
    ]
