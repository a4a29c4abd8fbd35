"""Give a tag or lens its key by pressing it; say what has it already, and offer to change hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from livecoach.core.board import Board, Lens, Tag
from livecoach.core.board_change import holder
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.form import FormRow


class KeyLine(QLineEdit):
    """Takes one letter or figure as it is pressed; Backspace and Delete take the key away."""

    def __init__(self, pressed: Callable[[str], object]) -> None:
        super().__init__()
        self._pressed = pressed
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPlaceholderText("none")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key that is pressed."""
        text = event.text().upper()
        if self.isReadOnly():
            event.ignore()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._pressed("")
        elif len(text) == 1 and text.isalnum() and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):  # fmt: skip
            self._pressed(text)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()


class KeyField(FormRow):
    """The key of one tag or lens. Taking a key that is in use is asked beneath, not in a dialog."""

    def __init__(
        self,
        theme: Theme,
        keep: Callable[[str], object],
        elsewhere: Mapping[str, str],
    ) -> None:
        self.line = KeyLine(self.pressed)
        super().__init__(theme, "Key", self.line, "Press the letter or figure; Backspace for none.")
        self._keep = keep
        self._elsewhere = elsewhere
        self._board: Board | None = None
        self._row: Tag | Lens | None = None
        self._wanted = ""
        self._ask = QWidget()
        line = QHBoxLayout(self._ask)
        line.setContentsMargins(0, 0, 0, 0)
        self.swap = Button(theme, "Change keys with it", self._take)
        self.leave = Button(theme, "Leave it", self._leave, "quiet")
        line.addWidget(self.swap)
        line.addWidget(self.leave)
        line.addStretch(1)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._ask)
        self._ask.hide()

    def show_key(self, board: Board, row: Tag | Lens) -> None:
        """Show the key of a tag or lens on a board."""
        self._board, self._row = board, row
        self.line.setText(row.key)
        self._ask.hide()
        also = self._elsewhere.get(row.key, "") if row.key else ""
        self.wrong(f"Key {row.key} is {also} too" if also else "")

    def pressed(self, key: str) -> None:
        """Take a key, or ask first where something else has it."""
        if self._board is None or self._row is None or key == self._row.key:
            self._leave()
            return
        other = holder(self._board, key)
        self._wanted = key
        if other is None or other == self._row:
            self._take()
            return
        self.line.setText(key)
        mine = f"key {self._row.key}" if self._row.key else "no key"
        self.wrong(f"Key {key} is on {other.name}. If they change, {other.name} gets {mine}.")
        self._ask.show()

    def _take(self) -> None:
        self._ask.hide()
        self._keep(self._wanted)

    def _leave(self) -> None:
        if self._board is not None and self._row is not None:
            self.show_key(self._board, self._row)
