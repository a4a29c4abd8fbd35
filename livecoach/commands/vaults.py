"""Make, check, back up, restore and re-key a vault from the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING

from livecoach import paths
from livecoach.commands.passphrases import named_file, new_passphrase, passphrase
from livecoach.commands.refusal import Refusal
from livecoach.core.edit import Edit

if TYPE_CHECKING:
    from livecoach.store.writer import Writer

_PATIENCE_S = 5.0  # how long one edit may take that the disk does not take at once


def new(args: Namespace) -> None:
    """Make an empty vault and print its recovery key."""
    from livecoach.store import places, vault

    folder = Path(args.folder)
    places.check(folder, paths.free_vault())
    recovery = vault.create(folder, new_passphrase(named_file(args.passphrase_file)))
    print(f"Made a vault in {folder}.")
    print("Its recovery key is the only other way in. Write it down and keep it apart:")
    print(f"\n    {recovery}\n")


def check(args: Namespace) -> int:
    """Read a vault through and say how it stands; return 2 where it is damaged or does not open."""
    from livecoach.store import checkup
    from livecoach.store.trouble import VaultError

    folder = Path(args.folder)
    try:
        with opened(folder, args.passphrase_file) as writer:
            found = writer.ask(lambda db: checkup.look_over(db, folder))
    except VaultError as error:
        if not args.json:
            raise
        print(json.dumps({"folder": str(folder), "opens": False, "why": str(error)}, indent=1))
        return 2
    if args.json:
        print(json.dumps({"opens": True, **found.as_dict()}, indent=1))
    else:
        print("\n".join(checkup.in_words(found)))
    return 2 if found.faults else 0


def back_up(args: Namespace) -> None:
    """Write one checked, encrypted file of a vault."""
    from livecoach.store import backup, header, vault

    folder, target = Path(args.folder), Path(args.file)
    key = vault.unlock(folder, passphrase(args.passphrase_file))
    with _open(folder, key) as writer:
        writer.ask(lambda db: backup.make(db, header.read(folder), key, target))
    print(f"Wrote the backup {target}. It opens with the passphrase the vault has now.")


def restore(args: Namespace) -> None:
    """Put a backup's vault into a folder that holds none."""
    from livecoach.store import backup, places, vault

    folder = Path(args.folder)
    places.check(folder, paths.free_vault())
    backup.restore(Path(args.file), folder)
    if args.passphrase_file:
        vault.unlock(folder, passphrase(args.passphrase_file))  # raises where it is another's
    print(f"Restored into {folder}. It opens with the passphrase it had when it was backed up.")


def change_passphrase(args: Namespace) -> None:
    """Lock a vault's key up under another passphrase."""
    from livecoach.store import vault

    folder = Path(args.folder)
    key = vault.unlock(folder, passphrase(args.passphrase_file, "Present passphrase: "))
    vault.change_passphrase(
        folder, key, new_passphrase(args.new_passphrase_file, "--new-passphrase-file")
    )
    print(f"The vault in {folder} has its new passphrase. Backups made before keep the old one.")


@contextmanager
def opened(folder: Path, passphrase_file: str | None) -> Iterator[Writer]:
    """Open a vault by its passphrase and close it at the end. Raise VaultError or Refusal."""
    from livecoach.store import vault

    with _open(folder, vault.unlock(folder, passphrase(passphrase_file))) as writer:
        yield writer


@contextmanager
def _open(folder: Path, key: bytes) -> Iterator[Writer]:
    from livecoach.store.writer import Writer

    writer = Writer(folder, key)
    try:
        yield writer
    finally:
        writer.close(0.5)


def keep(writer: Writer, edits: Iterable[Edit]) -> None:
    """Save edits and wait until they are on disk. Raise Refusal with what stands in the way."""
    waiting = {edit.uid: edit for edit in edits}
    trouble: list[str] = []
    told = Condition()

    def saved(uid: str) -> None:
        with told:
            waiting.pop(uid, None)
            told.notify_all()

    def troubled(uid: str, words: str) -> None:
        with told:
            if uid in waiting:
                trouble.append(words)
            told.notify_all()

    writer.observe(saved, troubled)
    for edit in list(waiting.values()):
        writer.save(edit)
    with told:
        told.wait_for(lambda: not waiting or bool(trouble))
        told.wait_for(lambda: not waiting or bool(writer.refused()), _PATIENCE_S)
    if waiting and not writer.close(0.0):
        # A command ends here, so it does not say that it keeps trying.
        words = trouble[-1].removesuffix("Livecoach keeps trying.").rstrip("; ")
        raise Refusal(words.rstrip(".") + ".")
