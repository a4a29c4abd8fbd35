"""Keep which bins of time hold anything, at every zoom, one bit a bin."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from math import ceil

FINEST_BINS = 64  # bits kept a mark at the finest level
_SET = re.compile("1+")


def _pairs(shift: int) -> bytes:
    """Return the table that folds a byte's eight bits to four, two by two, shifted left."""
    return bytes(
        sum(1 << bit for bit in range(4) if byte >> (2 * bit) & 3) << shift for byte in range(256)
    )


_HIGH, _LOW = _pairs(4), _pairs(0)
_FROM = tuple(0xFF >> place for place in range(8))  # of a byte: the bits from a place on
_UP_TO = tuple(0xFF << (7 - place) & 0xFF for place in range(8))  # and those up to a place


def cover(starts: Iterable[int], ends: Iterable[int], shift: int, bins: int) -> bytes:
    """
    Return one bit a bin of 2**shift ms, the first in the highest place: set where a bar lies.

    A bar covers its start's bin and every bin up to its end; an empty bar covers one.
    """
    bits = bytearray((bins + 7) // 8)
    byte = shift + 3
    for start, end in zip(starts, ends, strict=True):
        last = end - 1 if end > start else start
        left, right = start >> byte, last >> byte
        if left == right:
            bits[left] |= _FROM[start >> shift & 7] & _UP_TO[last >> shift & 7]
        else:
            bits[left] |= _FROM[start >> shift & 7]
            if right - left > 1:
                bits[left + 1 : right] = b"\xff" * (right - left - 1)
            bits[right] |= _UP_TO[last >> shift & 7]
    return bytes(bits)


def halve(bits: bytes) -> bytes:
    """Return the cover with bins twice as wide: each is set where either of its two was."""
    even = bits if len(bits) % 2 == 0 else bits + b"\0"
    high, low = even[0::2].translate(_HIGH), even[1::2].translate(_LOW)
    return (int.from_bytes(high) | int.from_bytes(low)).to_bytes(len(high))


class Cover:
    """The bins of some stretches, given by starts and ends in ms; coarser ones made as asked."""

    def __init__(self, starts: array[int], ends: array[int], length_ms: int) -> None:
        self._starts, self._ends = starts, ends
        self._finest = max(0, (length_ms // (FINEST_BINS * len(starts))).bit_length())
        self._bins = (length_ms >> self._finest) + 1
        self._levels: dict[int, bytes] = {}

    def at(self, bin_ms: float) -> tuple[bytes, int] | None:
        """
        Return the bits whose bins are the narrowest not under ``bin_ms``, and their shift.

        None where the marks are so far apart at that zoom that they are better drawn one by one.
        """
        shift = max(0, ceil(bin_ms) - 1).bit_length()
        if shift < self._finest:
            return None
        if shift not in self._levels:
            if self._finest not in self._levels:
                finest = cover(self._starts, self._ends, self._finest, self._bins)
                self._levels[self._finest] = finest
            level = max(have for have in self._levels if have <= shift)
            bits = self._levels[level]
            while level < shift:
                bits, level = halve(bits), level + 1
                self._levels[level] = bits
        return self._levels[shift], shift


def set_runs(bits: bytes, first: int, last: int) -> list[tuple[int, int]]:
    """Return the runs of set bits from bin ``first`` up to ``last`` as (first, past the last)."""
    low, high = max(first, 0) >> 3, min((last + 7) >> 3, len(bits))
    if low >= high:
        return []
    text = f"{int.from_bytes(bits[low:high]):0{(high - low) * 8}b}"
    begun = max(first, 0) - low * 8
    return [
        (low * 8 + one.start(), low * 8 + one.end())
        for one in _SET.finditer(text, begun, max(last - low * 8, begun))
    ]
