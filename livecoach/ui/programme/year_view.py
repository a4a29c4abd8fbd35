"""Show the programme's months; every session in them is told, and opened by click or Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.figures.marks import put
from livecoach.figures.year_figure import (
    Dot,
    Year,
    dot_sentence,
    height,
    lay_out,
    places,
    year_figure,
)
from livecoach.ui.theme import Theme

FONT_PX = 13
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class YearView(QWidget):
    """The months. ``opened`` carries a session's uid; ``told`` a sentence, or ""."""

    opened = Signal(str)
    told = Signal(str)

    def __init__(self, theme: Theme, data: Year) -> None:
        super().__init__()
        self._theme = theme
        self._data = data
        self._chosen = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_year(data)

    def show_year(self, data: Year) -> None:
        """Show other months, or these as they stand now."""
        self._data = data
        self._say()
        self.update()

    def _font(self) -> QFont:
        return self._theme.font(FONT_PX)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(3, 2, -3, -2)

    def _places(self) -> list[tuple[Dot, QRectF]]:
        return places(self._room(), self._data, self._font())

    def _dot(self) -> Dot | None:
        return next((one for one in self._data.dots if one.session == self._chosen), None)

    def _say(self) -> None:
        dot = self._dot()
        figure = year_figure(self._data)
        words = f"{figure.title}. {figure.sentence}" if dot is None else dot_sentence(dot)
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def sizeHint(self) -> QSize:
        """Return the height of four rows with their months."""
        return QSize(self._theme.px(560), round(height(self._font())) + 5)

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which months can be told apart."""
        return QSize(self._theme.px(280), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months, and a ring round the session the keyboard stands on."""
        painter = QPainter(self)
        put(painter, lay_out(self._room(), self._data, self._theme.tokens, self._font()))
        if not self.hasFocus():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        ring = next((box for dot, box in self._places() if dot.session == self._chosen), None)
        if ring is None:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        else:
            painter.drawEllipse(ring.adjusted(-3, -3, 3, 3))

    # Pointer and keys ------------------------------------------------------------------------

    def _under(self, event: QMouseEvent) -> Dot | None:
        near = [
            (abs(box.center().x() - event.position().x()), dot)
            for dot, box in self._places()
            if box.adjusted(-4, -6, 4, 6).contains(event.position())
        ]
        return min(near, key=lambda one: one[0])[1] if near else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the session the pointer is over."""
        found = self._under(event)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if found else arrow)
        self.told.emit("" if found is None else dot_sentence(found))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is over none."""
        self.told.emit("")
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the session that is clicked."""
        found = self._under(event)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(found.session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from session to session by left and right; Enter opens it."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._dot() is not None:
            self.opened.emit(self._chosen)
            return
        order = [dot.session for dot, _ in self._places()]
        if key not in STEPS or not order:
            super().keyPressEvent(event)
            return
        if self._chosen in order:
            place = min(max(order.index(self._chosen) + STEPS[key], 0), len(order) - 1)
        else:
            place = 0 if key == Qt.Key.Key_Right else len(order) - 1
        self._chosen = order[place]
        dot = self._dot()
        self.told.emit("" if dot is None else dot_sentence(dot))
        self._say()
        self.update()
