"""Collect garbage on the window's thread alone; a widget freed on another can stop it all."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
FULL_EVERY = 60  # turns of the timer between two full collections, which cost most


class Collecting(QObject):
    """
    Takes collecting over from the interpreter, which runs it on whichever thread allocates.

    The writer's thread allocates much; were a closed page's widgets freed there, Qt would wait
    for the window's thread, which may be waiting for the writer.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Collect the young as the interpreter would have, and everything now and then."""
        self._turns += 1
        young, middle, old = gc.get_count()
        most_young, most_middle, most_old = gc.get_threshold()
        if old > most_old and self._turns >= FULL_EVERY:
            self._turns = 0
            gc.collect()
        elif middle > most_middle:
            gc.collect(1)
        elif young > most_young:
            gc.collect(0)
