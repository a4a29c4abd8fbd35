"""List what each field of a moment offers, in the coach's own words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from livecoach.core import timecode
from livecoach.core.moment import ACTIONS, HOLD_REASONS, RESPONSES, VERDICTS, Moment
from livecoach.core.timeline import Timeline
from livecoach.figures.shapes import paint_shape
from livecoach.ui.live.stream_reading import SOMETHING, seat_name
from livecoach.ui.review.fields import Option
from livecoach.ui.theme import Theme

COACH, ALL, NONE = "coach", "all", ""
ACTION_OPTIONS: list[Option] = [("", "Not said")] + [(name, words) for _, name, words in ACTIONS]
REASON_OPTIONS: list[Option] = [("", "Not said"), *HOLD_REASONS]
RESPONSE_OPTIONS: list[Option] = [("", "Not said"), *RESPONSES]
VERDICT_OPTIONS: list[Option] = [("", "Not said"), *VERDICTS]
LEVEL_OPTIONS: list[Option] = [
    ("", "Not said"), ("group", "The group"), ("pair", "A pair"), ("individual", "One person"),
]  # fmt: skip
CHOICE_OPTIONS: list[Option] = [("interject", "Interject"), ("let_run", "Let it run")]
LINK_OPTIONS: list[Option] = [
    ("takes_up", "takes up"), ("restates", "restates"), ("credits", "credits"),
    ("answers", "answers"), ("follows", "follows"),
]  # fmt: skip
REMARK_WORDS = {
    "correction": "Correction",
    "dispute": "Disputed",
    "reflection": "Private reflection",
}


def tags(timeline: Timeline, theme: Theme) -> tuple[list[Option], list[QIcon]]:
    """Return the board's tags, family by family, each with its family's shape."""
    options: list[Option] = [(NONE, SOMETHING)]
    icons = [shape_icon(theme, "ring", "muted")]
    for family in timeline.board.families:
        for tag in timeline.board.tags:
            if tag.family == family.id:
                options.append((tag.id, tag.name))
                icons.append(shape_icon(theme, family.shape, family.colour))
    return options, icons


def who(timeline: Timeline) -> list[Option]:
    """Return whose a moment can be."""
    seats = [(seat.uid, seat.label) for seat in timeline.seats_in_order()]
    return [(NONE, "Nobody named"), (COACH, "You, the coach"), *seats]


def floor(timeline: Timeline) -> list[Option]:
    """Return who can have the floor."""
    seats = [(seat.uid, seat.label) for seat in timeline.seats_in_order()]
    return [(NONE, "Silence"), (COACH, "You, the coach"), *seats]


def to_whom(timeline: Timeline) -> list[Option]:
    """Return to whom a moment can be."""
    seats = [(seat.uid, seat.label) for seat in timeline.seats_in_order()]
    return [(NONE, "Not said"), (ALL, "Everybody"), *seats]


def lenses(timeline: Timeline) -> list[Option]:
    """Return the board's lenses."""
    return [(NONE, "None"), *((lens.id, lens.name) for lens in timeline.board.lenses)]


def earlier(timeline: Timeline, moment: Moment, most: int = 60) -> list[Option]:
    """Return the moments before one, the nearest first."""
    before = timeline.moments_between(0, moment.offset_ms + 1)
    found = [one for one in before if one.uid != moment.uid]
    return [(one.uid, short(timeline, one)) for one in reversed(found[-most:])]


def short(timeline: Timeline, moment: Moment) -> str:
    """Return a moment in a few words: time, tag, who."""
    tag = timeline.board.tag(moment.tag)
    name = tag.name if tag is not None else moment.tag or SOMETHING
    parts: Iterable[str] = (
        timecode.minutes(moment.offset_ms), name, seat_name(timeline, moment.seat),
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def shape_icon(theme: Theme, shape: str, colour: str) -> QIcon:
    """Return a family's shape as an icon."""
    side = theme.px(14)
    pixmap = QPixmap(QSize(side, side) * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_shape(painter, shape, QRectF(1, 1, side - 2, side - 2), theme.colour(colour))
    painter.end()
    return QIcon(pixmap)
