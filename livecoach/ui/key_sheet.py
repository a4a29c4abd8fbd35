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
    columns = max(1, int(page.width() // (320 * unit)))
    width = page.width() / columns
    heights = [(30 + 25 * len(rows) + 14) * unit for _, rows in sections]
    target = max(sum(heights) / columns, *heights) if heights else 0.0
    x, y, column, lowest = page.left(), page.top(), 0, page.top()
    for (heading, rows), height in zip(sections, heights, strict=True):
        if y > page.top() and y + height > page.top() + target * 1.05 and column < columns - 1:
            column, x, y = column + 1, x + width, page.top()
        painter.setFont(ink.font(11, 600))
        painter.setPen(ink.muted)
        painter.drawText(QRectF(x, y, width, 24 * unit), Qt.AlignmentFlag.AlignVCenter,
                         heading.upper())  # fmt: skip
        y += 30 * unit
        for key, words in rows:
            _paint_row(painter, QRectF(x, y, width - 24 * unit, 25 * unit), key, words, ink)
            y += 25 * unit
        y += 14 * unit
        lowest = max(lowest, y)
    return lowest - page.top()


def _paint_row(painter: QPainter, row: QRectF, key: str, words: str, ink: Ink) -> None:
    unit = ink.unit
    font = ink.font(11, 600)
    metrics = QFontMetricsF(font, painter.device())
    cap = QRectF(row.left(), row.top() + 2.5 * unit,
                 max(metrics.horizontalAdvance(key) + 12 * unit, 20 * unit), 20 * unit)  # fmt: skip
    painter.setPen(QPen(ink.line, unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap, 5 * unit, 5 * unit)
    painter.setFont(font)
    painter.setPen(ink.ink)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    left = max(cap.right() + 10 * unit, row.left() + 84 * unit)
    painter.setFont(ink.font(13, 400))
    room = QRectF(left, row.top(), row.right() - left, row.height())
    shown = QFontMetricsF(painter.font(), painter.device()).elidedText(
        words, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


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
