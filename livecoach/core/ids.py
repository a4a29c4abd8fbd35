"""Make identifiers that stay unique whoever makes them, so that a resend is recognised."""

from __future__ import annotations

import secrets

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for second in _LETTERS for first in _LETTERS]  # ten bits at a time


def new_uid() -> str:
    """Return a fresh identifier: 26 characters of lower-case base 32, 128 random bits."""
    number = secrets.randbits(128)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(0, 130, 10)])
