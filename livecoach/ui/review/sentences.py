"""Say in one full sentence what lies under the pointer or the playhead."""

from __future__ import annotations

from livecoach.core import timecode
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_hit import Hit
from livecoach.figures.timeline_lanes import COACH, SILENCE, Lanes
from livecoach.measures.interjections import AROUND_MS
from livecoach.ui.live.stream_reading import row_words

_BESIDE = {"correction": "corrected", "dispute": "disputed", "reflection": "reflected on"}


def sentence_of(lanes: Lanes, found: Hit) -> str:
    """Return the sentence for what was found, or "" for nothing."""
    timeline = lanes.timeline
    match found.kind:
        case "moment":
            return moment_sentence(timeline, found.uid)
        case "turn":
            return turn_sentence(timeline, found.uid, lanes.length_ms)
        case "agenda":
            return item_sentence(lanes, found.uid)
        case "unheard":
            seat = timeline.seats[found.uid.removeprefix("seat:")]
            return (
                f"{seat.label} was not heard from {timecode.minutes(found.start_ms)} to "
                f"{timecode.minutes(found.end_ms)}, "
                f"{timecode.spoken(found.end_ms - found.start_ms)}."
            )
        case "window":
            return window_sentence(timeline, found)
        case "break":
            return _stop(row_words(timeline, timeline.breaks[found.uid]).sentence)
        case "clock":
            return _stop(row_words(timeline, timeline.clock_events[found.uid]).sentence)
        case "lane":
            return lane_sentence(lanes, found.uid)
    return ""


def moment_sentence(timeline: Timeline, uid: str) -> str:
    """Return a moment as one sentence."""
    moment = timeline.moments[uid]
    words = row_words(timeline, moment).sentence
    imported = ", from an imported log" if moment.source == "imported" else ""
    beside = beside_words(timeline, uid)
    return _stop(words + imported + (f", {beside}" if beside else ""))


def beside_words(timeline: Timeline, uid: str) -> str:
    """Return what stands beside a moment, in words: "corrected, disputed"; or ""."""
    kinds = {remark.kind for remark in timeline.remarks.values() if remark.moment == uid}
    return ", ".join(words for kind, words in _BESIDE.items() if kind in kinds)


def turn_sentence(timeline: Timeline, uid: str, length_ms: int) -> str:
    """Return a turn as one sentence."""
    turn = timeline.turns[uid]
    end = length_ms if turn.end_ms is None else turn.end_ms
    seat = timeline.seats.get(turn.seat or "")
    who = "You had the floor" if turn.by_coach else "Silence"
    if seat is not None:
        who = f"{seat.label} had the floor"
    return (
        f"{timecode.minutes(turn.start_ms)}, {who} for {timecode.spoken(end - turn.start_ms)}, "
        f"until {timecode.minutes(end)}."
    )


def item_sentence(lanes: Lanes, uid: str) -> str:
    """Return an agenda item as one sentence: when it was, and how long against the plan."""
    item = lanes.timeline.agenda[uid]
    spans = [(start, end) for start, end, one in lanes.agenda if one == uid]
    if not spans:
        return f"Agenda item {item.title} was not begun."
    start, end = spans[0]
    planned = "" if item.planned_min is None else f", {item.planned_min} min planned"
    return (
        f"Agenda item {item.title}, from {timecode.minutes(start)} to {timecode.minutes(end)}, "
        f"{timecode.spoken(end - start)}{planned}."
    )


def window_sentence(timeline: Timeline, found: Hit) -> str:
    """Return which stretch after an interjection the figures count in."""
    spoke = timecode.minutes(timeline.moments[found.uid].offset_ms)
    long = found.end_ms - found.start_ms
    words = "five minutes" if long == AROUND_MS else timecode.spoken(long)
    return (
        f"What followed the interjection at {spoke}: the {words} from "
        f"{timecode.minutes(found.start_ms)} to {timecode.minutes(found.end_ms)}."
    )


def lane_sentence(lanes: Lanes, key: str) -> str:
    """Return what a lane holds as one sentence."""
    lane = lanes.by_key[key]
    if lane.crowd:
        count = sum(len(points) for points in lane.points.values())
        return f"{lane.label}, {_count(count, 'moment')}."
    if lane.absent:
        return f"{lane.label}, not present in this session."
    spoken = sum(end - start for start, end in zip(lane.bars.starts, lane.bars.ends, strict=True))
    what = {COACH: "turn of yours", SILENCE: "silence"}.get(key, "turn")
    if lanes.rows_are_turns and key.startswith("seat:"):
        what = "tagged turn"
    if not len(lane.bars):
        return f"{lane.label}, not heard in this session."
    return f"{lane.label}, {_count(len(lane.bars), what)}, {timecode.spoken(spoken)} in all."


def _count(number: int, what: str) -> str:
    noun, _, rest = what.partition(" of ")
    plural = noun if number == 1 else noun + "s"
    return f"{number} {plural}" + (f" of {rest}" if rest else "")


def _stop(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else words + "."
