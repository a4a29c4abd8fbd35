"""Find out, and say honestly, what protects the record on this computer."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ANSWER_WITHIN_S = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence about protection; ``sure`` where a check found it so, ``well`` if good."""

    words: str
    well: bool
    sure: bool = True


def lines(folder: Path) -> tuple[Line, Line]:
    """Return the two sentences of the first page; a second of work, off the window's thread."""
    return encryption(), surroundings(folder)


def encryption() -> Line:
    """Try the vault's encryption and say what came of it."""
    trouble = _apart()
    if trouble is None:
        trouble = prove()
    if trouble:
        return Line(f"Encryption does not work here, so nothing can be kept: {trouble}", False)
    return Line("Everything stays on this computer, encrypted. No account, no network, no "
                "recording.", True)  # fmt: skip


def prove() -> str:
    """Open a throw-away vault; return "", or why that did not work: it refuses without a cipher."""
    from livecoach.store.throwaway import throwaway
    from livecoach.store.trouble import VaultError

    try:
        with throwaway():
            return ""
    except (VaultError, OSError, ImportError) as error:
        return str(error)


def _apart() -> str | None:
    """
    Prove it in a process of its own; return None where that cannot be started.

    The first page need not carry the database's libraries in memory to say that they work.
    """
    if getattr(sys, "frozen", False) or not sys.executable:
        return None
    package = Path(__file__).resolve().parent.parent.parent
    code = "import sys; sys.path.insert(0, sys.argv[1]); from livecoach.ui import protection as p; "
    code += "print('[' + p.prove() + ']')"
    said = _said([sys.executable, "-c", code, str(package)]).strip()
    return said[1:-1] if said.startswith("[") and said.endswith("]") else None


def surroundings(folder: Path) -> Line:
    """Say whether the drive is encrypted and whether the vaults' folder is synced."""
    from livecoach.store import places

    first = _of_drive(drive := drive_encrypted(folder))
    service = places.synced_by(folder)
    if service:
        return Line(f"{first} The folder is copied elsewhere by {service}.", False)
    if places.on_network(folder):
        return Line(f"{first} The folder is on a network.", False)
    return Line(f"{first} The folder is not synced.", drive is not False, drive is not None)


def drive(folder: Path) -> Line:
    """Say whether the drive is encrypted, as far as it can be found out."""
    encrypted = drive_encrypted(folder)
    known = encrypted is not None
    if sys.platform == "linux" and not known:
        return Line("Whether the drive is encrypted could not be found out.", True, False)
    return Line(_of_drive(encrypted), bool(encrypted) or not known, known)


def _of_drive(encrypted: bool | None) -> str:
    if sys.platform == "linux":  # what a controller or a host encrypts is not seen from here
        return "The drive is encrypted." if encrypted else "No drive encryption was found."
    name = "Windows drive encryption" if sys.platform == "win32" else "FileVault"
    if encrypted is None:
        return f"Whether {name} is on could not be found out."
    return f"{name} is {'on' if encrypted else 'off: turn it on if you can'}."


def drive_encrypted(folder: Path) -> bool | None:
    """Return whether the folder's drive is encrypted, or None where it cannot be found out."""
    if sys.platform == "win32":
        return _bitlocker(folder)
    if sys.platform == "darwin":
        said = _said(["fdesetup", "status"])
        return None if not said else "FileVault is On" in said
    return dm_crypt(folder, Path("/sys/dev/block"))


def _bitlocker(folder: Path) -> bool | None:
    drive = folder.resolve().drive or "C:"
    # Explorer's own property: BitLocker's commands want an administrator, this does not.
    ask = (
        f"(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
        ".ExtendedProperty('System.Volume.BitLockerProtection')"
    )
    said = _said(["powershell", "-NoProfile", "-NonInteractive", "-Command", ask]).strip()
    if said not in ("1", "2", "3", "4", "5", "6"):
        return None
    return said in ("1", "3", "5")  # on, being turned on, paused


def dm_crypt(folder: Path, block: Path) -> bool | None:
    """Return whether Linux keeps the folder's drive on dm-crypt, or None where it has no drive."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    device = there.stat().st_dev
    start = block / f"{os.major(device)}:{os.minor(device)}"
    if not start.exists():
        return None  # an overlay, a memory disk or a network: no drive of its own
    waiting, seen = [start.resolve()], set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        uuid = node / "dm" / "uuid"
        if uuid.exists() and uuid.read_text("ascii", "replace").startswith("CRYPT-"):
            return True
        under = node / "slaves"
        if under.is_dir():
            waiting.extend(one.resolve() for one in under.iterdir())
    return False


def _said(command: list[str]) -> str:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=ANSWER_WITHIN_S, check=False,
            creationflags=flags,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
