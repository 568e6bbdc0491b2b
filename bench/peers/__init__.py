"""Peers that install from a registry, on the same articles: what they take and what they give."""
