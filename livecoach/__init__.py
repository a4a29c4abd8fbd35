"""Livecoach: the desk of a team coach who observes a live meeting."""

__version__ = "0.1.0"
