"""Keep the windows out of screen sharing and recording, where the system allows it."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

_NONE, _EXCLUDE = 0x0, 0x11  # WDA_NONE, WDA_EXCLUDEFROMCAPTURE (Windows 10 2004 and later)


def can_hide() -> bool:
    """Return whether this system lets a window be left out of what is shared."""
    return sys.platform == "win32"


def in_words() -> str:
    """Return what can honestly be said about it on this system."""
    if sys.platform == "win32":
        return (
            "Screen sharing, recording and Recall leave the windows out (Windows 10 of May 2020 "
            "and later). A camera still sees the screen."
        )
    if sys.platform == "darwin":
        return (
            "macOS no longer keeps a window out of screen sharing: whoever sees the screen sees "
            "Livecoach. Share one window, not the screen, or let the curtain down."
        )
    return (
        "This system cannot keep a window out of screen sharing: whoever sees the screen sees "
        "Livecoach. Share one window, not the screen, or let the curtain down."
    )


def keep_out(window: QWidget, hide: bool) -> bool:
    """Hide a top-level window from capture, or show it again; return whether that worked."""
    if sys.platform == "win32":
        import ctypes

        affinity = ctypes.windll.user32.SetWindowDisplayAffinity
        return bool(affinity(int(window.winId()), _EXCLUDE if hide else _NONE))
    return False
