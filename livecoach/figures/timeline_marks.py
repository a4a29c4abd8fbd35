"""Pack a lane's marks so that a frame's cost follows its pixels, not the session's events."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from math import ceil

MANY = 2000  # bars; so many have their cover built before the first frame asks for it
FINEST_BINS = 64  # bits kept a mark at the finest level of a lane's cover


def _pairs(shift: int) -> bytes:
    """Return the table that folds a byte's eight bits to four, two by two, shifted left."""
    return bytes(
        sum(1 << bit for bit in range(4) if byte >> (2 * bit) & 3) << shift for byte in range(256)
    )


_HIGH, _LOW = _pairs(4), _pairs(0)


def cover(starts: Iterable[int], ends: Iterable[int], shift: int, bins: int) -> bytes:
    """
    Return one bit a bin of 2**shift ms, the first in the highest place: set where a bar lies.

    A bar covers its start's bin and every bin up to its end; an empty bar covers one.
    """
    bits = bytearray((bins + 7) // 8)
    for start, end in zip(starts, ends, strict=True):
        first, last = start >> shift, (end - 1 if end > start else start) >> shift
        left, right = first >> 3, last >> 3
        if left == right:
            bits[left] |= 0xFF >> (first & 7) & 0xFF << (7 - (last & 7)) & 0xFF
        else:
            bits[left] |= 0xFF >> (first & 7)
            bits[left + 1 : right] = b"\xff" * (right - left - 1)
            bits[right] |= 0xFF << (7 - (last & 7)) & 0xFF
    return bytes(bits)


def halve(bits: bytes) -> bytes:
    """Return the cover with bins twice as wide: each is set where either of its two was."""
    even = bits if len(bits) % 2 == 0 else bits + b"\0"
    high, low = even[0::2].translate(_HIGH), even[1::2].translate(_LOW)
    return (int.from_bytes(high) | int.from_bytes(low)).to_bytes(len(high))


class Bars:
    """Stretches of time in order of start, with a cover at every zoom for crowded views."""

    def __init__(self, rows: Iterable[tuple[int, int, str]] = ()) -> None:
        ordered = sorted(rows)
        self.starts = array("q", [row[0] for row in ordered])
        self.ends = array("q", [row[1] for row in ordered])
        self.uids = [row[2] for row in ordered]
        self._settle()
        if len(ordered) > MANY:
            self.cover_at(max(self._reach[-1], 1))

    def __len__(self) -> int:
        return len(self.starts)

    def _settle(self) -> None:
        self._reach = array("q", accumulate(self.ends, max))
        self._covers: dict[int, bytes] = {}
        self._finest: int | None = None
        self._bins = 0

    def add(self, start: int, end: int, uid: str) -> None:
        """Put one bar in, in ms."""
        place = bisect_right(self.starts, start)
        self.starts.insert(place, start)
        self.ends.insert(place, end)
        self.uids.insert(place, uid)
        self._settle()

    def remove(self, start: int, uid: str) -> None:
        """Take out the bar of that uid. Raise ValueError where it does not stand."""
        place = self.uids.index(uid, bisect_left(self.starts, start))
        del self.starts[place], self.ends[place], self.uids[place]
        self._settle()

    def between(self, start_ms: float, end_ms: float) -> range:
        """Return the places of the bars that may touch a stretch; few of them may not."""
        return range(bisect_right(self._reach, start_ms), bisect_left(self.starts, end_ms))

    def at(self, time_ms: float, slack_ms: float) -> int | None:
        """Return the place of the bar at a time, or the nearest within ``slack_ms``."""
        best, distance = None, slack_ms
        for place in self.between(time_ms - slack_ms - 1, time_ms + slack_ms + 1):
            start, end = self.starts[place], self.ends[place]
            away = max(start - time_ms, time_ms - end, 0.0)
            if away <= distance:
                best, distance = place, away
        return best

    def cover_at(self, bin_ms: float) -> tuple[bytes, int] | None:
        """
        Return the cover whose bins are the narrowest not under ``bin_ms``, and its shift.

        None where the bars are so far apart at that zoom that they are better drawn one by one.
        """
        if not self.starts:
            return None
        if self._finest is None:
            length = max(self._reach[-1], self.starts[-1]) + 1
            self._finest = max(0, (length // (FINEST_BINS * len(self.starts))).bit_length())
            self._bins = (length >> self._finest) + 1
        shift = max(0, ceil(bin_ms) - 1).bit_length()
        if shift < self._finest:
            return None
        if shift not in self._covers:
            if self._finest not in self._covers:
                self._covers[self._finest] = cover(self.starts, self.ends, self._finest, self._bins)
            level = max(have for have in self._covers if have <= shift)
            bits = self._covers[level]
            while level < shift:
                bits, level = halve(bits), level + 1
                self._covers[level] = bits
        return self._covers[shift], shift

    def runs(self, start_ms: float, end_ms: float, bin_ms: float) -> list[tuple[int, int]]:
        """Return the bars in view as (start, end) in ms, joined where no bin parts them."""
        found: list[tuple[int, int]] = []
        for place in self.between(start_ms, end_ms):
            start, end = self.starts[place], self.ends[place]
            if end < start_ms:
                continue
            if found and start - found[-1][1] < bin_ms:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return found


class Points:
    """Single times in order; of those that share a bin the first stands for all."""

    def __init__(self, rows: Iterable[tuple[int, str]] = ()) -> None:
        ordered = sorted(rows)
        self.times = array("q", [row[0] for row in ordered])
        self.uids = [row[1] for row in ordered]

    def __len__(self) -> int:
        return len(self.times)

    def add(self, time: int, uid: str) -> None:
        """Put one point in, in ms."""
        place = bisect_right(self.times, time)
        self.times.insert(place, time)
        self.uids.insert(place, uid)

    def remove(self, time: int, uid: str) -> None:
        """Take out the point of that uid. Raise ValueError where it does not stand."""
        place = self.uids.index(uid, bisect_left(self.times, time))
        del self.times[place], self.uids[place]

    def between(self, start_ms: float, end_ms: float) -> range:
        """Return the places of the points from ``start_ms`` up to ``end_ms``."""
        return range(bisect_left(self.times, start_ms), bisect_left(self.times, end_ms))

    def binned(self, start_ms: float, end_ms: float, bin_ms: float) -> list[int]:
        """Return the first time in each bin that holds any; bins are laid from time zero."""
        found: list[int] = []
        add = found.append
        times = self.times
        place, last = bisect_left(times, start_ms), bisect_left(times, end_ms)
        # Looking at each is cheaper than a search a bin, until there are several to a bin.
        if last - place <= 5 * (end_ms - start_ms) / bin_ms:
            edge = -1.0
            for time in times[place:last]:
                if time >= edge:
                    add(time)
                    edge = (time // bin_ms + 1) * bin_ms
            return found
        while place < last:
            time = times[place]
            add(time)
            place = bisect_left(times, (time // bin_ms + 1) * bin_ms, place + 1, last)
        return found

    def nearest(self, time_ms: float, slack_ms: float) -> int | None:
        """Return the place of the point nearest to a time, within ``slack_ms``."""
        near = self.between(time_ms - slack_ms - 1, time_ms + slack_ms + 1)
        if len(near) > 64:  # crowded: the neighbours on either side are enough
            middle = bisect_left(self.times, time_ms)
            near = range(max(near.start, middle - 1), min(near.stop, middle + 2))
        return min(near, key=lambda place: abs(self.times[place] - time_ms), default=None)
