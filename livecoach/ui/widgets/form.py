"""A row of a form: its label, its field, a line of help, and what is wrong, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.text import Text


class FormRow(QWidget):
    """A labelled field. ``wrong(words)`` says what is wrong under it; "" takes that away."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        field: QWidget,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._label = Text(theme, label, "strong")
        self._label.setBuddy(field)
        field.setAccessibleName(label)
        column.addWidget(self._label)
        column.addWidget(field)
        self._hint = Text(theme, hint, "small", wrap=True)
        self._hint.setVisible(bool(hint))
        column.addWidget(self._hint)
        if hint:
            field.setAccessibleDescription(hint)
        self._help = hint
        self._wrong = Text(theme, "", "trouble", wrap=True)
        self._wrong.hide()
        column.addWidget(self._wrong)

    def say(self, label: str, hint: str = "") -> None:
        """Label the field otherwise."""
        self._label.say(label)
        self.field.setAccessibleName(label)
        self._help = hint
        self._hint.say(hint)
        self._hint.setVisible(bool(hint))
        self.field.setAccessibleDescription(hint)

    def trouble(self) -> str:
        """Return what is said to be wrong, or ""."""
        return self._wrong.text()

    def wrong(self, words: str) -> None:
        """Say under the field what is wrong and what to do; "" says that nothing is."""
        self._wrong.say(words)
        self._wrong.setVisible(bool(words))
        self.field.setProperty("wrong", bool(words))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self.field.setAccessibleDescription(words or self._help)
