"""Say in plain words what this machine lacks for Livecoach, and the line that brings it."""

# The standard library alone up here: go.py reads this file before anything is installed.
from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
LEAST_FREE_MB = 100
# Programs the tests drive a real window and a failing disk with.
TEST_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "strace": "strace"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what it is, and what was found."""

    well: bool
    what: str
    said: str


def missing_packages(libraries: Mapping[str, str], tools: Mapping[str, str]) -> list[str]:
    """Return the Debian packages of the libraries and programs this machine does not have."""
    lacking = [package for name, package in libraries.items() if not _loads(name)]
    return lacking + [package for name, package in tools.items() if shutil.which(name) is None]


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
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def examine(vault: Path) -> list[Finding]:
    """Look at everything Livecoach stands on, for a vault kept in the folder ``vault``."""
    looks = (check_python, check_libraries, check_display, check_encryption)
    return [*(look() for look in looks), check_place(vault)]


def check_python() -> Finding:
    """Say which Python runs and where."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(sys.version_info >= (3, 11), "Python", f"{version}, {sys.executable}")


def check_libraries() -> Finding:
    """Say which system libraries Qt will miss, with the line that installs them."""
    if sys.platform != "linux":
        return Finding(True, "System libraries", "All come with Livecoach.")
    packages = missing_packages(LIBRARIES, {})
    if packages:
        return Finding(False, "System libraries", f"Some are missing. Run: {apt_line(packages)}")
    return Finding(True, "System libraries", "All there.")


def check_display() -> Finding:
    """Say whether a window can be shown."""
    trouble = display_trouble()
    return Finding(not trouble, "Display", trouble or "A window can be shown.")


def check_place(vault: Path) -> Finding:
    """Say where the vault is kept, and whether it is safe and can be written there."""
    from livecoach import paths
    from livecoach.store import places
    from livecoach.store.trouble import VaultError

    there = vault
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK | os.X_OK):
        return Finding(False, "Vault", f"{vault}: nothing can be written in {there}.")
    try:
        places.check(vault, paths.default_vault())
    except VaultError as trouble:
        return Finding(False, "Vault", str(trouble))
    free = shutil.disk_usage(there).free // 1_000_000
    state = "is there" if vault.exists() else "is not made yet"
    return Finding(
        free >= LEAST_FREE_MB, "Vault", f"{vault} {state}; {free:,} MB free on its disk."
    )


def check_encryption() -> Finding:
    """Say how a vault is really kept: its settings, read back from a throw-away one."""
    try:
        from livecoach.store.connection import settings_of
        from livecoach.store.throwaway import throwaway

        with throwaway() as writer:
            settings = writer.ask(settings_of)
    except Exception as trouble:  # whatever it is, it is told in words and the rest is looked at
        return Finding(False, "Encryption", f"A trial vault could not be made: {trouble}")
    words = ", ".join(f"{name} {value}" for name, value in settings.items())
    return Finding(True, "Encryption", f"On in a trial vault, read back: {words}.")
