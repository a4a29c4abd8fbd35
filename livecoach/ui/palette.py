"""Find anything by typing: every action that stands, and what the record holds (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from livecoach.ui.actions import Actions
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.key_cap import cap_size, paint_cap

SEARCH_AFTER_MS = 150
WIDTH_PX, ROWS = 620, 9
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette: its words, what stands after them, its key, and what it does."""

    words: str
    run: Callable[[], object]
    more: str = ""
    key: str = ""


def fits(words: str, typed: str) -> int:
    """
    Return how well typed text fits words: 0 not at all, more is better.

    Every typed word must begin a word, or stand in one; the first words count most.
    """
    low = words.casefold()
    starts = low.replace("-", " ").replace(":", " ").split()
    total = 1
    for part in typed.casefold().split():
        if any(start.startswith(part) for start in starts):
            total += 3 + (starts[0].startswith(part) if starts else 0)
        elif part in low:
            total += 1
        else:
            return 0
    return total


class _Hits(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show(self, hits: Iterable[Hit]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (hit.words, hit.more, hit.key) if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Hits):
            return
        theme, hit = self._theme, model.hits[index.row()]
        rect: QRect = getattr(option, "rect")  # noqa: B009  (the stubs leave it out)
        state: QStyle.StateFlag = getattr(option, "state")  # noqa: B009
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 7, 7)
        left, right = rect.left() + theme.px(14), rect.right() - theme.px(14)
        if hit.key:
            size = cap_size(theme, hit.key)
            right -= round(size.width())
            place = QRectF(right, rect.center().y() - size.height() / 2 + 1,
                           size.width(), size.height())  # fmt: skip
            paint_cap(painter, theme, place, hit.key)
            right -= theme.px(10)
        font = theme.font(13)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        metrics = painter.fontMetrics()
        upright = Qt.AlignmentFlag.AlignVCenter
        room = right - left
        if hit.more:  # what kind of thing it is stays readable beside long words
            kept = min(metrics.horizontalAdvance(hit.more) + theme.px(12), room * 2 // 5)
            room -= kept
        words = metrics.elidedText(hit.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), upright, words)
        left += metrics.horizontalAdvance(words) + theme.px(10)
        if hit.more and right - left > theme.px(30):
            painter.setPen(theme.colour("muted"))
            more = metrics.elidedText(hit.more, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRect(left, rect.top(), right - left, rect.height()), upright, more)
        painter.restore()


class Palette(QWidget):
    """A field and a list over the window's upper middle. Enter takes the line; Esc leaves."""

    def __init__(self, theme: Theme, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._actions = actions
        self._over = window
        self._came_from: QWidget | None = None
        self.search: Callable[[str], Iterable[Hit]] | None = None  # in the record, when open
        self.setAccessibleName("Command palette")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search everything")
        self.field.setAccessibleName("Search everything")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        layout.addWidget(self.field)
        self._model = _Hits(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setStyleSheet("QListView { border: none; }")
        self.list.setAccessibleName("What was found")
        self.list.clicked.connect(lambda index: self._take(index.row()))
        layout.addWidget(self.list)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SEARCH_AFTER_MS)
        self._later.timeout.connect(self._look_in_record)
        theme.changed.connect(self._place)
        self.hide()

    def open(self) -> None:
        """Open the palette, empty, over the window."""
        if not self.isHidden():
            self.close_palette()
            return
        self._came_from = self._over.focusWidget()
        self.field.clear()
        self._typed("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Close it and give the focus back to where it was."""
        self._later.stop()
        self.hide()
        back, self._came_from = self._came_from, None
        if back is not None:
            back.setFocus()

    def hits(self) -> list[Hit]:
        """Return the lines shown."""
        return list(self._model.hits)

    # Finding ---------------------------------------------------------------------------------

    def _typed(self, typed: str) -> None:
        found = []
        for number, action in enumerate(self._actions.all()):
            score = fits(f"{action.words} {action.menu}", typed)
            if score and action.can():
                key = self._actions.shown_key(action.id)
                on = "" if action.on is None else ("on" if action.on() else "off")
                more = " · ".join(part for part in (action.menu, on) if part)
                found.append((-score, number, Hit(action.words, action.run, more, key)))
        self._show([hit for *_, hit in sorted(found, key=lambda one: one[:2])])
        if typed.strip() and self.search is not None:
            self._later.start()

    def _look_in_record(self) -> None:
        typed = self.field.text().strip()
        if typed and self.search is not None:
            self._show([*self._model.hits, *self.search(typed)])

    def _show(self, hits: list[Hit]) -> None:
        self._model.show(hits)
        if hits:
            self.list.setCurrentIndex(self._model.index(0))
        self._place()

    def _place(self) -> None:
        width = min(self._theme.px(WIDTH_PX), self._over.width() - 40)
        rows = min(max(len(self._model.hits), 1), ROWS)
        height = rows * self._theme.px(38) + 8
        self.list.setFixedHeight(min(height, self._over.height() - 140))
        self.resize(width, self.sizeHint().height())
        self.move((self._over.width() - width) // 2, 64)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            hit = self._model.hits[row]
            self.close_palette()
            hit.run()

    # Keys and paint --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows, take with Enter, leave with Esc."""
        if event.type() == QEvent.Type.FocusOut and not self.isHidden():
            QTimer.singleShot(0, self, self._leave_if_elsewhere)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row, last = self.list.currentIndex().row(), len(self._model.hits) - 1
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_palette()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(row)
            case Qt.Key.Key_Down:
                self.list.setCurrentIndex(self._model.index(min(row + 1, last)))
            case Qt.Key.Key_Up:
                self.list.setCurrentIndex(self._model.index(max(row - 1, 0)))
            case Qt.Key.Key_PageDown:
                self.list.setCurrentIndex(self._model.index(min(row + ROWS, last)))
            case Qt.Key.Key_PageUp:
                self.list.setCurrentIndex(self._model.index(max(row - ROWS, 0)))
            case _:
                return False
        return True

    def _leave_if_elsewhere(self) -> None:
        focus = self._over.focusWidget()
        if not self.isHidden() and focus is not self.field:
            self._came_from = None
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("surface"))
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
