"""Stand at the vault's door: make, unlock and remember vaults, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from livecoach import paths
from livecoach.ui.aside import aside
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme

if TYPE_CHECKING:  # imported on the thread that needs it, once the window is painted
    from livecoach.store.vault import Ways

Failed = Callable[[Exception], object]


@dataclass(frozen=True, slots=True)
class Door:
    """What the pages before an open vault are given."""

    theme: Theme
    settings: Settings
    show: Callable[[QWidget], None]  # puts another page of the door in the window
    enter: Callable[[Path, bytes, str], None]  # opens a vault's desk: folder, key, its new name
    try_example: Callable[[], None]
    home: Callable[[], None]  # back to the first page, or to unlocking the last vault
    say_inside: Callable[[str], None]  # is said once the next vault has been entered


def recent(settings: Settings) -> list[Path]:
    """Return the folders of the vaults opened before that are still there, newest first."""
    return [folder for path in settings.choices.recent if (folder := Path(path)).is_dir()]


def make(
    folder: Path,
    passphrase: str,
    then: Callable[[tuple[str, bytes]], object],
    failed: Failed,
    asker: QWidget,
) -> None:
    """Make a vault; ``then`` is given its recovery key as text, and its data key."""

    def work() -> tuple[str, bytes]:
        from livecoach.store import places, vault

        places.check(folder, paths.free_vault())
        recovery = vault.create(folder, passphrase)
        return recovery, vault.unlock_with_recovery(folder, recovery)

    aside(work, then, failed, asker)


def unlock(
    folder: Path, passphrase: str, then: Callable[[bytes], object], failed: Failed, asker: QWidget
) -> None:
    """Find a vault's data key by its passphrase."""

    def work() -> bytes:
        from livecoach.store import vault

        return vault.unlock(folder, passphrase)

    aside(work, then, failed, asker)


def unlock_with_recovery(
    folder: Path, key: str, then: Callable[[bytes], object], failed: Failed, asker: QWidget
) -> None:
    """Find a vault's data key by its printed recovery key."""

    def work() -> bytes:
        from livecoach.store import vault

        return vault.unlock_with_recovery(folder, key)

    aside(work, then, failed, asker)


def unlock_with_keyring(
    folder: Path, then: Callable[[bytes], object], failed: Failed, asker: QWidget
) -> None:
    """Find a vault's data key by the system's keyring."""

    def work() -> bytes:
        from livecoach.store import vault

        return vault.unlock_with_keyring(folder)

    aside(work, then, failed, asker)


def ways(folder: Path, then: Callable[[Ways], object], failed: Failed, asker: QWidget) -> None:
    """Find out how a vault can be opened just now."""

    def work() -> Ways:
        from livecoach.store import vault

        return vault.ways(folder)

    aside(work, then, failed, asker)


def change_passphrase(
    folder: Path,
    key: bytes,
    passphrase: str,
    then: Callable[[None], object],
    failed: Failed,
    asker: QWidget,
) -> None:
    """Put another passphrase on a vault."""

    def work() -> None:
        from livecoach.store import vault

        vault.change_passphrase(folder, key, passphrase)

    aside(work, then, failed, asker)


def in_words(error: Exception) -> str:
    """Return one sentence for what went wrong at the door."""
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"The disk would not do it: {error.strerror or error}{where}."
    return str(error) or type(error).__name__
