"""Number the rows of the stream, newest first: moments, breaks and what the clocks did."""

from __future__ import annotations

from bisect import bisect_left

from livecoach.core.moment import Moment
from livecoach.core.observation import Break, ClockEvent
from livecoach.core.timeline import Key, Timeline

Item = Moment | Break | ClockEvent


class StreamOrder:
    """
    The rows of one timeline by number, 0 the newest.

    Moments keep the timeline's own order; the few quiet rows among them are found by a search,
    so that a press costs the same at any length.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._quiet: list[Key] = []  # oldest first
        self._places: list[int] = []  # the row number of each quiet row, newest first
        self.refresh()

    def refresh(self) -> None:
        """Take in what changed in the timeline."""
        timeline = self._timeline
        if timeline.breaks or timeline.clock_events or self._quiet:
            keys = [(one.start_ms, 1 << 62, one.uid) for one in timeline.breaks.values()]
            keys += [(one.offset_ms, 1 << 62, one.uid) for one in timeline.clock_events.values()]
            self._quiet = sorted(keys)
        order = timeline.moment_order
        newest_first = reversed(self._quiet)
        self._places = [
            len(order) - bisect_left(order, key) + number for number, key in enumerate(newest_first)
        ]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._timeline.moment_order) + len(self._quiet)

    def item(self, number: int) -> Item:
        """Return the row of that number. Raise IndexError where there is none."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        timeline = self._timeline
        place = bisect_left(self._places, number)
        if place < len(self._places) and self._places[place] == number:
            uid = self._quiet[-1 - place][2]
            found = timeline.breaks.get(uid)
            return found if found is not None else timeline.clock_events[uid]
        order = timeline.moment_order
        return timeline.moments[order[len(order) - 1 - (number - place)][2]]

    def number(self, item: Item) -> int:
        """Return the number of a row, or -1 where it does not stand."""
        timeline = self._timeline
        if not isinstance(item, Moment):
            uids = [key[2] for key in reversed(self._quiet)]
            return self._places[uids.index(item.uid)] if item.uid in uids else -1
        stands = timeline.moments.get(item.uid)
        if stands is None:
            return -1
        order = timeline.moment_order
        key = (stands.offset_ms, stands.seq, stands.uid)
        newer = len(order) - 1 - bisect_left(order, key)
        quiet_newer = len(self._quiet) - bisect_left(self._quiet, key)
        return newer + quiet_newer
