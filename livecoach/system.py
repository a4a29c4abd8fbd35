"""Know what Livecoach needs of a Linux system: a display, Qt's libraries, and their packages."""

# The standard library alone, and little of it: go.py reads this file before anything is
# installed, and every start reads it before the window.
from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

# What Qt opens on Linux, and the Debian package each is in. Qt's own message names one at most.
BASE_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
LIBRARIES = {**BASE_LIBRARIES, **WINDOW_LIBRARIES}
# Programs the tests drive a real window and a failing disk with.
TEST_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "strace": "strace"}


def missing_packages(libraries: Mapping[str, str], tools: Mapping[str, str]) -> list[str]:
    """Return the Debian packages of the libraries and programs this machine does not have."""
    from shutil import which

    lacking = [package for name, package in libraries.items() if not _loads(name)]
    return lacking + [package for name, package in tools.items() if which(name) is None]


def apt_line(packages: Sequence[str]) -> str:
    """Return the line that installs the packages on Debian and its kin."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def shows_windows(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether Qt is to draw on a screen; it can also be told to draw on none."""
    return environment.get("QT_QPA_PLATFORM", "") in ("", "xcb", "wayland", "wayland;xcb")


def display_trouble(environment: Mapping[str, str] = os.environ) -> str:
    """
    Return "" where a window can be shown, else one sentence that says why not.

    Qt ends the whole process when it finds no display, so this is asked before Qt is loaded.
    """
    if sys.platform != "linux" or not shows_windows(environment):
        return ""
    screen = environment.get("DISPLAY", "")
    if environment.get("WAYLAND_DISPLAY"):
        return ""
    if not screen:
        return "There is no display to show a window on (DISPLAY and WAYLAND_DISPLAY are not set)."
    if not _x_answers(screen):
        return f"There is no display to show a window on (DISPLAY is {screen}, and nobody answers)."
    return ""


def _x_answers(screen: str) -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # not known before the libraries are there
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    link = xcb.xcb_connect(screen.encode(), None)
    failed = xcb.xcb_connection_has_error(link)
    xcb.xcb_disconnect(link)
    return not failed


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
