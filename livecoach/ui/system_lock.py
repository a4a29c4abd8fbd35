"""Ask the system whether its screen is locked, or somebody else is in front of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

ANSWER_WITHIN_S = 5


class SystemLock(QObject):
    """
    Tell whether the coach has left the screen, as far as this system says.

    On Linux the answer comes from systemd's login service by way of ``loginctl``, a process of
    its own that the window does not wait for.
    """

    def __init__(self, parent: QObject, asked: list[str] | None = None) -> None:
        super().__init__(parent)
        self._command = command() if asked is None else asked
        self._process: QProcess | None = None

    def stop(self) -> None:
        """Wait for no answer any longer."""
        process, self._process, self._command = self._process, None, []
        if process is not None:
            process.kill()
            process.waitForFinished(1000)

    def ask(self, then: Callable[[bool], object]) -> None:
        """Call ``then`` with the answer, at once or a little later; not where there is none."""
        if sys.platform != "linux":
            found = left_now()
            if found is not None:
                then(found)
            return
        if not self._command or self._process is not None:
            return
        process = QProcess(self)
        self._process = process

        def finished() -> None:
            if self._process is not process:
                return  # stopped meanwhile
            self._process = None
            found = read(bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace"))
            process.deleteLater()
            if found is not None:
                then(found)

        def failed(error: QProcess.ProcessError) -> None:
            if error == QProcess.ProcessError.FailedToStart:
                self._command, self._process = [], None

        process.finished.connect(finished)
        process.errorOccurred.connect(failed)
        process.start(self._command[0], self._command[1:])


def command(
    environment: Mapping[str, str] = os.environ, systemd: Path = Path("/run/systemd/system")
) -> list[str]:
    """Return what asks systemd about this session, or nothing where systemd does not run."""
    program = shutil.which("loginctl", path=environment.get("PATH"))
    if sys.platform != "linux" or program is None or not systemd.is_dir():
        return []
    session = environment.get("XDG_SESSION_ID", "auto")
    return [program, "show-session", session, "--property=LockedHint", "--property=Active"]


def read(said: str) -> bool | None:
    """Return whether a session is left, from what ``loginctl`` said; None where it said nothing."""
    values = dict(line.partition("=")[::2] for line in said.split())
    if not {"LockedHint", "Active"} & values.keys():
        return None
    return values.get("LockedHint") == "yes" or values.get("Active") == "no"


def left_now() -> bool | None:
    """Return whether the screen is left, or None where the system does not say."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    asked = command()
    if not asked:
        return None
    try:
        done = subprocess.run(
            asked, capture_output=True, text=True, timeout=ANSWER_WITHIN_S, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return read(done.stdout)


def in_words() -> tuple[str, bool]:
    """Return what can honestly be said about it on this system, and whether it is told of."""
    if sys.platform in ("win32", "darwin"):
        name = "Windows" if sys.platform == "win32" else "macOS"
        return (
            f"Livecoach locks when {name} locks its screen, when another user comes in front, and "
            "after sleep.",
            True,
        )
    if left_now() is None:
        return (
            "This system does not tell Livecoach when its screen is locked or another user comes "
            "in front. Livecoach locks after sleep, and when nothing was pressed for a while.",
            False,
        )
    return (
        "Livecoach locks when this desktop tells the system that its screen is locked (GNOME and "
        "KDE do), when another user comes in front, and after sleep.",
        True,
    )


def _windows() -> bool | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    user32 = ctypes.windll.user32
    desktop = user32.OpenInputDesktop(0, False, 0x0100)  # DESKTOP_SWITCHDESKTOP
    if not desktop:
        return True
    switched = user32.SwitchDesktop(desktop)
    user32.CloseDesktop(desktop)
    if not switched:
        return True
    sessions = ctypes.WinDLL("wtsapi32")
    query = sessions.WTSQuerySessionInformationW
    query.argtypes = [
        wintypes.HANDLE, wintypes.DWORD, ctypes.c_int,
        ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(wintypes.DWORD),
    ]  # fmt: skip
    sessions.WTSFreeMemory.argtypes = [ctypes.c_void_p]
    answer, size = ctypes.c_void_p(), wintypes.DWORD()
    # This computer, this session, WTSConnectState: 0 is the one in front.
    if not query(None, 0xFFFFFFFF, 8, ctypes.byref(answer), ctypes.byref(size)):
        return False
    try:
        state = ctypes.cast(answer, ctypes.POINTER(ctypes.c_int)).contents.value
    finally:
        sessions.WTSFreeMemory(answer)
    return state != 0


def _macos() -> bool | None:
    import ctypes

    frameworks = Path("/System/Library/Frameworks")
    try:
        graphics = ctypes.CDLL(str(frameworks / "CoreGraphics.framework/CoreGraphics"))
        foundation = ctypes.CDLL(str(frameworks / "CoreFoundation.framework/CoreFoundation"))
    except OSError:
        return None
    pointer = ctypes.c_void_p
    graphics.CGSessionCopyCurrentDictionary.restype = pointer
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFDictionaryGetValue.restype = pointer
    foundation.CFDictionaryGetValue.argtypes = [pointer, pointer]
    foundation.CFBooleanGetValue.restype = ctypes.c_ubyte
    foundation.CFBooleanGetValue.argtypes = [pointer]
    foundation.CFRelease.argtypes = [pointer]
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        return None

    def told(name: bytes, otherwise: bool) -> bool:
        key = foundation.CFStringCreateWithCString(None, name, 0x08000100)  # UTF-8
        value = foundation.CFDictionaryGetValue(session, key)
        foundation.CFRelease(key)
        return bool(foundation.CFBooleanGetValue(value)) if value else otherwise

    try:
        return told(b"CGSSessionScreenIsLocked", False) or not told(
            b"kCGSSessionOnConsoleKey", True
        )
    finally:
        foundation.CFRelease(session)
