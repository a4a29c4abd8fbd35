"""Hold which stretch of time a timeline shows, and zoom and pan it within the meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace

SHORTEST_MS = 4_000.0  # the closest zoom: single seconds stand well apart
STEP = 1.25


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a timeline: a stretch of time in ms, a playhead and what is picked."""

    start_ms: float
    end_ms: float
    length_ms: float
    playhead_ms: int | None = None
    selected: str = ""  # a moment's, turn's or agenda item's uid
    hovered: str = ""
    scroll_px: float = 0.0  # how far the lanes are scrolled up

    @property
    def span_ms(self) -> float:
        """Return how much time is shown, in ms."""
        return self.end_ms - self.start_ms


def whole(length_ms: float) -> View:
    """Return the view of a whole meeting of that length."""
    length = max(float(length_ms), SHORTEST_MS)
    return View(0.0, length, length)


def zoom(view: View, factor: float, around_ms: float) -> View:
    """Return the view ``factor`` times closer, with ``around_ms`` staying where it is."""
    span = min(max(view.span_ms / factor, SHORTEST_MS), view.length_ms)
    place = (around_ms - view.start_ms) / view.span_ms
    return _at(view, around_ms - place * span, span)


def pan(view: View, by_ms: float) -> View:
    """Return the view moved later by ``by_ms``, stopping at the meeting's ends."""
    return _at(view, view.start_ms + by_ms, view.span_ms)


def reveal(view: View, at_ms: float) -> View:
    """Return the view moved no more than needed to show ``at_ms`` clear of its edges."""
    margin = view.span_ms * 0.08
    if at_ms < view.start_ms + margin:
        return _at(view, at_ms - margin, view.span_ms)
    if at_ms > view.end_ms - margin:
        return _at(view, at_ms + margin - view.span_ms, view.span_ms)
    return view


def span(view: View, start_ms: float, end_ms: float) -> View:
    """Return the view of one stretch, no closer than single seconds."""
    wanted = min(max(end_ms - start_ms, SHORTEST_MS), view.length_ms)
    middle = (start_ms + end_ms) / 2
    return _at(view, middle - wanted / 2, wanted)


def resized(view: View, length_ms: float) -> View:
    """Return the view after the meeting's length changed; a whole view stays whole."""
    length = max(float(length_ms), SHORTEST_MS)
    if view.span_ms >= view.length_ms:
        return replace(view, start_ms=0.0, end_ms=length, length_ms=length)
    return _at(replace(view, length_ms=length), view.start_ms, min(view.span_ms, length))


def _at(view: View, start_ms: float, span_ms: float) -> View:
    start = min(max(start_ms, 0.0), view.length_ms - span_ms)
    return replace(view, start_ms=start, end_ms=start + span_ms)
