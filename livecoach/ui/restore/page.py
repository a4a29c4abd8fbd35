"""Restore a backup: choose it, see what it holds beside what is there now, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit

from livecoach.ui import door as doors
from livecoach.ui.aside import aside
from livecoach.ui.backups import saying
from livecoach.ui.backups.table import BackupTable, Row
from livecoach.ui.documents import in_documents
from livecoach.ui.door import Door
from livecoach.ui.restore import work
from livecoach.ui.restore.beside_card import BesideCard
from livecoach.ui.restore.where_card import KEYS, NEW, USUAL, WhereCard
from livecoach.ui.restore.work import Looked
from livecoach.ui.telling import aside_telling
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.store.restoring import Restored

LEAD = (
    "Choose a backup and look inside before anything is done. Nothing that stands is overwritten."
)


class RestorePage(Frame):
    """
    One page, from top to bottom.

    ``folder`` is the vault it is about, where there is one; ``key`` its data key, where it was
    open. Without the key, the passphrase of the chosen backup's day opens it.
    """

    def __init__(self, door: Door, folder: Path | None = None, key: bytes | None = None) -> None:
        super().__init__(door.theme, "Restore a backup", LEAD, width=820)
        self._door, self._folder, self._given = door, folder, key
        self._keys: dict[str, bytes] = {}  # by vault, once it has opened a backup
        self._strangers: set[str] = set()  # vaults that the given key does not open
        self._looked: Looked | None = None
        self._asked = 0  # which look is awaited; an earlier answer is out of date
        self._looks = 0  # begun and not yet answered
        self._leaving: Callable[[], None] | None = None
        self._by_recovery = False
        theme = door.theme
        self.table = BackupTable(theme, several=folder is None)
        self.none = Text(theme, "Looking for backups…", "muted", wrap=True)
        there = Card(theme, "Backups")
        there.body.addWidget(self.none)
        there.body.addWidget(self.table)
        self.rows.addWidget(there)
        self.typed = QLineEdit()
        self.typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.typed_row = FormRow(theme, "Passphrase", self.typed, "The one it had on that day.")
        self.rows.addWidget(self.typed_row)
        self.beside, self.where = BesideCard(theme), WhereCard(theme)
        self.rows.addWidget(self.beside)
        self.rows.addWidget(self.where)
        self.doing = Text(theme, "", "muted", wrap=True)
        self.rows.addWidget(self.doing)
        self.open = Button(theme, "Look inside", self.look, kind="primary")
        self.go = Button(theme, "Restore", self.restore, kind="primary")
        self.other_way = Button(theme, "Use the recovery key", self.use_other_way)
        self.choose = Button(theme, "Choose another file…", self._choose)
        self.away = Button(theme, "Back", self._back, kind="quiet")
        self.offer(self.open, self.go, self.other_way, self.choose, self.away)
        self.typed.returnPressed.connect(self.look)
        self.table.current_changed.connect(lambda _: self._chosen())
        self._show_parts()
        self.setFocusProxy(self.table)
        aside(self._find, self._found, self._failed, self)

    # Choosing --------------------------------------------------------------------------------

    def _find(self) -> list[Row]:
        if self._folder is not None:
            return work.of_vault(self._folder)
        return work.of_vaults(doors.recent(self._door.settings))

    def _found(self, found: list[Row]) -> None:
        paths = {one.uid for one in found}
        rows = [*found, *(one for one in self.table.rows() if one.uid not in paths)]
        self.none.setVisible(not rows)
        self.none.say("No backup stands here. Choose a file: one on a stick, for example.")
        self.table.setVisible(bool(rows))
        self.table.show_backups(rows)
        if rows and self.table.current() is None:
            good = [one for one in self.table.rows() if not one.found.trouble]
            self.table.go_to((good or self.table.rows())[0].uid)
            self.table.setFocus()
        elif not rows:
            self.choose.setFocus()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            "Choose a backup",
            in_documents(),
            "Livecoach backups (*.livecoach);;All files (*)",
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Add a file to the table and choose it."""
        known = [self._folder] if self._folder else doors.recent(self._door.settings)
        aside(lambda: work.of_file(path, known), self._taken, self._failed, self)

    def _taken(self, one: Row) -> None:
        self.none.hide()
        self.table.show()
        self.table.add(one)

    def _chosen(self) -> None:
        """Look into the backup the cursor is on, if it can be; else ask for its passphrase."""
        self._looked = None
        self._asked += 1
        self.say_trouble("")
        self.typed_row.wrong("")
        one = self.table.current()
        if one is not None and one.found.trouble:
            self.say_trouble(one.found.trouble)
        elif one is not None and self._key_for(one) is not None:
            self._look(one, self._key_for(one))
        elif one is not None:
            self.typed_row.say(*self._what(one))
        self._show_parts()

    def _what(self, one: Row) -> tuple[str, str]:
        if self._by_recovery:
            return "Recovery key", "Eight groups of eight, as printed when the programme was made."
        return "Passphrase", f"The one it had on {saying.when(one.found.made_utc_ms)}."

    def _key_for(self, one: Row) -> bytes | None:
        held = one.found.held
        vault_id = "" if held is None else held.keys.vault_id
        given = None if vault_id in self._strangers else self._given
        return self._keys.get(vault_id) or given

    # Looking inside --------------------------------------------------------------------------

    def look(self) -> None:
        """Look into the chosen backup by what is typed."""
        one = self.table.current()
        if one is None or self.busy or self.open.isHidden():
            return
        if not self.typed.text().strip():
            self.typed_row.wrong(f"Type the {self._what(one)[0].lower()} first.")
            return
        self.typed_row.wrong("")
        self._look(one, None)

    def _look(self, one: Row, key: bytes | None) -> None:
        if self._leaving is not None:
            return
        self._asked += 1
        self._looks += 1
        asked, typed, by_recovery = self._asked, self.typed.text(), self._by_recovery
        self.doing.say("Looking inside…")
        self.busy = key is None
        self._show_parts()
        aside(
            lambda: work.look(one, key, typed, by_recovery),
            partial(self._seen, asked),
            partial(self._not_seen, asked, one if key is not None else None),
            self,
        )

    def _seen(self, asked: int, looked: Looked) -> None:
        self._end_look()
        held = looked.row.found.held
        if held is not None:
            self._keys[held.keys.vault_id] = looked.key
        if asked == self._asked:
            self.doing.say("")
            self.typed.clear()
            self._looked = looked
            self.beside.say(looked.then, looked.now)
            self.where.say(looked.now)
        self._show_parts()

    def _not_seen(self, asked: int, by_key: Row | None, error: Exception) -> None:
        from livecoach.store.trouble import BadRecoveryKey, VaultDamaged, WrongPassphrase

        self._end_look()
        if by_key is not None and by_key.found.held and isinstance(error, VaultDamaged):
            # Another programme's, perhaps: then its own passphrase opens it.
            self._strangers.add(by_key.found.held.keys.vault_id)
        if asked == self._asked:
            self.doing.say("")
            if isinstance(error, WrongPassphrase | BadRecoveryKey):
                self.typed_row.wrong(doors.in_words(error))
                self.typed.selectAll()
                self.typed.setFocus()
            else:
                self.say_trouble(doors.in_words(error))
        self._show_parts()

    def use_other_way(self) -> None:
        """Ask for the recovery key instead of the passphrase, or the other way round."""
        self._by_recovery = not self._by_recovery
        one = self.table.current()
        if one is not None:
            self.typed_row.say(*self._what(one))
        self.other_way.say("Use the passphrase" if self._by_recovery else "Use the recovery key")
        self.typed_row.wrong("")
        self.typed.clear()
        self.typed.setFocus()

    def _show_parts(self) -> None:
        one, seen = self.table.current(), self._looked is not None
        locked = (
            one is not None and not one.found.trouble and not seen and self._key_for(one) is None
        )
        self.typed_row.setVisible(locked)
        self.open.setVisible(locked)
        self.other_way.setVisible(locked)
        self.beside.setVisible(seen)
        self.where.setVisible(seen)
        self.go.setVisible(seen)
        self.doing.setVisible(bool(self.doing.text()))
        for button in (self.open, self.go, self.choose, self.away, self.other_way):
            button.setEnabled(not self.busy)
        for field in (self.typed, self.table, self.where):
            field.setEnabled(not self.busy)

    # Restoring -------------------------------------------------------------------------------

    def restore(self) -> None:
        """Put the backup back where it was chosen to go, then open it."""
        looked = self._looked
        if looked is None or self.busy:
            return
        way, folder = self.where.chosen(), self.where.new_folder()
        self.where.folder_row.wrong("")
        self.say_trouble("")
        self.busy = True
        self._show_parts()
        given = self._given is not None
        aside_telling(
            lambda tell: work.put_back(looked, way, folder, given, tell),
            self._say_doing,
            partial(self._done, looked, way),
            self._failed,
            self,
        )

    def _say_doing(self, words: str) -> None:
        self.doing.say(words)
        self.doing.show()

    def _done(self, looked: Looked, way: str, restored: Restored) -> None:
        made = looked.row.found.made_utc_ms
        if way == KEYS:
            words = "The keys are back; the record is as it was."
        else:
            words = f"This is the backup of {saying.when(made)}."
        if way == USUAL and restored.aside is not None:
            words += f" What stood there is kept in {restored.aside}."
        elif way == NEW and looked.now is not None:
            words += f" What stood before is as it was, in {looked.now.folder}."
        self._door.say_inside(words)
        self._door.enter(restored.folder, looked.key, "")

    def _failed(self, error: Exception) -> None:
        from livecoach.store.trouble import BadPlace

        self.busy = self._leaving is not None
        self.doing.say("")
        self._show_parts()
        if isinstance(error, BadPlace):
            self.where.folder_row.wrong(doors.in_words(error))
            self.where.folder.setText(error.better)
            self.where.folder.setFocus()
            return
        self.say_trouble(doors.in_words(error))
        self.go.setFocus()

    def _back(self) -> None:
        folder, key = self._folder, self._given
        if folder is None or key is None:
            self._door.home()
            return
        if self._leaving is not None:
            return
        self._leaving = lambda: self._door.enter(folder, key, "")
        self.busy = True
        self._show_parts()
        self._leave_unlooked()

    def _end_look(self) -> None:
        self._looks -= 1
        self.busy = self._leaving is not None
        self._leave_unlooked()

    def _leave_unlooked(self) -> None:
        """Leave once nothing is open any longer only to be looked at: a vault opens but once."""
        leave = self._leaving
        if leave is not None and not self._looks:
            aside(work.finish_looking, lambda _: leave(), self._failed, self)
