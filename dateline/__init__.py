"""Dateline: a static site generator for the record of a negotiation."""

__version__ = "0.1.0"
