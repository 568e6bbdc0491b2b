"""Coverage-guided fuzzing of the whole pipeline: `python -m tests.faults.fuzz -max_total_time=600`.

The options are libFuzzer's.  `make faults` runs it for ten minutes.
"""

import sys
import time

import atheris

with atheris.instrument_imports(include=["workers", "dateline"]):
    from tests.faults.hostile import FRAGMENTS, enrich_text, faults
    from workers import pipeline


def main() -> None:
    """Fuzz until the time that libFuzzer was given is over; a fault ends it with the text that shows it."""
    loaded = pipeline.load(time.perf_counter)

    def try_one(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        parts: list[str] = []
        while given.remaining_bytes() and len(parts) < 30:
            if given.ConsumeBool():
                parts.append(FRAGMENTS[given.ConsumeIntInRange(0, len(FRAGMENTS) - 1)])
            else:
                parts.append(given.ConsumeUnicodeNoSurrogates(20).replace("\0", ""))
        text = "".join(parts)
        if text.strip():
            found = list(faults(enrich_text(loaded, text)))
            if found:
                raise AssertionError(f"{found} in {text!r}")

    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
