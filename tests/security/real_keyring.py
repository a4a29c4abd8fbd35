"""
Let the keyring of this desktop open a real vault, then be locked out of it again.

``python -m tests.security.real_keyring`` asks the system's own keyring, so it is run by hand:
on a desktop, or on a machine without one as ``dbus-run-session -- sh -c 'printf x |
gnome-keyring-daemon --unlock --components=secrets; python -m tests.security.real_keyring'``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from livecoach.store import header, keyholder, vault
from livecoach.store.trouble import KeyringProblem, VaultError
from tests.store.vaults import PASSPHRASE, made


def main() -> int:
    """Say in a line each what the keyring did; return 1 where it did something else."""
    reason = keyholder.why_not()
    if reason:
        print(reason)
        return 1
    with tempfile.TemporaryDirectory(prefix="livecoach-") as room:
        folder = Path(room) / "vault"
        key = made(folder)
        try:
            vault.let_keyring_open(folder, key)
        except KeyringProblem as error:
            print(error)
            return 1
        opened = vault.unlock_with_keyring(folder) == key
        held = header.read(folder).by_keyring
        gone = vault.forget_keyring(folder)
        print(f"The keyring opened the vault: {opened}. It let its secret go: {gone}.")
        try:
            left = held is None or bool(keyholder.get(held.entry))
        except VaultError as error:
            print(f"Then: {error}")
            left = False
        still = vault.unlock(folder, PASSPHRASE) == key
        print(f"The passphrase opens it as before: {still}.")
    return int(not (opened and gone and still and not left))


if __name__ == "__main__":
    sys.exit(main())
