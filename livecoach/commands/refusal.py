"""Say in one sentence why a command was not done."""

from __future__ import annotations


class Refusal(Exception):
    """A command that cannot be done as asked; the message says why and what to do."""
