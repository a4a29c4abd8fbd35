"""Take in several people at once: organisations typed, an attendee line pasted, a seats CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from livecoach.core.planning.attendees import Attendee, looks_like_attendees, read_attendees
from livecoach.core.planning.matching import match_attendees
from livecoach.core.planning.new_posts import NewPost
from livecoach.core.planning.organisations import TypedOrganisation, read_organisations
from livecoach.core.programme import Programme
from livecoach.core.session import Seat
from livecoach.exchange.seats_csv import read_seats
from livecoach.exchange.table import BadFile
from livecoach.ui.documents import in_documents
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.session_list import counted
from livecoach.ui.programme.who_is import WhoIs
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.form import FormRow

SEVERAL_HINT = (
    "A line an organisation, such as “Acute: Chair, CEO”; a name may follow in brackets. "
    "Or paste an attendee line: mail addresses are not kept."
)


class Box(QPlainTextEdit):
    """The box typed in; Ctrl+Enter adds."""

    def __init__(self, add: Callable[[], object]) -> None:
        super().__init__()
        self._add = add
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Acute: Chair, CEO\nCouncil: Leader, Chief Executive (Jo Smith)")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add on Ctrl+Enter."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Let the page take dropped files."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)


class Several(QWidget):
    """
    The box, what was understood of it, who is asked about, and the buttons.

    ``organisations``, ``named`` (answers, new posts) and ``seats`` are called with what was taken
    in, and return whether anything was new.
    """

    def __init__(
        self,
        theme: Theme,
        programme: Callable[[], Programme],
        organisations: Callable[[Sequence[TypedOrganisation]], bool],
        named: Callable[[dict[str, str], list[NewPost]], bool],
        seats: Callable[[Sequence[Seat]], bool],
        *,
        guests: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._programme = programme
        self._organisations, self._named, self._seats = organisations, named, seats
        self._guests = guests
        self._asked: list[Attendee] = []
        self.box = Box(self.add)
        self.box.textChanged.connect(self._understand)
        self.row = FormRow(theme, "Add several", self.box, SEVERAL_HINT)
        self.who = WhoIs(theme)
        self.add_button = Button(theme, "Add", self.add, "primary")
        self.file_button = Button(theme, "Read a seats CSV…", self._choose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.row)
        rows.addWidget(self.who)
        rows.addWidget(flow(self.add_button, self.file_button, spacing=10))
        theme.changed.connect(self._size)
        self._size()
        self._understand()

    def _size(self) -> None:
        self.box.setFixedHeight(self._theme.px(20) * 3 + self._theme.px(18))

    def _understand(self) -> None:
        """Say what the text will add, or what is wrong in it; ask who the names are."""
        text = self.box.toPlainText()
        self.add_button.setEnabled(bool(text.strip()))
        self.add_button.say("Add")
        if not text.strip():
            self._ask([])
            self.row.wrong("")
            return
        try:
            if looks_like_attendees(text):
                people = read_attendees(text)
                self._ask(people)
                self.add_button.say(f"Take in {counted(len(people), 'name')}")
            else:
                self._ask([])
                found = read_organisations(text)
                posts = sum(len(entry.posts) for entry in found)
                noun = counted(len(found), "organisation")
                self.add_button.say(f"Add {noun}, {counted(posts, 'post')}")
        except ValueError as problem:
            self.row.wrong(str(problem))
            self.add_button.setEnabled(False)
        else:
            self.row.wrong("")

    def _ask(self, people: list[Attendee]) -> None:
        if people == self._asked:
            return
        self._asked = people
        matches = match_attendees(self._programme(), people)
        self.who.ask(self._programme(), matches, guests=self._guests)
        self.who.follow(self.box)

    def add(self) -> None:
        """Take in what is in the box."""
        text = self.box.toPlainText()
        if not self.add_button.isEnabled():
            return
        try:
            if looks_like_attendees(text):
                new = self._named(self.who.answers(), self.who.new_posts())
            else:
                new = self._organisations(read_organisations(text))
        except ValueError as problem:
            self.row.wrong(str(problem))
            return
        if new:
            self.box.clear()
        else:
            self.row.wrong("All of this is here already; nothing was added.")

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Read a seats CSV", in_documents(), "CSV (*.csv)"
        )
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Take in a seats CSV, or say what is wrong in it."""
        try:
            new = self._seats(read_seats(path, ""))
        except (BadFile, ValueError) as problem:
            self.row.wrong(str(problem))
            return
        self.row.wrong("" if new else f"All of {path.name} is here already; nothing was added.")


def dropped_csv(mime: QMimeData) -> Path | None:
    """Return the CSV file dropped, or None where it is something else."""
    for url in mime.urls():
        if url.isLocalFile() and url.toLocalFile().lower().endswith(".csv"):
            return Path(url.toLocalFile())
    return None
