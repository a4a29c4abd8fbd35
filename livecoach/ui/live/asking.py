"""Decide which row of the stream asks what followed, and how long its clock has run."""

from __future__ import annotations

from livecoach.core import timecode
from livecoach.core.moment import Decision, Moment
from livecoach.core.timeline import Timeline
from livecoach.ui.live import follow_up
from livecoach.ui.live.follow_up import Question
from livecoach.ui.live.stream_order import Item

FOLLOWED_FOR_MS = 5 * 60_000  # an interjection's clock runs this long
_LOOK_BACK = 12  # moments; a decision further back than these asks only when chosen


def question(
    timeline: Timeline, item: Item, now_ms: int, selected: str, naming: tuple[str, Question] | None
) -> Question | None:
    """Return what a row asks: what is being named, else the chosen or the newest decision."""
    if not isinstance(item, Moment):
        return None
    if naming is not None and naming[0] == item.uid:
        return naming[1]
    decision = timeline.decision(item.uid)
    if decision is None:
        return None
    if item.uid != selected and not _newest(timeline, decision, now_ms):
        return None
    return follow_up.question(decision)


def _newest(timeline: Timeline, decision: Decision, now_ms: int) -> bool:
    """Tell whether this is the newest decision and recent enough to be asked about unasked."""
    moment = timeline.moments[decision.moment]
    if now_ms - moment.offset_ms > FOLLOWED_FOR_MS:
        return False
    for _, uid in reversed(timeline.entry_order[-_LOOK_BACK:]):
        if uid in timeline.decision_of:
            return uid == moment.uid
    return False


def elapsed(timeline: Timeline, uid: str, now_ms: int) -> str:
    """Return the time since an interjection that nothing is said about yet, or ""."""
    decision = timeline.decision(uid)
    if decision is None or decision.choice != "interject" or decision.response:
        return ""
    since = now_ms - timeline.moments[uid].offset_ms
    if not 0 <= since <= FOLLOWED_FOR_MS:
        return ""
    return timecode.minutes(since).removeprefix("0")
