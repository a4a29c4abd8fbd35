"""Show every key on one sheet: over the window, on paper and in a PDF, painted alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from livecoach.ui.actions import MENUS, Actions
from livecoach.ui.theme import Theme

Section = tuple[str, Sequence[tuple[str, str]]]  # heading, then (key, words)


def sections_of(actions: Actions, more: Sequence[Section] = ()) -> list[Section]:
    """Return the keys that stand now: the page's own sections first, then each menu's."""
    found: list[Section] = [section for section in more if section[1]]
    for menu in (*MENUS, ""):
        rows = [
            (actions.shown_key(action.id), action.words)
            for action in actions.all()
            if action.menu == menu and actions.key_of(action.id)
        ]
        if rows:
            found.append((menu or "Anywhere", rows))
    return found


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours and the font the sheet is painted with."""

    font: Callable[[float, int], QFont]  # pixels before scaling, weight
    unit: float  # pixels of the device to one of these
    ink: QColor
    muted: QColor
    line: QColor


def paint_sheet(painter: QPainter, page: QRectF, sections: Sequence[Section], ink: Ink) -> float:
    """Paint the sections in as many columns as fit; return the height used, in device pixels."""
    unit = ink.unit
    placed, width, height = _laid_out(painter, page.width(), sections, ink)
    for x, y, part in placed:
        x, y = page.left() + x, page.top() + y
        painter.setFont(ink.font(11, 600))
        painter.setPen(ink.muted)
        painter.drawText(QRectF(x, y, width, 24 * unit), Qt.AlignmentFlag.AlignVCenter,
                         part.heading.upper())  # fmt: skip
        y += 30 * unit
        for row in part.rows:
            _paint_row(painter, QRectF(x, y, width, row.height), row, ink)
            y += row.height
    return height


def sheet_height(painter: QPainter, width: float, sections: Sequence[Section], ink: Ink) -> float:
    """Return the height that the sections need at this width, in device pixels."""
    return _laid_out(painter, width, sections, ink)[2]


def _laid_out(
    painter: QPainter, across: float, sections: Sequence[Section], ink: Ink
) -> tuple[list[tuple[float, float, _Part]], float, float]:
    """Return each section with its left and top, a column's width, and the height of all."""
    unit = ink.unit
    columns = max(1, int(across // (320 * unit)))
    width = across / columns - 24 * unit
    parts = [_Part(heading, _rows(painter, rows, width, ink), unit) for heading, rows in sections]
    heights = [part.height for part in parts]
    tallest = max(sum(heights) / columns, *heights) if heights else 0.0
    while len(stacks := _stacked(parts, tallest)) > columns:  # as even as the sections allow
        tallest *= 1.02
    placed = [
        (number * across / columns, sum(one.height for one in stack[:place]), part)
        for number, stack in enumerate(stacks)
        for place, part in enumerate(stack)
    ]
    return placed, width, max((y + part.height for _, y, part in placed), default=0.0)


def _stacked(parts: Sequence[_Part], tallest: float) -> list[list[_Part]]:
    """Part the sections, in their order, into columns none of which is taller than that."""
    stacks: list[list[_Part]] = []
    left = 0.0
    for part in parts:
        if not stacks or part.height > left + 0.5:
            stacks.append([])
            left = tallest
        stacks[-1].append(part)
        left -= part.height
    return stacks


@dataclass(frozen=True, slots=True)
class _Row:
    """A key and its words, how wide its cap is, where its words begin, and how tall they wrap."""

    key: str
    words: str
    cap: float
    left: float
    height: float
    wrap: int


@dataclass(frozen=True, slots=True)
class _Part:
    heading: str
    rows: list[_Row]
    unit: float

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows) + 44 * self.unit


def _rows(painter: QPainter, rows: Sequence[tuple[str, str]], width: float, ink: Ink) -> list[_Row]:
    """Measure rows: long words wrap, none is cut."""
    unit = ink.unit
    small = QFontMetricsF(ink.font(11, 600), painter.device())
    body = QFontMetricsF(ink.font(13, 400), painter.device())
    found = []
    for key, words in rows:
        cap = max(small.horizontalAdvance(key) + 12 * unit, 20 * unit)
        left = max(cap + 10 * unit, 84 * unit)
        room = QRectF(0, 0, max(width - left, 1.0), 100_000)
        long = any(body.horizontalAdvance(word) > room.width() for word in words.split())
        wrap = _ANYWHERE if long else _AT_WORDS
        tall = body.boundingRect(room, wrap, words).height()
        found.append(_Row(key, words, cap, left, max(tall + 8 * unit, 25 * unit), wrap))
    return found


_AT_WORDS = Qt.TextFlag.TextWordWrap.value
_ANYWHERE = Qt.TextFlag.TextWrapAnywhere.value


def _paint_row(painter: QPainter, place: QRectF, row: _Row, ink: Ink) -> None:
    unit = ink.unit
    cap = QRectF(place.left(), place.top() + 2.5 * unit, row.cap, 20 * unit)
    painter.setPen(QPen(ink.line, unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap, 5 * unit, 5 * unit)
    painter.setFont(ink.font(11, 600))
    painter.setPen(ink.ink)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, row.key)
    painter.setFont(ink.font(13, 400))
    room = place.adjusted(row.left, 4 * unit, 0, 0)
    painter.drawText(room, row.wrap, row.words)


class KeySheet(QWidget):
    """The sheet over the window; Esc, its own key or a click takes it away."""

    def __init__(
        self, theme: Theme, sections: Callable[[], list[Section]], window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme, self._sections, self._over = theme, sections, window
        self._shown: list[Section] = []
        self._came_from: QWidget | None = None
        self._down = 0.0
        self._height = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("All keys")
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def toggle(self) -> None:
        """Show the keys that stand now, or take the sheet away."""
        if not self.isHidden():
            self.put_away()
            return
        self._came_from = self._over.focusWidget()
        self._shown = self._sections()
        self._down = 0.0
        self.setAccessibleDescription(
            "; ".join(f"{words}: {key}" for _, rows in self._shown for key, words in rows)
        )
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def put_away(self) -> None:
        """Take the sheet away and give the focus back."""
        self.hide()
        back, self._came_from = self._came_from, None
        if back is not None:
            back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window as it changes size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the arrows; Esc and Enter take the sheet away; no other key does anything."""
        step = {
            Qt.Key.Key_Down: 50.0, Qt.Key.Key_Up: -50.0,
            Qt.Key.Key_PageDown: self.height() * 0.8, Qt.Key.Key_PageUp: -self.height() * 0.8,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None:
            most = max(self._height - self.height() + 120, 0.0)
            self._down = min(max(self._down + step, 0.0), most)
            self.update()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put_away()
        event.accept()

    def mousePressEvent(self, event: object) -> None:
        """Take the sheet away."""
        self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet on the window's ground."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("ground"))
        pad = theme.px(40)
        painter.translate(0, -self._down)
        painter.setFont(theme.font(20, 600))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(pad, pad - 8, 600, theme.px(30)), Qt.AlignmentFlag.AlignVCenter,
                         "All keys")  # fmt: skip
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(pad, pad - 8, self.width() - 2 * pad, theme.px(30)),
                         Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         "Esc to go back")  # fmt: skip
        ink = Ink(theme.font, theme.scale, theme.colour("ink"), theme.colour("muted"),
                  theme.colour("muted"))  # fmt: skip
        page = QRectF(pad, pad + theme.px(44), self.width() - 2 * pad, self.height())
        self._height = pad + theme.px(44) + paint_sheet(painter, page, self._shown, ink)
