"""One sentence across the page, and what can be done about it; never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class Notice(QWidget):
    """A strip with a sentence and up to a few buttons; hidden until ``say`` is called."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = "accent"
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 6, 12, 6)
        self._row.setSpacing(10)
        self._text = Text(theme, "", "body", wrap=True)
        self._row.addWidget(self._text, 1)
        self._buttons: list[Button] = []
        theme.changed.connect(self.update)
        self.hide()

    def say(
        self,
        words: str,
        *offers: tuple[str, Callable[[], object]],
        trouble: bool = False,
    ) -> None:
        """Show a sentence with a button for each (words, run); every button takes it away."""
        self._drop_buttons()
        self._token = "trouble" if trouble else "accent"
        self._text.say(words)
        for label, run in (*offers, ("Close", self.hide)):
            button = Button(self._theme, label, self._press(run), "quiet" if run == self.hide else
                            "plain")  # fmt: skip
            self._buttons.append(button)
            self._row.addWidget(button)
        self.setAccessibleName(words)
        self.show()
        self.update()

    def edited(self, *_: object) -> None:
        """Go once something else was edited: Undo would no longer take back what is named."""
        if any(button.accessibleName() == "Undo" for button in self._buttons):
            self.hide()

    def words(self) -> str:
        """Return the sentence shown, or ""."""
        return "" if self.isHidden() else self._text.text()

    def _press(self, run: Callable[[], object]) -> Callable[[], object]:
        def press() -> None:
            self.hide()
            run()

        return press

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip with a coloured left edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour(self._token), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(box, 8, 8)
        painter.fillRect(QRectF(box.left(), box.top() + 8, 4, box.height() - 16),
                         self._theme.colour(self._token))  # fmt: skip
