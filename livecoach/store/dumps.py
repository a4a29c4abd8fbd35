"""Keep the memory of an unlocked Livecoach out of crash dumps and other programs' sight."""

from __future__ import annotations

import ctypes
import sys

_GET_DUMPABLE, _SET_DUMPABLE = 3, 4  # prctl(PR_GET_DUMPABLE), prctl(PR_SET_DUMPABLE)
_NO_FAULT_BOXES = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX


def forbid() -> bool:
    """
    Ask the system to write no core dump of this process; return whether it agreed.

    On Windows the fault window is switched off, which ends most reports, but not those an
    administrator has switched on for the whole computer.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOXES)
        return True
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return True
    return bool(ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def forbidden() -> bool | None:
    """Return whether no core dump of this process will be written, or None where not told."""
    if sys.platform == "win32":
        return None
    import resource

    none = resource.getrlimit(resource.RLIMIT_CORE)[1] == 0
    if sys.platform != "linux":
        return none
    return none and ctypes.CDLL(None).prctl(_GET_DUMPABLE, 0, 0, 0, 0) == 0
