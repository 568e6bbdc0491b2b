"""The query API: events, entities and places out."""
