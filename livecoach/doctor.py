"""Say in plain words how this machine stands for Livecoach, and what would mend it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from livecoach import paths, system
from livecoach.store import places
from livecoach.store.trouble import VaultError

LEAST_FREE_MB = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what it is, and what was found."""

    well: bool
    what: str
    said: str


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
    packages = system.missing_packages(system.LIBRARIES, {})
    if packages:
        return Finding(
            False, "System libraries", f"Some are missing. Run: {system.apt_line(packages)}"
        )
    return Finding(True, "System libraries", "All there.")


def check_display() -> Finding:
    """Say whether a window can be shown."""
    trouble = system.display_trouble()
    return Finding(not trouble, "Display", trouble or "A window can be shown.")


def check_place(vault: Path) -> Finding:
    """Say where the vault is kept, and whether it is safe and can be written there."""
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
