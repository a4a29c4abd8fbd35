"""Garbage is collected on the window's thread, however much another thread allocates."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from livecoach.ui.collecting import Collecting


class Held:
    """A thing in a cycle that says on which thread it was freed."""

    freed: list[int] = []

    def __init__(self) -> None:
        self.itself = self
        weakref.finalize(self, lambda: Held.freed.append(threading.get_ident()))


def test_what_a_page_leaves_is_freed_by_the_windows_thread(qapp: QApplication) -> None:
    parent = QObject()
    collecting = Collecting(parent)
    Held()
    busy = threading.Thread(target=lambda: [[] for _ in range(200_000)] and None)
    busy.start()
    busy.join()
    assert Held.freed == [], "another thread's allocations collect nothing"
    gc.collect(0)
    collecting.collect()
    gc.collect()
    assert Held.freed == [threading.get_ident()]
    assert not gc.isenabled()
    parent.deleteLater()
