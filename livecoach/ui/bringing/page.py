"""The page that reads a session in: a tag log (CSV) or a whole record (JSON), entirely or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from livecoach.core import timecode
from livecoach.core.board import Board
from livecoach.core.edit import Edit
from livecoach.core.planning.dates import parse_date
from livecoach.core.planning.new_posts import with_seated_posts
from livecoach.core.session import Session
from livecoach.exchange.record_json import as_edit, read_record
from livecoach.exchange.session_csv import Wish, read_session
from livecoach.store import library, reading
from livecoach.ui.actions import Action
from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.documents import in_documents
from livecoach.ui.page import Page
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.fields import ChoiceField, LineField
from livecoach.ui.programme.start import today
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

FILES = (("log", "The log (CSV) or record (JSON)"), ("seats", "Seats (CSV), if apart"),
         ("check_out", "Check-out (CSV), if apart"))  # fmt: skip


class BringPage(Page):
    """Nothing is kept until all of it has been read and found sound."""

    title = "Read in a session"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.files: dict[str, Path] = {}
        theme = desk.theme
        self.notice = Notice(theme)
        whole, lines = column(14)
        lines.addWidget(self.notice)
        lines.addWidget(Text(theme, "Read in a session", "title"))
        lines.addWidget(
            Text(theme, "A tag log kept elsewhere, or a record that Livecoach wrote. It comes in "
                 "as a session of its own, whole or not at all.", "muted", wrap=True)
        )  # fmt: skip
        card = Card(theme, "Files")
        self._shown: dict[str, Text] = {}
        for name, words in FILES:
            row = QHBoxLayout()
            row.addWidget(Button(theme, "Choose", partial(self._ask, name)))
            said = Text(theme, words, "muted", wrap=True)
            row.addWidget(said, 1)
            self._shown[name] = said
            card.body.addLayout(row)
        lines.addWidget(card)
        about = Card(theme, "About a tag log")
        self.called = LineField(theme, "Title", lambda text: None)
        self.date = LineField(theme, "Held on", self._check_date, placeholder="5 Mar 2026")
        self.length = LineField(
            theme, "Length", self._check_length, "Such as 90:00; else to the last row."
        )
        boards = [("", "the one its tags are on")]
        shelf = library.shelf(library.own_folder())
        boards += [(board.id, board.name) for board in (*shelf.own, *shelf.shipped)]
        self.board = ChoiceField(theme, "Board", boards, lambda value: None)
        self.new_tags = QCheckBox("Take in tags that are on no board")
        for field in (self.called, self.date, self.length, self.board, self.new_tags):
            about.body.addWidget(field)
        lines.addWidget(about)
        foot = QHBoxLayout()
        self.button = Button(theme, "Read it in", self.bring, "primary")
        foot.addWidget(self.button)
        foot.addStretch(1)
        lines.addLayout(foot)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(760)))
        self.setAcceptDrops(True)

    # Choosing --------------------------------------------------------------------------------

    def _ask(self, name: str) -> None:
        kinds = "CSV or JSON (*.csv *.json)" if name == "log" else "CSV (*.csv)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a file", in_documents(), kinds)
        if chosen:
            self.take(name, Path(chosen))

    def take(self, name: str, path: Path) -> None:
        """Take a file as the log, the seats or the check-out; seats are told by their name."""
        self.files[name] = path
        self._shown[name].say(path.name, "strong")

    def _check_date(self, text: str) -> None:
        if text.strip():
            parse_date(text, today(self._desk.read_clock()))

    def _check_length(self, text: str) -> None:
        if text.strip():
            timecode.parse(text)

    # Reading ---------------------------------------------------------------------------------

    def bring(self) -> None:
        """Read everything, then keep it as one edit; a sentence says what does not fit."""
        if "log" not in self.files:
            self.notice.say("Choose the log or the record first.", trouble=True)
            return
        path = self.files["log"]
        try:
            read = self._record if path.suffix.lower() == ".json" else self._log
            work = read(path)
        except (ValueError, LookupError) as problem:
            self._failed(problem)
            return
        self.button.setEnabled(False)
        self.notice.say(f"Reading {path.name}…")
        aside(work, self._keep, self._failed, self)

    def _keep(self, edit: Edit) -> None:
        self.button.setEnabled(True)
        if "seats" in self.files and self.files["log"].suffix.lower() != ".json":
            edit = with_seated_posts(edit, Book(self._desk, self).programme)
        self._desk.save(edit)
        session = next(c.row.uid for c in edit.changes if isinstance(c.row, Session))
        self._desk.go("session", session)

    def _failed(self, problem: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(problem, ValueError | OSError | LookupError):
            words = str(problem).strip("'\"")
        else:
            words = f"Nothing was read in, by a fault of ours ({type(problem).__name__})."
        self.notice.say(words, trouble=True)

    def _record(self, path: Path) -> Callable[[], Edit]:
        writer = self._desk.writer

        def work() -> Edit:
            rows = read_record(path)
            there = writer.ask(
                lambda db: {row.uid for kind in {type(row) for row in rows}
                            for row in reading.rows(db, kind)}
            )  # fmt: skip
            return as_edit(rows, there)

        return work

    def _log(self, path: Path) -> Callable[[], Edit]:
        """Return what reads a log as the fields say; they are read now, on the window's thread."""
        date = self.date.line.text().strip()
        length = self.length.line.text().strip()
        wish = Wish(
            title=self.called.line.text().strip() or path.stem,
            date=parse_date(date, today(self._desk.read_clock())) if date else "",
            kind="live",
            length_ms=timecode.parse(length) if length else None,
            board=self.board.value(),
            new_tags=self.new_tags.isChecked(),
            seats=self.files.get("seats"),
            check_out=self.files.get("check_out"),
        )
        find: Callable[[str], Board] = library.shelf(library.own_folder()).board
        return lambda: read_session(path, wish, find)

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("bring.choose", "Choose a log or record", partial(self._ask, "log"), "Ctrl+O",
                   "Programme"),
            Action("bring.read", "Read it in", self.bring, "", "Programme"),
        )  # fmt: skip

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a log or a record."""
        if dropped_log(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped as the log."""
        path = dropped_log(event.mimeData())
        if path is not None:
            self.take("log", path)
            event.acceptProposedAction()


def dropped_log(dropped: QMimeData) -> Path | None:
    """Return the one CSV or JSON file that is dropped, or None."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    fits = len(paths) == 1 and paths[0].suffix.lower() in (".csv", ".json")
    return paths[0] if fits else None
