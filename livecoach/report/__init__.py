"""Timelines and measures in, documents for one audience out."""
