"""Lock an open programme when nobody is at it: idle, the laptop slept, or the system locked."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from livecoach.core.clock import Reading
from livecoach.ui.settings.values import Settings

LOOK_MS = 15_000
SLEPT_MS = 5_000
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class Watch(QObject):
    """
    Call ``lock`` outside a live session and ``cover`` within one, when nobody seems to be there.

    Idle time counts sleep too. In a live session idleness is no reason: silence is its stuff.
    """

    def __init__(
        self,
        read_clock: Callable[[], Reading],
        settings: Settings,
        live: Callable[[], bool],
        lock: Callable[[], object],
        cover: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._read_clock, self._settings, self._live = read_clock, settings, live
        self._lock, self._cover = lock, cover
        self._last = read_clock()
        self._touched_ms = self._last.boot_ms
        self._touched = True
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def touched(self) -> None:
        """Take it that somebody is there."""
        self._touched = True

    def look(self) -> None:
        """Compare the clocks with the last look, and lock or cover if that is due."""
        last, now = self._last, self._read_clock()
        self._last = now
        slept = (now.boot_ms - last.boot_ms) - (now.awake_ms - last.awake_ms) > SLEPT_MS
        if self._touched and not slept:
            self._touched, self._touched_ms = False, now.boot_ms
        idle_ms = now.boot_ms - self._touched_ms
        away = slept or screen_locked()
        if self._live():
            self._touched_ms = now.boot_ms
            if away:
                self._cover()
            return
        after = self._settings.choices.lock_after_min
        if away or (after and idle_ms >= after * 60_000):
            self.stop()
            self._lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; stop nothing."""
        if not self._touched and event.type() in _INPUT:
            self._touched = True
        return False


def screen_locked() -> bool:
    """Return whether the system's screen is locked, where it can be found out."""
    if sys.platform == "win32":
        import ctypes

        user32 = ctypes.windll.user32
        desktop = user32.OpenInputDesktop(0, False, 0x0100)  # DESKTOP_SWITCHDESKTOP
        if not desktop:
            return True
        switched = user32.SwitchDesktop(desktop)
        user32.CloseDesktop(desktop)
        return not switched
    return False
