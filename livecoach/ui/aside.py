"""Do slow work on a thread of its own, and bring its answer back to the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class _Answer(QObject):
    done = Signal(object, object)  # answer, error

    def __init__(
        self, then: Callable[[Any], object], failed: Callable[[Exception], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._then = then
        self._failed = failed
        self.done.connect(self._take)  # emitted on another thread, so queued to this one

    def _take(self, answer: Any, error: Exception | None) -> None:
        self.deleteLater()
        if error is None:
            self._then(answer)
        else:
            self._failed(error)


def aside(
    work: Callable[[], T],
    then: Callable[[T], object],
    failed: Callable[[Exception], object],
    parent: QObject,
) -> None:
    """
    Run ``work`` on a thread; call ``then`` with its answer, or ``failed`` with its error.

    Both are called on the window's thread, and neither once ``parent`` is gone.
    """
    answer = _Answer(then, failed, parent)

    def run() -> None:
        try:
            found, error = work(), None
        except Exception as trouble:
            found, error = None, trouble
        try:
            answer.done.emit(found, error)
        except RuntimeError:  # the page that asked is gone
            return

    threading.Thread(target=run, name="aside", daemon=True).start()
