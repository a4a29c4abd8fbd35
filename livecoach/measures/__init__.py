"""Timelines in, numbers out: pure, exact, and each with its formula's source."""
