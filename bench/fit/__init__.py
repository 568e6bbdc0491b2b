"""Fits the two small networks of the places stage: `python -m bench.fit`."""
