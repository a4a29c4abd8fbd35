"""Give the writer a head start: paint a press when it is on disk, or a few milliseconds later."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from livecoach.ui.saving import Saving

LONGEST_MS = 5  # a press is seen within its frame, whatever the disk does


class HeadStart(QObject):
    """
    Puts a window's repaint off while an edit is on its way to the disk.

    Painting at the same time, the two make each other wait for the interpreter and for memory;
    and what is painted once it is saved need not be painted again to say so. Nothing waits: the
    window's own request to repaint is kept and made again. ``over`` tells that it has ended.
    """

    over = Signal()

    def __init__(self, saving: Saving, parent: QObject) -> None:
        super().__init__(parent)
        self._saving = saving
        self._window: QWidget | None = None
        self._owed = False
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setTimerType(Qt.TimerType.PreciseTimer)
        self._longest.setInterval(LONGEST_MS)
        self._longest.timeout.connect(self._end)
        saving.changed.connect(self._changed)

    def watch(self, window: QWidget | None) -> None:
        """Look after a window's repaints; None for no window's."""
        if window is self._window:
            return
        if self._window is not None:
            self._end()
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _changed(self) -> None:
        if self._saving.all_saved or self._saving.trouble:
            self._end()
        elif self._window is not None:
            self._longest.start()

    def runs(self) -> bool:
        """Tell whether the writer has its head start just now."""
        return self._longest.isActive()

    def _end(self) -> None:
        self._longest.stop()
        self.over.emit()
        if self._owed and self._window is not None:
            self._owed = False
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a request to repaint until the head start is over."""
        if event.type() != QEvent.Type.UpdateRequest or not self.runs():
            return False
        self._owed = True
        return True
