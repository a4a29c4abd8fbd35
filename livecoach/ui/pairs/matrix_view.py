"""Show the matrix of pairs, and let a pair be chosen in it by pointer or arrows."""

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
from livecoach.figures.pair_matrix import (
    Grid,
    Matrix,
    Square,
    grid,
    lay_out,
    matrix_figure,
    square_sentence,
)
from livecoach.ui.theme import Theme

FONT_PX = 13
ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
INSET = 8  # what is painted stands clear of the ring round it


class MatrixView(QWidget):
    """
    The matrix. Arrows move from pair to pair; Enter, or a click, opens the one they stand on.

    ``moved`` carries the key of the pair under keyboard or click, ``opened`` the one entered;
    ``told`` a sentence on the pair the pointer is over, or "".
    """

    moved = Signal(object)
    opened = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, data: Matrix) -> None:
        super().__init__()
        self._theme = theme
        self._data = data
        self._over: Square | None = None
        self.chosen: tuple[str, str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)
        self.show_matrix(data)

    def show_matrix(self, data: Matrix) -> None:
        """Show the pairs as they stand now; the chosen one stays."""
        self._data, self._over = data, None
        if self.chosen is not None and data.of(self.chosen) is None:
            self.chosen = None
        self._say()
        self.updateGeometry()
        self.update()

    def choose(self, key: tuple[str, str]) -> None:
        """Stand on a pair."""
        if self._data.of(key) is None or key == self.chosen:
            return
        self.chosen = key
        self._say()
        self.update()
        self.moved.emit(key)

    def _say(self) -> None:
        square = None if self.chosen is None else self._data.of(self.chosen)
        words = "Pairs covered. " + matrix_figure(self._data).sentence
        self.setAccessibleName(words if square is None else square_sentence(self._data, square))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # Size and paint --------------------------------------------------------------------------

    def _font(self) -> QFont:
        return self._theme.font(FONT_PX)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(INSET, 4, -INSET, -4)

    def grid(self) -> Grid:
        """Return where the cells stand."""
        return grid(self._room(), self._data, self._font())

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the pixels the matrix wants at a width."""
        return round(matrix_figure(self._data).height(width - 2 * INSET, self._font())) + 10

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        wide = self._theme.px(560)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which cells can be told apart."""
        wide = self._theme.px(300)
        return QSize(wide, self.heightForWidth(max(self.width(), wide)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the matrix, then a ring round the chosen pair and one under the pointer."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        put(painter, lay_out(self._room(), self._data, tokens, self._font()))
        where = self.grid()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = None if self.chosen is None else self._data.of(self.chosen)
        for square, pen in (
            (self._over, QPen(self._theme.colour("muted"), 1.4)),
            (chosen, QPen(self._theme.colour("ink"), 2.4 if self.hasFocus() else 1.8)),
        ):
            if square is None:
                continue
            painter.setPen(pen)
            box = where.cell(square.row, square.column).adjusted(-1.5, -1.5, 1.5, 1.5)
            painter.drawRoundedRect(box, where.side * 0.2, where.side * 0.2)
        if self.hasFocus() and chosen is None:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    # Pointer and keys ------------------------------------------------------------------------

    def _under(self, event: QMouseEvent) -> Square | None:
        return self._data.at(*self.grid().place(event.position().x(), event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the pair the pointer is over."""
        found = self._under(event)
        if found != self._over:
            self._over = found
            self.setCursor(Qt.CursorShape.PointingHandCursor if found else
                           Qt.CursorShape.ArrowCursor)  # fmt: skip
            self.told.emit("" if found is None else square_sentence(self._data, found))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is over none."""
        self._over = None
        self.told.emit("")
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the pair that is clicked."""
        found = self._under(event)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(found.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows; Enter opens the pair."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.opened.emit(self.chosen)
            return
        if key not in ARROWS or not self._data.squares:
            super().keyPressEvent(event)
            return
        standing = None if self.chosen is None else self._data.of(self.chosen)
        if standing is None:
            self.choose(min(self._data.squares, key=lambda one: (one.row, one.column)).key)
            return
        down, across = ARROWS[key]
        found = self._data.at(standing.row + down, standing.column + across)
        if found is not None:
            self.choose(found.key)
