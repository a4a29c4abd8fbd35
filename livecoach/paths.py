"""Know where vaults, settings, logs and shipped resources live; nothing else does."""

from __future__ import annotations

from pathlib import Path

NAME = "Livecoach"
_PACKAGE = Path(__file__).resolve().parent


def vaults_folder() -> Path:
    r"""
    Return the folder new vaults are made in: local to this machine, never roaming or synced.

    Linux: ``~/.local/share/Livecoach/vaults``; macOS: ``~/Library/Application Support/...``;
    Windows: ``%LOCALAPPDATA%\Livecoach\vaults``.
    """
    import platformdirs

    return platformdirs.user_data_path(NAME, appauthor=False, roaming=False) / "vaults"


def default_vault() -> Path:
    """Return the folder the first vault is offered; its name says nothing of whom it is about."""
    return vaults_folder() / "programme-1"


def free_vault() -> Path:
    """Return the first folder in that place that is not there yet, for a new vault."""
    parent = vaults_folder()
    number = 1
    while (folder := parent / f"programme-{number}").exists():
        number += 1
    return folder


def settings_file() -> Path:
    """Return the file of the coach's own settings; no record is ever kept in it."""
    import platformdirs

    folder = platformdirs.user_config_path(NAME, appauthor=False, roaming=False)
    return folder / "settings.toml"


def log_folder() -> Path:
    """Return the folder of the log files, which hold no name, note or quote."""
    import platformdirs

    return platformdirs.user_log_path(NAME, appauthor=False)


def resource(name: str) -> Path:
    """
    Return a shipped file or folder by its name, such as ``boards/live-coaching.toml``.

    An installed Livecoach has them in its package, a source tree beside it.
    Raise FileNotFoundError where there is no such resource.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"Livecoach's own file {name} is missing: install Livecoach again.")
