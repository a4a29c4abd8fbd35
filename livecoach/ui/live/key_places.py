"""Say which digit or Latin letter stands at a key's place, where a layout prints another there."""

from __future__ import annotations

import sys

DIGITS = "1234567890"
ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_MAC = {
    18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0",
    12: "Q", 13: "W", 14: "E", 15: "R", 17: "T", 16: "Y", 32: "U", 34: "I", 31: "O", 35: "P",
    0: "A", 1: "S", 2: "D", 3: "F", 5: "G", 4: "H", 38: "J", 40: "K", 37: "L",
    6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 45: "N", 46: "M",
}  # fmt: skip


def _rows(digits: int, upper: int, home: int, lower: int) -> dict[int, str]:
    table = {}
    for start, row in zip((digits, upper, home, lower), (DIGITS, *ROWS), strict=True):
        table.update({start + number: letter for number, letter in enumerate(row)})
    return table


def places(platform: str) -> dict[int, str]:
    """Return native key number -> what the US layout prints there, for a ``sys.platform``."""
    if platform == "darwin":
        return dict(_MAC)
    if platform == "win32":
        return _rows(2, 16, 30, 44)
    return _rows(10, 24, 38, 52)


_HERE = places(sys.platform)


def printed_at(scan_code: int, virtual_key: int) -> str:
    """Return the digit or letter at the place of a native key, or ""."""
    return _HERE.get(virtual_key if sys.platform == "darwin" else scan_code, "")
