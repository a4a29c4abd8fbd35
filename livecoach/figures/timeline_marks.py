"""Pack a lane's marks so that a frame's cost follows its pixels, not the session's events."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from livecoach.figures.timeline_cover import Cover

MANY = 2000  # so many have their cover built before the first frame asks for it


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
        self._cover: Cover | None = None

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
        if self._cover is None:
            length = max(self._reach[-1], self.starts[-1]) + 1
            self._cover = Cover(self.starts, self.ends, length)
        return self._cover.at(bin_ms)

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
        self._cover: Cover | None = None
        if len(ordered) > MANY:
            self.cover_at(self.times[-1] + 1)

    def __len__(self) -> int:
        return len(self.times)

    def add(self, time: int, uid: str) -> None:
        """Put one point in, in ms."""
        place = bisect_right(self.times, time)
        self.times.insert(place, time)
        self.uids.insert(place, uid)
        self._cover = None

    def remove(self, time: int, uid: str) -> None:
        """Take out the point of that uid. Raise ValueError where it does not stand."""
        place = self.uids.index(uid, bisect_left(self.times, time))
        del self.times[place], self.uids[place]
        self._cover = None

    def between(self, start_ms: float, end_ms: float) -> range:
        """Return the places of the points from ``start_ms`` up to ``end_ms``."""
        return range(bisect_left(self.times, start_ms), bisect_left(self.times, end_ms))

    def cover_at(self, bin_ms: float) -> tuple[bytes, int] | None:
        """Return the bins of at least ``bin_ms`` that hold any, as ``Bars.cover_at`` does."""
        if not self.times:
            return None
        if self._cover is None:
            self._cover = Cover(self.times, self.times, self.times[-1] + 1)
        return self._cover.at(bin_ms)

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
