"""The ingest API: articles in, and how far each is."""
