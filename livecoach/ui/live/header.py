"""Show the session's name, agenda, clock and what is saved, with the few buttons at the top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from livecoach.core import timecode
from livecoach.core.edit import Edit
from livecoach.core.session import AgendaItem
from livecoach.core.timeline import Timeline
from livecoach.ui.live.agenda_strip import AgendaWords, agenda_words
from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.header_layout import Widths, header_layout
from livecoach.ui.live.look import CENTRE, Look, box, key_cap, key_width, write


@dataclass(frozen=True, slots=True)
class Lamp:
    """What stands on disk, in words, and how many moments there are."""

    words: str
    saved: bool
    trouble: str
    moments: int


TRY_NOW = "Press here to try again now."


class Header(Cells):
    """The top of the window. ``pressed`` tells back, next_item, discreet, curtain, start or end."""

    reflow = Signal()  # it must be laid out anew, and may need another height

    def __init__(
        self, look: Look, timeline: Timeline, system: str, key_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("Session", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look = look
        self._timeline = timeline
        self._system = system
        self._key_of = key_of
        self._now = 0
        self._wall = ""
        self._lamp = Lamp("Saved", True, "", 0)
        self._agenda = AgendaWords()
        self.ending = False
        self._places: dict[str, QRectF] = {}
        self._thrift = 0

    # What changes ----------------------------------------------------------------------------

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look

    def tick(self, now_ms: int, wall: str) -> None:
        """Repaint the clocks, and the agenda's minutes when they turn."""
        self._now = now_ms
        self.update(self._places["clock"].toAlignedRect())
        if wall != self._wall:
            self._wall = wall
            self.update(self._places["wall"].toAlignedRect())
        words = agenda_words(self._timeline, now_ms)
        if words != self._agenda:
            self._take_agenda(words)

    def edited(self, edit: Edit) -> None:
        """Show another agenda item, another state or another number of seats."""
        kinds = {type(change.row) for change in edit.changes}
        if AgendaItem in kinds:
            self._take_agenda(agenda_words(self._timeline, self._now))
        names = {kind.__name__ for kind in kinds}
        if names & {"Session", "Seat"}:
            self.ending = False
            self.reflow.emit()

    def light(self, lamp: Lamp) -> bool:
        """Say what is saved; return whether the header must be laid out anew for it."""
        if lamp == self._lamp:
            return False
        digits = len(str(lamp.moments)) != len(str(self._lamp.moments))
        other = bool(lamp.trouble) != bool(self._lamp.trouble) or digits
        self._lamp = lamp
        if "lamp" in self._places:
            self.update(self._places["lamp"].toAlignedRect())
            self._name_cells()
        return other

    def ask_to_end(self, asked: bool) -> None:
        """Ask once more before ending, in place of the button; or go on."""
        self.ending = asked
        self.reflow.emit()

    def _take_agenda(self, words: AgendaWords) -> None:
        wider = (words.title, words.action) != (self._agenda.title, self._agenda.action)
        self._agenda = words
        if wider:
            self.reflow.emit()
        self.update(self._places["next_item"].toAlignedRect())
        self._name_cells()

    # Layout ----------------------------------------------------------------------------------

    def _buttons(self) -> list[tuple[str, str, str]]:
        """Return (id, words, key) of the buttons at the right."""
        state = self._timeline.session.state
        if self.ending:
            return [("end_now", "End it now", ""), ("go_on", "Go on", "")]
        rest = [
            ("discreet", "Discreet", self._key_of("live.discreet")),
            ("curtain", "Curtain", self._key_of("view.curtain")),
        ]
        if state == "planned":
            return [*rest, ("start", "Start session", "")]
        if state == "live":
            return [*rest, ("end", "End session", "")]
        # The session is over: what comes next is the check-out, or looking back at it.
        return [("check_out", "Check-out", ""), ("review", "Review", "")]

    def _lamp_words(self) -> tuple[str, str]:
        count = self._lamp.moments
        moments = f"{count} moment" + ("" if count == 1 else "s")
        return ("Not saved" if self._lamp.trouble else self._lamp.words), moments

    def place(self, width: float) -> float:
        """Lay the header out for a width; return its height: one row, or two when it is full."""
        look = self._look
        self._agenda = agenda_words(self._timeline, self._now)
        tall = max(look.px(34), 44.0)
        said, moments = self._lamp_words()
        lamp = max(look.width(look.body, one) for one in (said, "Saving…")) + look.px(40)
        titled = self._title_width()
        agenda = self._agenda_width()
        buttons = tuple(
            (name, self._button_width(words, key), self._button_width(words, ""))
            for name, words, key in self._buttons()
        )
        made = header_layout(
            width, max(look.px(44), 56.0), tall, min(look.px(14), 16.0), min(look.px(20), 24.0),
            Widths(
                look.px(22), titled, min(titled, look.px(150)), agenda,
                look.width(look.clock, "00:00:00") + look.px(10),
                look.width(look.body, "00:00") + look.px(6),
                lamp + look.width(look.body, moments) + look.px(8), lamp, buttons,
            ),
        )  # fmt: skip
        self._thrift = made.thrift
        places = {name: QRectF(*place) for name, place in made.places.items()}
        height = made.height
        if self._lamp.trouble:
            places["try_now"] = QRectF(0, height, width, look.px(48))
            height += look.px(48)
        self._places = places
        self.setAccessibleName(f"{self._timeline.session.title}, {self._subtitles()[0]}")
        self._name_cells()
        self.update()
        return height

    def _title_width(self) -> float:
        look = self._look
        session = self._timeline.session.title
        return (
            max(look.width(look.title, session), look.width(look.small, self._subtitles()[0])) + 4
        )

    def _subtitles(self) -> list[str]:
        """Return the line under the title, in full and then ever shorter."""
        kinds = {
            "one_to_one": "one to one",
            "team": "team",
            "live": "live coaching",
            "pair": "pair",
        }
        seats = self._timeline.seats.values()
        here = sum(1 for seat in seats if seat.present_to_ms is None)
        parts = [self._system, kinds.get(self._timeline.session.kind, ""), f"{here} in the room"]
        parts = [part for part in parts if part]
        return [" · ".join(parts[start:]) for start in range(len(parts))]

    def _agenda_width(self) -> float:
        """Return the width the agenda asks for; only a very long title is cut short."""
        look, words = self._look, self._agenda
        if not words.title:
            return 0.0
        minutes = max(look.width(look.bold, one) for one in (words.minutes, "88 of 88 min"))
        wide = look.px(45) + look.width(look.bold, words.number) + minutes
        cap = self._key_of("live.next_item")
        if words.action:
            wide += look.width(look.body, words.action) + look.px(14)
            wide += key_width(look, cap) if cap else 0.0
        title = look.width(look.body, words.title)
        return wide + min(title, look.px(240))

    def _button_width(self, words: str, key: str) -> float:
        look = self._look
        cap = key_width(look, key) + look.px(6) if key else 0.0
        return max(look.width(look.bold, words) + cap + look.px(28), 44.0)

    def _name_cells(self) -> None:
        said = {"back": "Back", "next_item": self._agenda.sentence}
        said |= {
            name: f"{words}, key {key}" if key else words for name, words, key in self._buttons()
        }
        words, moments = self._lamp_words()
        said["lamp"] = f"{words}, {moments}"
        said["try_now"] = f"{self._lamp.trouble} {TRY_NOW}"
        said["clock"] = f"Session clock {timecode.hours(self._now)}"
        skip = set() if self._agenda.action else {"next_item"}
        self.set_cells(
            [
                Cell(name, place, said[name])
                for name, place in self._places.items()
                if name in said and name not in skip
            ]
        )

    def spoken_text(self, number: int) -> str:
        """Return a cell's sentence; the clock's is read when asked."""
        if self.cells[number].id == "clock":
            return f"Session clock {timecode.hours(self._now)}"
        return super().spoken_text(number)

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts the event's region touches."""
        look, region, places = self._look, event.region(), self._places
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.ringed()
        for name, rect in places.items():
            if not region.intersects(rect.toAlignedRect()):
                continue
            match name:
                case "title":
                    self._paint_title(painter, rect)
                case "next_item":
                    if self._agenda.title:
                        self._paint_agenda(painter, rect)
                case "clock":
                    words = timecode.hours(self._now)
                    write(painter, rect, look.clock, look.colour("ink"), words, CENTRE)
                case "wall":
                    write(painter, rect, look.body, look.colour("muted"), self._wall)
                case "lamp":
                    self._paint_lamp(painter, rect)
                case "back":
                    write(painter, rect, look.title, look.colour("muted"), "‹", CENTRE)
                case "try_now":
                    self._paint_trouble(painter, rect)
            if ringed is not None and ringed.id == name:
                box(painter, rect.adjusted(-2, 2, 2, -2), None, look.colour("accent"), 10, 2.0)
        for name, words, key in self._buttons():
            if region.intersects(places[name].toAlignedRect()):
                self._paint_button(painter, places[name], name, words, key)
        base = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(base, look.colour("hairline"))

    def _paint_title(self, painter: QPainter, rect: QRectF) -> None:
        look = self._look
        if rect.width() < look.px(48):
            return
        top, sub = look.height(look.title), look.height(look.small)
        y = rect.center().y() - (top + sub) / 2
        first = QRectF(rect.left(), y, rect.width(), top)
        title = look.fitted(look.title, self._timeline.session.title, rect.width())
        write(painter, first, look.title, look.colour("ink"), title)
        second = QRectF(rect.left(), y + top, rect.width(), sub)
        words = look.shortest(look.small, self._subtitles(), rect.width())
        write(painter, second, look.small, look.colour("muted"), words)

    def _paint_agenda(self, painter: QPainter, rect: QRectF) -> None:
        look, words = self._look, self._agenda
        seen = _slim(rect, look)
        box(painter, seen, look.colour("surface"), look.colour("hairline"), seen.height() / 2)
        x, right = seen.left() + look.px(13), seen.right() - look.px(12)
        if words.action:
            wide = look.width(look.body, words.action)
            write(painter, QRectF(right - wide, seen.top(), wide + 2, seen.height()), look.body,
                  look.colour("ink"), words.action)  # fmt: skip
            right -= wide + look.px(6)
            cap = self._key_of("live.next_item")
            if cap:
                wide = key_width(look, cap)
                where = QRectF(right - wide, seen.center().y() - look.px(10), wide, look.px(20))
                key_cap(painter, look, where, cap)
                right -= wide + look.px(8)
        wide = look.width(look.body, words.minutes)
        colour = look.colour("unheard_ink" if words.over else "muted")
        write(painter, QRectF(right - wide, seen.top(), wide + 2, seen.height()),
              look.bold if words.over else look.body, colour, words.minutes)  # fmt: skip
        right -= wide + look.px(8)
        if words.number:
            wide = look.width(look.bold, words.number)
            write(painter, QRectF(x, seen.top(), wide + 2, seen.height()), look.bold,
                  look.colour("ink"), words.number)  # fmt: skip
            x += wide + look.px(8)
        title = look.fitted(look.body, words.title, right - x)
        write(painter, QRectF(x, seen.top(), max(right - x, 0), seen.height()), look.body,
              look.colour("ink"), title)  # fmt: skip

    def _paint_lamp(self, painter: QPainter, rect: QRectF) -> None:
        look, lamp = self._look, self._lamp
        seen = _slim(rect, look)
        edge = "trouble" if lamp.trouble else "hairline"
        box(painter, seen, look.colour("surface"), look.colour(edge), seen.height() / 2)
        dot = QPointF(seen.left() + look.px(16), seen.center().y())
        name = "trouble" if lamp.trouble else "saved"
        painter.setPen(look.colour(name))
        painter.setBrush(look.colour(name if lamp.saved or lamp.trouble else "surface"))
        painter.drawEllipse(dot, look.px(4.5), look.px(4.5))
        words, moments = self._lamp_words()
        x = seen.left() + look.px(27)
        wide = look.width(look.body, words)
        write(painter, QRectF(x, seen.top(), wide + 2, seen.height()), look.body,
              look.colour("ink"), words)  # fmt: skip
        if self._thrift >= 2:
            return
        rest = QRectF(x + wide + look.px(7), seen.top(), seen.right() - x - wide, seen.height())
        write(painter, rest, look.body, look.colour("muted"), moments)

    def _paint_trouble(self, painter: QPainter, rect: QRectF) -> None:
        look = self._look
        painter.fillRect(rect, look.colour("accent_soft"))
        words = f"{self._lamp.trouble} {TRY_NOW}"
        inner = rect.adjusted(look.px(20), 0, -look.px(20), 0)
        write(painter, inner, look.bold, look.colour("trouble"),
              look.fitted(look.bold, words, inner.width()))  # fmt: skip

    def _paint_button(
        self, painter: QPainter, rect: QRectF, name: str, words: str, key: str
    ) -> None:
        look = self._look
        key = key if self._thrift < 1 else ""
        seen = _slim(rect, look)
        loud = name in ("start", "end_now", "review")
        strong = loud or name in ("end", "go_on")
        fill = look.colour("accent" if loud else "surface")
        radius = look.px(9) if strong else seen.height() / 2
        box(painter, seen, fill, None if loud else look.colour("hairline"), radius)
        ink = look.colour("accent_ink" if loud else "ink")
        font = look.bold if strong else look.body
        wide = look.width(font, words)
        cap = key_width(look, key) + look.px(6) if key else 0.0
        x = seen.center().x() - (wide + cap) / 2
        write(painter, QRectF(x, seen.top(), wide + 2, seen.height()), font, ink, words)
        if key:
            where = QRectF(x + wide + look.px(6), seen.center().y() - look.px(10),
                           cap - look.px(6), look.px(20))  # fmt: skip
            key_cap(painter, look, where, key)


def _slim(rect: QRectF, look: Look) -> QRectF:
    """Return the part of a target that is painted: the target itself is a thumb high."""
    slack = max((rect.height() - look.px(34)) / 2, 0.0)
    return rect.adjusted(0, slack, 0, -slack)
