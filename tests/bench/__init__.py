"""Measure Livecoach against the barest thing that could do the same, in one run."""
