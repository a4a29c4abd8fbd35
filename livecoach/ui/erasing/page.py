"""The page that erases: how, what it would do, the name typed, and a record of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout

from livecoach.store import erasing, looking_ahead, reading
from livecoach.store.erasing import BACKUP, Erased
from livecoach.store.looking_ahead import Ahead
from livecoach.store.reading import NotThere
from livecoach.store.subject import TABLE_OF, Subject
from livecoach.ui.actions import Action
from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.erasing import words
from livecoach.ui.erasing.lines_card import LinesCard
from livecoach.ui.page import Page
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

UNDER_WAY = "Erasing is under way; this page can be left when it is done."


class ErasePage(Page):
    """What is erased is told by ``uid``: person:UID, session:UID or engagement:UID."""

    title = "Erase"
    _stepped = Signal(str, object)  # step, path; emitted on the writer's thread

    def __init__(self, desk: Desk, uid: str) -> None:
        super().__init__()
        self._desk = desk
        what, _, which = uid.partition(":")
        if what not in TABLE_OF:
            raise NotThere("There is nothing of that kind to erase.")
        self.subject = Subject(what, which)
        named = desk.writer.ask(lambda db: looking_ahead.title_of(db, self.subject))
        self.name = named.strip() or words.WHAT[what]
        self.ahead: Ahead | None = None
        self.busy = False
        self.done: Erased | None = None
        self._rewritten = 0
        theme = desk.theme
        self.notice = Notice(theme)
        self.ways: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.preview = LinesCard(theme, "What it would do")
        self.files = LinesCard(theme, "Went out earlier: delete these by hand")
        self.record = LinesCard(theme, "What was done")
        self.confirm = QLineEdit()
        self.confirm_row = FormRow(
            theme, f"To go on, type: {self.name}", self.confirm, "As it is called, to be sure."
        )
        self.button = Button(theme, "Erase for good", self.erase, "trouble")
        self.progress = Text(theme, "", "strong", wrap=True)
        self._lay_out()
        self.confirm.textChanged.connect(lambda: self._ready())
        self.confirm.returnPressed.connect(self.erase)
        self._stepped.connect(self._step)
        self.setFocusProxy(next(iter(self.ways.values())))
        self.look()

    def _lay_out(self) -> None:
        theme, what = self._desk.theme, self.subject.what
        whole, rows = column(14)
        self._head = Text(theme, f"Erase “{self.name}”", "title", wrap=True)
        self._beside = Text(theme, words.BESIDE_DELETING[what], "muted", wrap=True)
        self._how = Card(theme, "How")
        for way, said in looking_ahead.ways_for(what).items():
            choice = QRadioButton(said)
            choice.setAccessibleDescription(words.HINTS[what, way])
            hint = Text(theme, words.HINTS[what, way], "small", wrap=True)
            hint.setContentsMargins(theme.px(28), 0, 0, 0)
            one, lines = column(2)
            lines.addWidget(choice)
            lines.addWidget(hint)
            self._how.body.addWidget(one)
            self._group.addButton(choice)
            self.ways[way] = choice
            choice.setChecked(len(self.ways) == 1)
            choice.toggled.connect(lambda on: self.look() if on else None)
        self._going_on = Card(theme, "To be sure")
        self._not_found = Text(theme, words.NOT_FOUND, "small", wrap=True)
        for part in (self._not_found, self.confirm_row, self.button, self.progress):
            self._going_on.body.addWidget(part)
        self.progress.hide()
        self.files.hide()
        self.record.hide()
        for widget in (self.notice, self._head, self._beside, self._how, self.preview,
                       self.record, self.files, self._going_on):  # fmt: skip
            rows.addWidget(widget)
        rows.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(760)))

    # Looking ahead ---------------------------------------------------------------------------

    def way(self) -> str:
        """Return the way chosen, one of forgetting.WAYS."""
        return next(way for way, choice in self.ways.items() if choice.isChecked())

    def look(self) -> None:
        """Work out what erasing would do, off the window's thread."""
        self.ahead = None
        self._ready()
        self.preview.show_lines(["Counting…"])
        writer, subject, way = self._desk.writer, self.subject, self.way()
        aside(
            lambda: writer.ask(
                lambda db: looking_ahead.look_ahead(db, writer.folder, subject, way)
            ),
            partial(self._looked, way),
            lambda error: self.preview.show_lines([f"This could not be worked out: {error}"]),
            self,
        )

    def _looked(self, way: str, ahead: Ahead) -> None:
        if way != self.way() or self.busy or self.done is not None:
            return
        self.ahead = ahead
        self.preview.show_lines(words.preview_lines(ahead))
        self.files.show_lines(words.went_out_lines(ahead.went_out, 5))
        self.files.setVisible(bool(ahead.went_out))
        if ahead.hold is not None:
            self.notice.say(words.hold_words(ahead.hold), trouble=True)
        self._going_on.setVisible(ahead.hold is None)
        self._ready()

    def _ready(self) -> bool:
        typed = " ".join(self.confirm.text().split()).casefold()
        named = typed == " ".join(self.name.split()).casefold()
        able = named and not self.busy and self.ahead is not None and self.ahead.hold is None
        self.button.setEnabled(able)
        return able

    # Erasing ---------------------------------------------------------------------------------

    def erase(self) -> None:
        """Erase, once the name is typed; the window goes on while it is done."""
        if not self._ready():
            return
        if self._is_running():
            self.notice.say("This session is running; end it before you erase it.", trouble=True)
            return
        if not self._desk.saving.all_saved:
            why = self._desk.saving.trouble or "The last changes are still being saved."
            self.notice.say(f"{why} Nothing was erased; try again when all is saved.", trouble=True)
            return
        self._set_busy(True)
        writer, subject, way = self._desk.writer, self.subject, self.way()

        def work() -> Erased:
            return writer.ask(
                lambda db: erasing.erase(
                    db, writer.folder, writer.key, subject, way,
                    places=erasing.further_places(db, writer.folder), tell=self._stepped.emit,
                )
            )  # fmt: skip

        aside(work, self._erased, self._failed, self)

    def _is_running(self) -> bool:
        if self.subject.what == "person":
            return False
        lines = self._desk.writer.ask(reading.sessions)
        return any(
            line.state == "live"
            for line in lines
            if self.subject.what == "engagement" or line.uid == self.subject.uid
        )

    def _step(self, step: str, path: Path | None) -> None:
        self._rewritten += step == BACKUP
        of = 0 if self.ahead is None else self.ahead.backups + self.ahead.further
        self.progress.say(words.step_words(step, path, self._rewritten, of))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self._rewritten = 0
        for widget in (*self.ways.values(), self.confirm):
            widget.setEnabled(not busy)
        self.progress.setVisible(busy)
        self._ready()

    def _erased(self, done: Erased) -> None:
        self._set_busy(False)
        self.done = done
        for part in (self._how, self.preview, self._going_on, self._beside):
            part.hide()
        self._head.say(f"The {words.WHAT[self.subject.what]} is erased")
        self.record.show_lines(words.done_lines(done))
        self.record.show()
        went_out = () if self.ahead is None else self.ahead.went_out
        self.files.show_lines([*words.went_out_lines(went_out, 60), words.NOT_FOUND])
        self.files.show()
        self.confirm.clear()
        self.confirm_row.say("")
        self._desk.renamed()
        self.notice.say("Erased. The processing log holds what was done, and no name.")

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.notice.say(
            f"{error} What was begun is finished when this vault is next opened.", trouble=True
        )
        self.look()

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("erase.now", "Erase for good", self.erase, "", "Programme", can=self._ready),
            Action("erase.name", "Type the name to be sure", self.confirm.setFocus, "",
                   "Programme", can=lambda: self.done is None),
        )  # fmt: skip

    def leaving(self) -> bool:
        """Stay while rows and backups are being rewritten."""
        if self.busy:
            self.notice.say(UNDER_WAY)
        return not self.busy
