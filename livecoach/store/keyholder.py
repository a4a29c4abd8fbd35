"""
Let the system's keyring hold one more key to a vault, where the coach has chosen that.

It is never the only holder, so whatever becomes of it the passphrase opens. The one keyring of
each system is named here: a setting or a plug-in cannot slip in one that keeps secrets in clear.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.store.trouble import KeyringProblem

if TYPE_CHECKING:  # imported only once it is chosen: it takes a tenth of a second
    from keyring.backend import KeyringBackend

SERVICE = "Livecoach"
NAMES = {"win32": "Windows Credential Manager", "darwin": "the macOS keychain"}


def name() -> str:
    """Return what the keyring of this system is called."""
    return NAMES.get(sys.platform, "the keyring of this desktop")


def why_not(environment: Mapping[str, str] = os.environ) -> str:
    """Return why there can be no keyring here, or "" where one may be; nobody is asked."""
    if sys.platform != "linux" or environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return ""
    runtime = environment.get("XDG_RUNTIME_DIR")
    if runtime and (Path(runtime) / "bus").exists():
        return ""
    return "There is no keyring here: this session has no D-Bus, which every keyring needs."


def put(entry: str, secret: bytes) -> None:
    """Have the keyring hold a secret, and read it back. Raise KeyringProblem where it does not."""
    ring = _system()
    try:
        ring.set_password(SERVICE, entry, secret.hex())
    except Exception as error:  # each system's library raises kinds of its own
        raise KeyringProblem(f"The keyring did not take the key ({_of(error)}).") from error
    if get(entry) != secret:
        raise KeyringProblem("The keyring did not give back the key it was given.")


def get(entry: str) -> bytes:
    """Return the secret. Raise KeyringProblem where the keyring is not there or has none."""
    ring = _system()
    try:
        found = ring.get_password(SERVICE, entry)
    except Exception as error:
        raise KeyringProblem(f"The keyring did not answer ({_of(error)}).") from error
    if not found:
        raise KeyringProblem("The keyring no longer holds the key of this programme.")
    try:
        return bytes.fromhex(found)
    except ValueError:
        raise KeyringProblem("The keyring holds something else in the key's place.") from None


def forget(entry: str) -> bool:
    """Take the secret out of the keyring; return whether the keyring did it."""
    try:
        _system().delete_password(SERVICE, entry)
    except Exception:  # without its wrap in the vault the secret opens nothing any more
        return False
    return True


def _of(error: Exception) -> str:
    return type(error).__name__  # its message may quote the entry


def _system() -> KeyringBackend:
    """Return this system's keyring. Raise KeyringProblem where none answers."""
    reason = why_not()
    if reason:
        raise KeyringProblem(reason)
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        vault = WinVaultKeyring()
        vault.persist = "local machine"  # the usual one wanders along to other computers
        return vault
    if sys.platform == "darwin":
        from keyring.backends import macOS

        make: Callable[[], KeyringBackend] = macOS.Keyring
        return make()
    from keyring.backends import SecretService

    found = SecretService.Keyring
    try:
        answers = found.priority > 0  # asks over D-Bus, and raises where none answers
    except Exception:
        answers = False
    if not answers:
        raise KeyringProblem("No keyring answers on this desktop.")
    make_one: Callable[[], KeyringBackend] = found
    return make_one()
