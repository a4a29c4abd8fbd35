"""A field for a whole number with its unit, dressed like the other fields."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from livecoach.ui.theme import Theme


class NumberField(QSpinBox):
    """A spin box whose number stands clear of the frame; ``unit`` follows it, as in "20 min"."""

    def __init__(self, theme: Theme, least: int, most: int, value: int, unit: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setRange(least, most)
        self.setValue(value)
        if unit:
            self.setSuffix(f" {unit}")
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        # Qt gives a spin box's style sheet no say over the space before its number.
        self.lineEdit().setTextMargins(self._theme.px(8), 0, 0, 0)
        self.setMaximumWidth(self._theme.px(160))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a period must not change as somebody reads on."""
        event.ignore()
