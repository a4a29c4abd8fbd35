"""Set a page in two columns where it is wide enough, and one under the other where it is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from livecoach.ui.theme import Theme


class Columns(QWidget):
    """
    A wide main part, and a side part beside it, or below it where that does not fit.

    ``side_px`` and ``least_px`` (of the main part) grow with the text; ``side_first`` puts the
    side part on the left, and on top.
    """

    def __init__(
        self,
        theme: Theme,
        main: QWidget,
        side: QWidget,
        side_px: int = 320,
        least_px: int = 520,
        *,
        side_first: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._main, self._side = main, side
        self._side_px, self._least_px = side_px, least_px
        self._first = side_first
        self._beside: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._place_again)
        self._place(beside=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose beside or under by the width there is."""
        super().resizeEvent(event)
        self._place_again()

    def _place_again(self) -> None:
        side = self._theme.px(self._side_px)
        self._place(beside=self.width() >= side + self._theme.px(self._least_px) + 16)

    def _place(self, *, beside: bool) -> None:
        side = self._theme.px(self._side_px)
        self._side.setMinimumWidth(side if beside else 0)
        self._side.setMaximumWidth(side if beside else 16_777_215)
        if beside == self._beside:
            return
        self._beside = beside
        self._grid.removeWidget(self._main)
        self._grid.removeWidget(self._side)
        here, there = (0, 0), ((0, 1) if beside else (1, 0))
        self._grid.addWidget(self._main, *(there if self._first else here))
        self._grid.addWidget(self._side, *(here if self._first else there))
        wide = 1 if beside and self._first else 0
        tall = 1 if self._first and not beside else 0
        self._grid.setColumnStretch(wide, 1)
        self._grid.setColumnStretch(1 - wide, 0)
        self._grid.setRowStretch(tall, 1)
        self._grid.setRowStretch(1 - tall, 0)
