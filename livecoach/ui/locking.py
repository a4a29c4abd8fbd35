"""Lock an open programme when nobody is at it: idle, the laptop slept, or the system locked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from livecoach.core.clock import Reading
from livecoach.ui.settings.values import Settings
from livecoach.ui.system_lock import SystemLock

LOOK_MS = 2_000  # so that after sleep the record is seen for two seconds at most
ASK_MS = 10_000  # on Linux each question to the system is a process
AGAIN_MS = 15_000
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
    ``lock`` returns whether it could; while something is not on disk yet it covers instead, and
    locks later.
    """

    def __init__(
        self,
        read_clock: Callable[[], Reading],
        settings: Settings,
        live: Callable[[], bool],
        lock: Callable[[], bool],
        cover: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._read_clock, self._settings, self._live = read_clock, settings, live
        self._lock, self._cover = lock, cover
        self._last = read_clock()
        self._touched_ms = self._asked_ms = self._last.boot_ms
        self._touched = True
        self._left = False  # as the system said last
        self._owed_ms: int | None = None  # since when a lock waits that could not be done
        self._stopped = False
        self._system = SystemLock(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped = True
        self._timer.stop()
        self._system.stop()
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
            self._touched, self._touched_ms, self._owed_ms = False, now.boot_ms, None
        if slept or self._is_idle(now) or self._is_owed(now):
            self._leave(now)
        if not self._stopped and now.boot_ms - self._asked_ms >= ASK_MS:
            self._asked_ms = now.boot_ms
            self._system.ask(self.heard)

    def heard(self, left: bool) -> None:
        """Take the system's word on whether its screen is locked or somebody else's."""
        was, self._left = self._left, left
        if left and not was and not self._stopped:
            self._leave(self._read_clock())

    def _is_idle(self, now: Reading) -> bool:
        if self._live():
            self._touched_ms = now.boot_ms
            return False
        after = self._settings.choices.lock_after_min
        return self._owed_ms is None and bool(
            after and now.boot_ms - self._touched_ms >= after * 60_000
        )

    def _is_owed(self, now: Reading) -> bool:
        return self._owed_ms is not None and now.boot_ms - self._owed_ms >= AGAIN_MS

    def _leave(self, now: Reading) -> None:
        if self._live():
            self._cover()
        elif not self._lock():
            self._owed_ms = now.boot_ms
            self._cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; stop nothing."""
        if not self._touched and event.type() in _INPUT:
            self._touched = True
        return False
