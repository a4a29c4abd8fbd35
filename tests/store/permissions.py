"""Have the modes of files count for this thread too, where the tests run as root on Linux."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = 0x20080522  # _LINUX_CAPABILITY_VERSION_3
_OVERRIDES = (1 << 1) | (1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Data(ctypes.Structure):
    _fields_ = [
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    ]


@contextmanager
def modes_count() -> Iterator[None]:
    """Let go, for this thread and those it starts, of what lets root read everything."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _Header(_VERSION, 0), (_Data * 2)()
    if libc.capget(ctypes.byref(header), data):
        raise OSError(ctypes.get_errno(), "the capabilities cannot be read")
    held = data[0].effective
    data[0].effective = held & ~_OVERRIDES
    if libc.capset(ctypes.byref(header), data):
        raise OSError(ctypes.get_errno(), "the capabilities cannot be let go")
    try:
        yield
    finally:
        data[0].effective = held
        libc.capset(ctypes.byref(header), data)
