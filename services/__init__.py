"""HTTP in and out; no model and no parser is imported here."""
