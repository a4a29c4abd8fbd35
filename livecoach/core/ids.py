"""Make identifiers that stay unique whoever makes them, so that a resend is recognised."""

from __future__ import annotations

import secrets


def new_uid() -> str:
    """Return a fresh identifier: 26 characters of lower-case base 32, 128 random bits."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = secrets.randbits(128)
    letters = []
    for _ in range(26):
        letters.append(alphabet[number & 31])
        number >>= 5
    return "".join(letters)
