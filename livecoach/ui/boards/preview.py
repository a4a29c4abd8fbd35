"""Show a board small: a mark, a name and a key for each tag, by family."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.core.board import Board
from livecoach.core.board_change import tags_of
from livecoach.figures.shapes import paint_shape
from livecoach.figures.tokens import family_colour
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.key_cap import cap_size, paint_cap


class BoardPreview(QWidget):
    """Families one under the other, tags in a flow that wraps; painted, and read as one text."""

    def __init__(self, theme: Theme, board: Board) -> None:
        super().__init__()
        self._theme, self._board = theme, board
        self.setAccessibleName(
            "; ".join(
                f"{family.name}: " + ", ".join(tag.name for tag in tags_of(board, family.id))
                for family in board.families
            )
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for every tag at the width there is."""
        width = max(self.width(), 300)
        return QSize(300, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """Return the height the flow needs at a width."""
        return round(self._flow(None, float(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height this width needs."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the flow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._flow(painter, float(self.width()))

    def _flow(self, painter: QPainter | None, width: float) -> float:
        """Lay the tags out, painting them where there is a painter; return the height."""
        theme = self._theme
        font, strong = theme.font(12), theme.font(12, 600)
        metrics, bold = QFontMetricsF(font), QFontMetricsF(strong)
        line = max(float(theme.px(24)), metrics.height() + 6)
        names = [bold.horizontalAdvance(family.name) for family in self._board.families]
        indent = min(max(names, default=0.0) + theme.px(36), width / 3)
        top = 0.0
        for family in self._board.families:
            colour = QColor(family_colour(theme.tokens, family.colour))
            if painter is not None:
                size = float(theme.px(11))
                box = QRectF(0, top + (line - size) / 2, size, size)
                paint_shape(painter, family.shape, box, colour)
                left = size + theme.px(8)
                room = QRectF(left, top, indent - left - theme.px(8), line)
                words = bold.elidedText(family.name, Qt.TextElideMode.ElideRight, room.width())
                _write(painter, room, strong, theme.colour("ink"), words)
            left = indent
            for tag in tags_of(self._board, family.id):
                cap = cap_size(theme, tag.key) if tag.key else None
                wide = metrics.horizontalAdvance(tag.name) + (
                    cap.width() + theme.px(6) if cap is not None else 0.0
                )
                if left > indent and left + wide > width:
                    left, top = indent, top + line
                if painter is not None:
                    if cap is not None:
                        at = QRectF(
                            left, top + (line - cap.height()) / 2, cap.width(), cap.height()
                        )
                        paint_cap(painter, theme, at, tag.key)
                    start = left + (cap.width() + theme.px(6) if cap is not None else 0.0)
                    room = QRectF(start, top, max(width - start, 10.0), line)
                    words = metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, room.width())
                    _write(painter, room, font, theme.colour("ink" if cap else "muted"), words)
                left += wide + theme.px(16)
            top += line + theme.px(4)
        return top


def _write(painter: QPainter, box: QRectF, font: QFont, colour: QColor, words: str) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, words)
