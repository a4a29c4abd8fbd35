"""The moments of a past session as a table: every column is edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from livecoach.core import timecode
from livecoach.core.edit import Edit
from livecoach.core.moment import Decision, Link, Moment
from livecoach.figures.shapes import paint_shape
from livecoach.figures.tokens import family_colour
from livecoach.ui.live.stream_reading import SOMETHING, followed
from livecoach.ui.programme.grid import Column, GridModel
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.theme import Theme

COACH, EVERYBODY, NONE = "*coach", "*", ""


class MomentsTable(GridModel):
    """Rows are moments by time; ``take_in`` folds one edit in, touching only its rows."""

    def __init__(self, theme: Theme, opened: OpenSession, parent: QObject | None = None) -> None:
        self._opened = opened
        self._icons: dict[tuple[str, str], QIcon] = {}
        super().__init__(theme, self._all_columns(), _by_time, parent)
        theme.changed.connect(self._icons.clear)
        self.show_rows(opened.timeline.moments.values())

    def take_in(self, edit: Edit) -> None:
        """Show what an edit changed."""
        moments = self._opened.timeline.moments
        for change in edit.changes:
            row = change.row
            if isinstance(row, Moment):
                uids = [row.uid]
            elif isinstance(row, Decision):
                uids = [row.moment]
            elif isinstance(row, Link):
                uids = [row.later, row.earlier]
            else:
                continue
            for uid in uids:
                if uid in moments:
                    self.put(moments[uid])
                else:
                    self.take(uid)

    # Columns ---------------------------------------------------------------------------------

    def _all_columns(self) -> list[Column]:
        return [
            Column("Time", lambda m: timecode.minutes(m.offset_ms), self._time,
                   value=lambda m: timecode.exact(m.offset_ms), width=72),
            Column("Tag", self._tag_words, self._write("tag"), self._tags,
                   lambda m: m.tag or NONE, width=190, icon=self._icon),
            Column("Seat", self._seat_words, self._seat, lambda m: self._people(COACH, "You"),
                   lambda m: COACH if m.by_coach else m.seat or NONE, width=150),
            Column("To", self._to_words, self._to,
                   lambda m: self._people(EVERYBODY, "Everybody"),
                   lambda m: EVERYBODY if m.to_all else m.addressee or NONE, width=140),
            Column("Lens", self._lens_words, self._write("lens"), self._lenses,
                   lambda m: m.lens or NONE, width=120),
            Column("Words", lambda m: m.words, self._text("words")),
            Column("Note", lambda m: m.note, self._text("note"), muted=True),
            Column("What followed", self._followed, width=150, muted=True),
        ]  # fmt: skip

    @property
    def _board(self) -> Any:
        return self._opened.timeline.board

    def _tag_words(self, moment: Moment) -> str:
        tag = self._board.tag(moment.tag)
        return tag.name if tag is not None else moment.tag or SOMETHING

    def _tags(self, moment: Moment) -> Sequence[tuple[str, str]]:
        return [(NONE, SOMETHING), *((tag.id, tag.name) for tag in self._board.tags)]

    def _lens_words(self, moment: Moment) -> str:
        lens = self._board.lens(moment.lens)
        return lens.name if lens is not None else moment.lens or ""

    def _lenses(self, moment: Moment) -> Sequence[tuple[str, str]]:
        return [(NONE, "No lens"), *((lens.id, lens.name) for lens in self._board.lenses)]

    def _label(self, uid: str | None) -> str:
        seat = self._opened.timeline.seats.get(uid or "")
        return "" if seat is None else seat.label

    def _seat_words(self, moment: Moment) -> str:
        return "You" if moment.by_coach else self._label(moment.seat)

    def _to_words(self, moment: Moment) -> str:
        return "Everybody" if moment.to_all else self._label(moment.addressee)

    def _people(self, value: str, words: str) -> Sequence[tuple[str, str]]:
        seats = self._opened.timeline.seats_in_order()
        return [(NONE, "Nobody"), (value, words), *((seat.uid, seat.label) for seat in seats)]

    def _followed(self, moment: Moment) -> str:
        timeline = self._opened.timeline
        decision = timeline.decision(moment.uid)
        return "" if decision is None else followed(timeline, moment, decision)

    def _icon(self, moment: Moment) -> QIcon | None:
        tag = self._board.tag(moment.tag)
        decision = self._opened.timeline.decision(moment.uid)
        shape, colour = "ring", "muted"
        if tag is not None:
            family = self._board.family(tag.family)
            shape, colour = family.shape, family.colour
        elif decision is not None:
            shape, colour = "diamond", "interjection"
        found = self._icons.get((shape, colour))
        if found is None:
            found = self._icons[shape, colour] = shape_icon(self._theme, shape, colour)
        return found

    # Writing ---------------------------------------------------------------------------------

    def _amend(self, moment: Moment, **fields: Any) -> None:
        self._opened.recorder.amend(moment.uid, **fields)

    def _write(self, name: str) -> Callable[[Moment, str], None]:
        def write(moment: Moment, value: str) -> None:
            self._amend(moment, **{name: value or None})

        return write

    def _text(self, name: str) -> Callable[[Moment, str], None]:
        def write(moment: Moment, value: str) -> None:
            self._amend(moment, **{name: value.strip()})

        return write

    def _time(self, moment: Moment, value: str) -> None:
        end = self._opened.timeline.observation.length_ms
        self._amend(moment, offset_ms=timecode.parse_within(value, end))

    def _seat(self, moment: Moment, value: str) -> None:
        coach = value == COACH
        self._amend(moment, seat=None if coach else value or None, by_coach=coach)

    def _to(self, moment: Moment, value: str) -> None:
        everybody = value == EVERYBODY
        self._amend(moment, addressee=None if everybody else value or None, to_all=everybody)


def _by_time(moment: Moment) -> tuple[int, int]:
    return (moment.offset_ms, moment.seq)


def shape_icon(theme: Theme, shape: str, colour: str) -> QIcon:
    """Return a family's mark as an icon, in the scheme that stands now."""
    size = theme.px(11)
    pixmap = QPixmap(size * 2, size * 2)  # sharp at twice the pixels too
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(family_colour(theme.tokens, colour))
    paint_shape(painter, shape, QRectF(1, 1, size * 2 - 2, size * 2 - 2), ink)
    painter.end()
    return QIcon(pixmap)
