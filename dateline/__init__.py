"""Dateline: news articles in; dated, located, attributed events out.  What API and workers share."""

__version__ = "0.1.0"
