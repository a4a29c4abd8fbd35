"""Tell where a live vault must not stand: in a folder that is synced or on a network."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from livecoach.store.trouble import BadPlace

# A folder of this name, anywhere above, belongs to a program that copies files elsewhere.
SYNCED_NAMES: tuple[tuple[str, str], ...] = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "a cloud service"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drivefs", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("pclouddrive", "pCloud"),
    ("megasync", "MEGA"),
    ("proton drive", "Proton Drive"),
    ("synologydrive", "Synology Drive"),
)
# What such programs leave in the top folder they watch.
SYNC_MARKS: tuple[tuple[str, str], ...] = (
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".owncloudsync.log", "ownCloud or Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
)
NETWORK_SYSTEMS = (
    "nfs", "cifs", "smb", "afs", "ceph", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd",
    "fuse.glusterfs", "fuse.google", "fuse.onedriver", "glusterfs", "lustre", "ncpfs",
)  # fmt: skip
_REMOTE_DRIVE = 4  # GetDriveTypeW


def check(folder: Path, better: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Raise BadPlace, with the reason and a better place, where a live vault must not stand."""
    by = synced_by(folder, environment)
    if by:
        raise BadPlace(
            f"{folder} is kept in step with other places by {by}. That can tear a vault that is "
            f"in use, and sends copies of it away. A better place is {better}; backups may "
            "go to a synced folder.",
            str(better),
        )
    if on_network(folder):
        raise BadPlace(
            f"{folder} is on a network. A connection that drops can damage a vault that is in "
            f"use. A better place is {better}; backups may go to a network folder.",
            str(better),
        )


def synced_by(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return the name of the service that copies a folder elsewhere, or ""."""
    place = _full(folder)
    above = [place, *place.parents]
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        root = environment.get(name, "")
        if root and _full(Path(root)) in above:
            return "OneDrive"
    if any(root in above for root in _dropbox_roots(environment)):
        return "Dropbox"
    for part in (one.name.casefold() for one in above):
        for name, service in SYNCED_NAMES:
            # "OneDrive - NHS", "Dropbox (Personal)" are such folders too.
            if part == name or part.startswith((f"{name} -", f"{name} (", f"{name}-")):
                return service
    for one in above:
        for mark, service in SYNC_MARKS:
            if (one / mark).exists():
                return service
    return ""


def on_network(folder: Path) -> bool:
    """Tell whether a folder is on another computer's disk, as far as the system tells."""
    place = _full(folder)
    if any(str(one).startswith("\\\\") for one in (folder, place)):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = f"{place.drive}\\"
        return ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE
    if sys.platform == "linux":
        return file_system(place, _mounts()).startswith(NETWORK_SYSTEMS)
    return False


def file_system(place: Path, mounts: str) -> str:
    """Return the type of file system a path is on, from the text of /proc/self/mountinfo."""
    deepest, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(fields[4].replace("\\040", " "))
        if (point == place or point in place.parents) and len(point.parts) >= deepest:
            deepest, kind = len(point.parts), after.split()[0]
    return kind


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return ""


def _dropbox_roots(environment: Mapping[str, str]) -> list[Path]:
    found = []
    homes = [environment.get(name, "") for name in ("HOME", "LOCALAPPDATA", "APPDATA")]
    for home in filter(None, homes):
        for folder in (".dropbox", "Dropbox"):
            try:
                document = json.loads((Path(home) / folder / "info.json").read_text("utf-8"))
                found += [_full(Path(account["path"])) for account in document.values()]
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue
    return found


def _full(path: Path) -> Path:
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError):
        return path.absolute()
