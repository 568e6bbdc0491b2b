"""Enrichment in bulk, without a server: files in, JSON lines or Parquet out, by many processes or a Ray cluster."""
