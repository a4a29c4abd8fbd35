"""Back up an open programme, and change the ways into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from livecoach.ui.aside import aside
from livecoach.ui.documents import in_documents
from livecoach.ui.door import in_words

if TYPE_CHECKING:
    from livecoach.store.backup import Backup
    from livecoach.ui.door import Door
    from livecoach.ui.program import Program


def back_up(program: Program) -> None:
    """Ask where to, and write a checked backup there."""
    opened = program.opened
    if opened is None or opened.key is None:
        return
    chosen, _ = QFileDialog.getSaveFileName(
        program.shell,
        "Back up to",
        in_documents(f"{opened.folder.name}.livecoach"),
        "Backups (*.livecoach)",
    )
    if chosen:
        write_backup(program, Path(chosen))


def write_backup(program: Program, target: Path) -> None:
    """Write a checked backup of what is open, and say when it is there."""
    opened = program.opened
    if opened is None or opened.key is None:
        return
    folder, key, writer = opened.folder, opened.key, opened.writer

    def work() -> Backup:
        from livecoach.store import backup, header

        return writer.ask(lambda db: backup.make(db, header.read(folder), key, target))

    def done(made: Backup) -> None:
        size = max(made.size / 1_000_000, 0.1)
        program.shell.tell(f"The backup stands in {target} ({size:.1f} MB) and reads back well.")

    def failed(error: Exception) -> None:
        program.shell.tell(in_words(error), trouble=True)

    program.shell.tell("Backing up…")
    aside(work, done, failed, program)


def restore(program: Program, path: Path | None = None) -> None:
    """Close the programme and go to its backups, or to one of them."""
    from livecoach.ui.restore.page import RestorePage

    def page(door: Door) -> RestorePage:
        made = RestorePage(door, folder, key)
        if path is not None:
            made.take_file(path)
        return made

    opened = program.opened
    if opened is None or opened.key is None:
        program.show_door(RestorePage)
        return
    folder, key = opened.folder, opened.key
    program.show_with_key(folder, page)


def change_passphrase(program: Program) -> None:
    """Close the programme and ask for its new passphrase; then it opens again."""
    from livecoach.ui.passphrase import PassphrasePage

    opened = program.opened
    if opened is None or opened.key is None:
        return
    folder, key = opened.folder, opened.key
    lead = "Choose the passphrase to open this programme with from now on."
    program.show_with_key(folder, lambda door: PassphrasePage(door, folder, key, lead))


def new_recovery_key(program: Program) -> None:
    """Close the programme, make a fresh recovery key and have it typed back."""
    from livecoach.store import vault
    from livecoach.ui.recovery import RecoveryPage

    opened = program.opened
    if opened is None or opened.key is None or not program.leave():
        return
    folder, key = opened.folder, opened.key
    text = vault.new_recovery(folder, key)
    program.shell.show_gate(
        RecoveryPage(program.theme, text, lambda: program.enter(folder, key, ""))
    )
