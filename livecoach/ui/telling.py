"""Do slow work on a thread of its own that tells the window, as it goes on, how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
S = TypeVar("S")


class _Ear(QObject):
    told = Signal(object)
    done = Signal(object, object)  # answer, error

    def __init__(
        self,
        told: Callable[[Any], object],
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._told, self._then, self._failed = told, then, failed
        self.told.connect(self._hear)  # emitted on another thread, so queued to this one
        self.done.connect(self._take)

    def _hear(self, what: Any) -> None:
        self._told(what)

    def _take(self, answer: Any, error: Exception | None) -> None:
        self.deleteLater()
        if error is None:
            self._then(answer)
        else:
            self._failed(error)


def aside_telling(
    work: Callable[[Callable[[S], bool]], T],
    told: Callable[[S], object],
    then: Callable[[T], object],
    failed: Callable[[Exception], object],
    parent: QObject,
) -> None:
    """
    Run ``work`` on a thread, which is given a function to tell with; then answer as ``aside``.

    Telling returns False once ``parent`` is gone, so that work that only looks can end.
    """
    ear = _Ear(told, then, failed, parent)

    def tell(what: S) -> bool:
        try:
            ear.told.emit(what)
        except RuntimeError:  # the page that asked is gone
            return False
        return True

    def run() -> None:
        try:
            found, error = work(tell), None
        except Exception as trouble:
            found, error = None, trouble
        try:
            ear.done.emit(found, error)
        except RuntimeError:
            return

    threading.Thread(target=run, name="aside", daemon=True).start()
