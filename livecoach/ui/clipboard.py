"""Take what was copied off the clipboard after a minute, whatever was closed or locked since."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER_MS = 60_000
_COPIED, _SELECTED = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
# What asks the keepers of a clipboard's history, and what copies it to other computers, to pass
# this by: KDE's and others', macOS's and Windows's own names for it.
_PASS_BY = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("org.nspasteboard.ConcealedType", b""),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"\0"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', bytes(4)),
)


class Minute(QObject):
    """
    Clears the clipboard a minute after anything of this program's was put there, and at its end.

    What other programs put there meanwhile stays. With X, what is merely selected in a field can
    be pasted too, and is let go in the same way. It belongs to the program, not to a page: pages
    close before the minute is over.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._putting = False
        self._timers = {mode: QTimer(self) for mode in (_COPIED, _SELECTED)}
        for mode, timer in self._timers.items():
            timer.setSingleShot(True)
            timer.timeout.connect(lambda mode=mode: self._board.clear(mode))
        self._board.dataChanged.connect(self._copied)
        self._board.selectionChanged.connect(self._selected)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    def put(self, held: QMimeData) -> None:
        """Put something on the clipboard for a minute."""
        for name, value in _PASS_BY:
            held.setData(name, value)
        self._putting = True
        self._board.setMimeData(held)
        self._putting = False
        self._timers[_COPIED].start(CLEARED_AFTER_MS)

    def clear(self) -> None:
        """Take off at once what is still there of ours."""
        for mode, timer in self._timers.items():
            if timer.isActive():
                timer.stop()
                self._board.clear(mode)

    def _copied(self) -> None:
        if not self._putting:  # from a field by Ctrl+C, or by another program
            self._count(_COPIED, self._board.ownsClipboard())

    def _selected(self) -> None:
        self._count(_SELECTED, self._board.ownsSelection())

    def _count(self, mode: QClipboard.Mode, ours: bool) -> None:
        if ours:
            self._timers[mode].start(CLEARED_AFTER_MS)
        else:
            self._timers[mode].stop()


def minute() -> Minute:
    """Return the one that clears this program's clipboard; the first call begins to watch it."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("a clipboard needs a program")
    return app.findChild(Minute) or Minute(app)


def put_text(text: str) -> None:
    """Put a text on the clipboard for a minute."""
    held = QMimeData()
    held.setText(text)
    minute().put(held)
