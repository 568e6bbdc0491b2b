"""Benchmarks and load; the product never imports it."""
