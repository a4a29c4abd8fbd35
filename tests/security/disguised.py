"""Know a word again in whatever way it may lie about: encodings, hexadecimal, base 64."""

from __future__ import annotations

import base64
from collections.abc import Iterable


def disguises(text: str) -> list[bytes]:
    """Return the ways in which a word might lie about: encodings, hexadecimal, base 64."""
    plain = text.encode("utf-8")
    found = [plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()]
    found += [plain.hex().upper().encode(), text.encode("latin-1")]
    return found + _in_base_64(plain)


def disguises_of_bytes(content: bytes) -> list[bytes]:
    """Return the same for what is no text: a key."""
    return [content, content.hex().encode(), content.hex().upper().encode(), *_in_base_64(content)]


def _in_base_64(plain: bytes) -> list[bytes]:
    # Whatever stands before it, one of three shifts of base 64 shows its middle.
    coded = [base64.b64encode(bytes(shift) + plain) for shift in range(3)]
    return [one[4 : len(one) - 4] for one in coded]


def found_in(content: bytes, looked_for: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return the names of the forms that a content holds, each once."""
    return list(dict.fromkeys(name for name, form in looked_for if form in content))
