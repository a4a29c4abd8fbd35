"""The page of what is held about a person: choose, look through, show with a reason, give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from livecoach.core.clock import local_iso
from livecoach.core.kinds import heading
from livecoach.core.person.held import Held, Unmasking
from livecoach.core.person.rows import HeldRow
from livecoach.store import held, looking_ahead, reading, unmasking
from livecoach.store.journalled import deleted_sessions
from livecoach.ui.actions import Action
from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.held.also_card import AlsoCard
from livecoach.ui.held.deleted_card import DeletedCard
from livecoach.ui.held.exporting import Exported, export
from livecoach.ui.held.row_card import RowCard
from livecoach.ui.held.rows_table import MASKED, Line, RowsTable, lines, matching
from livecoach.ui.page import Page
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import narrow
from livecoach.ui.programme.flow import HeadRow, flow
from livecoach.ui.programme.grid import Grid
from livecoach.ui.summary.files import first_folder, open_after
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.store.engine import Database

LEAD = (
    "Every row of the record that is about a post or names who holds it. In what its holder is "
    "given, others are masked until you show a row in full, with a reason."
)


class HeldPage(Page):
    """One post's rows; ``uid`` may name the post, or be empty."""

    title = "What is held"

    def __init__(self, desk: Desk, uid: str = "") -> None:
        super().__init__()
        self._desk = desk
        self.held: Held | None = None
        self._lines: list[Line] = []
        theme = desk.theme
        self.notice = Notice(theme)
        self.post = ChoiceBox()
        narrow(self.post)
        for post, words in desk.writer.ask(_choices):
            self.post.addItem(words, post)
        self.kind = ChoiceBox()
        narrow(self.kind)
        self.masked_only = QCheckBox("Only rows with others masked")
        self.summary = Text(theme, "", "muted", wrap=True)
        self.model = RowsTable(theme, self)
        self.grid = Grid(theme, self.model, "Rows held about this person")
        self.row_card = RowCard(theme, self.unmask, self.mask_again)
        self.also = AlsoCard(theme)
        self.deleted = DeletedCard(theme, partial(desk.go, "erase"))
        self.deleted.show_sessions(desk.writer.ask(deleted_sessions))
        self.export_button = Button(theme, "Export…", self.ask_and_export, "primary")
        self.erase_button = Button(theme, "Erase this person…", self.erase)
        self._lay_out()
        self.post.activated.connect(lambda: self.read())
        self.kind.activated.connect(lambda: self._show_lines())
        self.masked_only.toggled.connect(lambda: self._show_lines())
        self.grid.current_changed.connect(lambda _: self._show_row())
        at = self.post.findData(uid)
        self.post.setCurrentIndex(max(at, 0))
        self.setFocusProxy(self.post)
        self.read()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        words, head = column(4)
        head.addWidget(Text(theme, "What is held about a person", "title"))
        head.addWidget(Text(theme, LEAD, "muted", wrap=True))
        rows = Card(theme)
        self._kind_row = FormRow(theme, "Kind of row", self.kind)
        chosen = QHBoxLayout()
        chosen.setSpacing(16)
        chosen.addWidget(FormRow(theme, "Post", self.post), 1)
        chosen.addWidget(self._kind_row, 1)
        rows.body.addLayout(chosen)
        rows.body.addWidget(self.summary)
        rows.body.addWidget(self.masked_only)
        self.grid.setMinimumHeight(theme.px(260))
        rows.body.addWidget(self.grid, 1)
        main, left = column(16)
        left.addWidget(rows, 1)
        side, right = column(16)
        right.addWidget(self.row_card)
        right.addWidget(self.also)
        right.addWidget(self.deleted)
        right.addStretch(1)
        whole, down = column(12)
        down.addWidget(self.notice)
        down.addWidget(HeadRow(words, flow(self.export_button, self.erase_button)))
        down.addWidget(Columns(theme, main, side, 360), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))

    # Reading ---------------------------------------------------------------------------------

    def chosen(self) -> str:
        """Return the uid of the post chosen, or "" where there is none."""
        return str(self.post.currentData() or "")

    def read(self) -> None:
        """Read what is held about the post chosen, off the window's thread."""
        post = self.chosen()
        self.held = None
        self._show_held()
        if not post:
            self.summary.say("There is no post yet. Add the people of the system first.")
            return
        self.summary.say("Reading the record…")
        writer = self._desk.writer
        aside(
            lambda: writer.ask(lambda db: held.held(db, post)),
            partial(self._have_read, post),
            self._failed,
            self,
        )

    def _have_read(self, post: str, found: Held) -> None:
        if post != self.chosen():
            return  # another was chosen meanwhile
        self.held = found
        self._offer_kinds(found)
        self.also.show_held(found)
        self._show_held()
        self._look_into_backups(post, found)

    def _failed(self, error: Exception) -> None:
        self.summary.say(f"The record could not be read: {error}", "trouble")

    def _look_into_backups(self, post: str, found: Held) -> None:
        writer = self._desk.writer

        def looked(answer: Held) -> None:
            if post == self.chosen() and self.held is not None:
                self.held = replace(
                    self.held, backups=answer.backups, backups_seen=answer.backups_seen
                )
                self.also.show_backups(answer.backups or 0, answer.backups_seen)

        aside(
            lambda: held.with_backups(writer.ask, writer.folder, writer.key, found),
            looked,
            lambda _: self.also.could_not_look(),
            self,
        )

    def _offer_kinds(self, found: Held) -> None:
        before = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(f"All {len(found.rows)} rows", "")
        for kind, count in found.counts().items():
            self.kind.addItem(f"{heading(kind)} ({count})", kind)
        self.kind.setCurrentIndex(max(self.kind.findData(before), 0))

    # Showing ---------------------------------------------------------------------------------

    def _show_held(self) -> None:
        there = self.held is not None
        for widget in (self._kind_row, self.masked_only, self.grid, self.also):
            widget.setVisible(there)
        for button in (self.export_button, self.erase_button):
            button.setEnabled(there)
        self._lines = [] if self.held is None else list(lines(self.held))
        if self.held is not None:
            masked = sum(line.state == MASKED for line in self._lines)
            shown = len(self.held.unmasked)
            in_full = f"{shown or 'none'} {'is' if shown < 2 else 'are'} shown in full"
            self.summary.say(
                f"{len(self._lines)} rows. In {masked} somebody else is masked; {in_full}.", "muted"
            )
        self._show_lines()

    def _show_lines(self) -> None:
        kind = str(self.kind.currentData() or "")
        self.model.show_rows(matching(self._lines, kind, self.masked_only.isChecked()))
        self._show_row()

    def row(self) -> HeldRow | None:
        """Return the row the cursor is on, or None."""
        uid = self.grid.current_uid()
        return next((line.row for line in self._lines if line.uid == uid), None)

    def _show_row(self) -> None:
        self.row_card.show_row(self.held, self.row())

    # Doing -----------------------------------------------------------------------------------

    def unmask(self, ground: str, reason: str) -> None:
        """Show the row chosen with the others in it, for a reason that is kept."""
        row = self.row()
        if row is None or self.held is None:
            return
        made = Unmasking(*row.key, ground, reason, self._today())
        post = self.chosen()
        self._desk.writer.ask(lambda db: unmasking.unmask(db, post, made))
        self._altered()

    def mask_again(self) -> None:
        """Mask the row chosen again."""
        row, post = self.row(), self.chosen()
        if row is not None:
            self._desk.writer.ask(lambda db: unmasking.mask_again(db, post, *row.key))
            self._altered()

    def _altered(self) -> None:
        """Show the rows again with what is masked now, the cursor where it was."""
        if self.held is None:
            return
        post, uid = self.chosen(), self.grid.current_uid()
        found = self._desk.writer.ask(lambda db: unmasking.unmasked(db, post))
        self.held = replace(self.held, unmasked=found)
        self._show_held()
        self.grid.go_to(uid)
        self.grid.setFocus()

    def ask_and_export(self) -> None:
        """Ask for a folder and export into it."""
        last = str(first_folder(self._desk.settings.choices.export_folder))
        chosen = QFileDialog.getExistingDirectory(self, "Export into this folder", last)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, folder: Path) -> None:
        """Write what is held into a folder, off the window's thread."""
        if self.held is None:
            return
        found, now, writer = self.held, self._desk.read_clock(), self._desk.writer
        self.notice.say("Writing the files…")

        def work() -> Exported:
            whole = found
            if found.backups is None:
                whole = held.with_backups(writer.ask, writer.folder, writer.key, found)
            return export(writer, whole, folder, now)

        aside(work, self._exported, self._not_exported, self)

    def _exported(self, done: Exported) -> None:
        self._desk.save(done.noted)
        self._desk.settings.set(export_folder=str(done.paths[0].parent))
        names = ", ".join(path.name for path in done.paths)
        self.notice.say(
            f"Saved {names}. The files are not encrypted; read them through, then give them only "
            "to this person.",
            ("Open the PDF", open_after(next(p for p in done.paths if p.suffix == ".pdf"))),
        )

    def _not_exported(self, error: Exception) -> None:
        why = error.strerror if isinstance(error, OSError) else type(error).__name__
        self.notice.say(f"Nothing was exported: {why}.", trouble=True)

    def erase(self) -> None:
        """Go to erasing the person chosen."""
        if self.chosen():
            self._desk.go("erase", f"person:{self.chosen()}")

    def _today(self) -> str:
        now = self._desk.read_clock()
        return local_iso(now.wall_utc_ms, now.utc_offset_min)[:10]

    def _next_masked(self) -> None:
        at = self.grid.currentIndex().row()
        for place in [*range(at + 1, self.model.rowCount()), *range(max(at, 0))]:
            if self.model.row_at(place).state == MASKED:
                self.grid.go_to(self.model.row_at(place).uid)
                self.grid.setFocus()
                return

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""

        def ready() -> bool:
            return self.held is not None

        def masked() -> bool:
            row = self.row()
            return self.held is not None and row is not None and self.held.masked(row)

        return (
            Action("held.export", "Export what is held about this person…", self.ask_and_export,
                   "Ctrl+E", "Programme", can=ready),
            Action("held.next", "Next row with others masked", self._next_masked, "Ctrl+J",
                   "Programme", can=ready),
            Action("held.reason", "Give a reason to show this row in full",
                   self.row_card.reason.setFocus, "Ctrl+R", "Programme", can=masked),
            Action("held.mask", "Mask this row again", self.mask_again, "", "Programme",
                   can=lambda: not self.row_card.mask_button.isHidden()),
            Action("held.erase", "Erase this person…", self.erase, "", "Programme", can=ready),
        )  # fmt: skip


def _choices(db: Database) -> list[tuple[str, str]]:
    """Return (uid, words) of every post there is, then of those the journal still holds."""
    there = [
        (post.uid, f"{post.title} · {post.person}" if post.person else post.title)
        for post in reading.posts(db)
    ]
    gone = looking_ahead.deleted_posts(db)
    return [*there, *((uid, f"{title} (deleted)") for uid, title in gone.items())]
