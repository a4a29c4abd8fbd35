"""Drive a real X server: start one, press its keys, look at its pixels."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMED = {" ": "space", '"': "apostrophe", "'": "apostrophe", ".": "period", "-": "minus"}
SHIFTED = '"'
Region = tuple[int, int, int, int]  # x, y, width, height on the screen


class XImage(ctypes.Structure):
    """The first fields of Xlib's XImage, enough to find its pixels."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    )


@contextmanager
def server(width: int = 1440, height: int = 900) -> Iterator[str]:
    """Run a fresh Xvfb and give its display's name; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="livecoach-x-"))
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"]
    command += ["-nolisten", "tcp", "-noreset", "-fbdir", str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, pass_fds=[write], stderr=log, stdout=log)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start: " + (folder / "log").read_text())
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def environment(display: str, **more: str) -> dict[str, str]:
    """Return what a program is started with to show its windows on that display."""
    # Without byte code kept, every start would compile the whole program: nobody's does.
    left = ("WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in left}
    return {**kept, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **more}


class Keyboard:
    """A connection to a display that presses keys as hands do, and looks at the screen."""

    def __init__(self, display: str) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._test: Any = ctypes.CDLL("libXtst.so.6")
        pointer, number = ctypes.c_void_p, ctypes.c_ulong
        self._x.XOpenDisplay.restype = pointer
        self._x.XDefaultRootWindow.argtypes = [pointer]
        self._x.XDefaultRootWindow.restype = number
        self._x.XStringToKeysym.restype = number
        self._x.XKeysymToKeycode.argtypes = [pointer, number]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XGetImage.restype = ctypes.POINTER(XImage)
        self._x.XGetImage.argtypes = [pointer, number, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 2]
        self._x.XGetImage.argtypes += [number, ctypes.c_int]
        self._x.XDestroyImage.argtypes = [ctypes.POINTER(XImage)]
        self._x.XInternAtom.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int]
        self._x.XInternAtom.restype = number
        self._x.XGetSelectionOwner.argtypes = [pointer, number]
        self._x.XGetSelectionOwner.restype = number
        for name in ("XFlush", "XCloseDisplay"):
            getattr(self._x, name).argtypes = [pointer]
        self._x.XSync.argtypes = [pointer, ctypes.c_int]
        self._x.XSetInputFocus.argtypes = [pointer, number, ctypes.c_int, number]
        self._test.XTestFakeKeyEvent.argtypes = [pointer, ctypes.c_uint, ctypes.c_int, number]
        self._display = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise RuntimeError(f"no X server answers on {display}")
        self._root = self._x.XDefaultRootWindow(self._display)

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager does."""
        self._x.XSetInputFocus(self._display, window, 1, 0)
        self._x.XSync(self._display, 0)

    def press(self, *keys: str) -> None:
        """Press keys by their X names, held together, and let go: ``press("Shift_L", "q")``."""
        codes = [self._code(key) for key in keys]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XFlush(self._display)

    def type(self, words: str, gap_s: float = 0.01) -> None:
        """Type words of plain letters, digits and the signs of NAMED, on a keyboard of the US."""
        for letter in words:
            name = NAMED.get(letter, letter.lower())
            shifted = letter.isupper() or letter in SHIFTED
            self.press(*(["Shift_L"] if shifted else []), name)
            time.sleep(gap_s)

    def owner(self, selection: str) -> int:
        """Return the window that holds "CLIPBOARD" or "PRIMARY", or 0 where nothing is there."""
        name = self._x.XInternAtom(self._display, selection.encode(), 0)
        return int(self._x.XGetSelectionOwner(self._display, name))

    def look(self, region: Region) -> bytes:
        """Return the pixels of a part of the screen."""
        planes = ctypes.c_ulong(-1).value
        image = self._x.XGetImage(self._display, self._root, *region, planes, 2)
        if not image:
            raise ValueError(f"{region} is not on the screen")
        held = image.contents
        pixels = ctypes.string_at(held.data, held.bytes_per_line * held.height)
        self._x.XDestroyImage(image)
        return pixels

    def wait_for_change(self, region: Region, before: bytes, timeout_s: float = 5.0) -> float:
        """Return when (perf_counter) the region stopped being ``before``. Raise TimeoutError."""
        end = time.perf_counter() + timeout_s
        while self.look(region) == before:
            if time.perf_counter() > end:
                raise TimeoutError(f"nothing changed in {region} for {timeout_s} s")
        return time.perf_counter()

    def settle(self, region: Region, quiet_s: float = 0.15) -> bytes:
        """Return the region's pixels once they stand still for ``quiet_s``."""
        seen, since = self.look(region), time.perf_counter()
        while time.perf_counter() - since < quiet_s:
            time.sleep(0.01)
            now = self.look(region)
            if now != seen:
                seen, since = now, time.perf_counter()
        return seen

    def _code(self, key: str) -> int:
        code = int(self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(key.encode())))
        if not code:
            raise ValueError(f"this keyboard has no key {key}")
        return code
