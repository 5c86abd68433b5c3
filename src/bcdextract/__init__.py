"""Structured, checked records from Vietnamese news articles about committee meetings."""

__version__ = "0.1.0"
