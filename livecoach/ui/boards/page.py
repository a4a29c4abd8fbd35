"""The boards there are: shipped and your own; look into one, copy it, read one in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from livecoach.core.board import BadBoard, Board
from livecoach.store import library
from livecoach.ui.actions import Action
from livecoach.ui.boards.preview import BoardPreview
from livecoach.ui.desk import Desk
from livecoach.ui.documents import in_documents
from livecoach.ui.page import Page
from livecoach.ui.programme.flow import HeadRow, flow
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text


class BoardsPage(Page):
    """A card a board, your own first."""

    title = "Tag boards"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.notice = Notice(desk.theme)
        self._content, self._rows = column(16)
        head = HeadRow(
            Text(desk.theme, "Tag boards", "title"),
            flow(
                Button(desk.theme, "New board", self.new),
                Button(desk.theme, "Read a board…", self._choose),
            ),
        )
        whole, lines = column(12)
        lines.addWidget(self.notice)
        lines.addWidget(head)
        about = (
            "A board is what you look for, in families, with its keys. A session keeps the board "
            "it was made with, whatever you change here afterwards."
        )
        lines.addWidget(Text(desk.theme, about, "muted", wrap=True))
        lines.addWidget(self._content)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))
        self.setAcceptDrops(True)
        self.refresh()

    def refresh(self) -> None:
        """Show the boards as they stand on the shelf."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shelf = library.shelf(library.own_folder())
        theme = self._desk.theme
        if shelf.own:
            self._rows.addWidget(Text(theme, "Your own", "section"))
        for board in shelf.own:
            self._rows.addWidget(self._card(board, own=True))
        self._rows.addWidget(Text(theme, "Shipped with Livecoach", "section"))
        for board in shelf.shipped:
            self._rows.addWidget(self._card(board, own=False))
        if shelf.problems:
            self.notice.say(" ".join(shelf.problems), trouble=True)

    def _card(self, board: Board, *, own: bool) -> QWidget:
        theme = self._desk.theme
        card = Card(theme)
        words, lines = column(3)
        lines.addWidget(Text(theme, board.name, "heading", wrap=True))
        keyed = sum(bool(tag.key) for tag in board.tags)
        count = f"{len(board.tags)} tags, {keyed} on keys · {len(board.lenses)} lenses"
        lines.addWidget(Text(theme, f"{count} · version {board.version}", "small", wrap=True))
        label = "Edit" if own else "Look"
        look = Button(theme, label, lambda: self._desk.go("board", board.id))
        look.setAccessibleName(f"{label}: {board.name}")
        copy = Button(theme, "Copy to change" if not own else "Copy", partial(self.copy, board))
        copy.setAccessibleName(f"Copy: {board.name}")
        card.body.addWidget(HeadRow(words, flow(look, copy)))
        if board.about:
            card.body.addWidget(Text(theme, board.about, "muted", wrap=True))
        card.body.addWidget(BoardPreview(theme, board))
        return card

    # Doing -----------------------------------------------------------------------------------

    def copy(self, board: Board) -> None:
        """Keep a copy of a board as your own, and open it."""
        own = library.shelf(library.own_folder()).own
        taken = [one.id for one in own]
        made = library.copied(board, own_name(board.name, own), taken)
        self._keep(made)

    def new(self) -> None:
        """Begin a board with one family and the shipped lenses."""
        from livecoach.core.board_change import add_family

        taken = [one.id for one in library.shelf(library.own_folder()).own]
        empty = Board("", "New board", 1, (), (), library.shipped_lenses())
        self._keep(add_family(library.copied(empty, "New board", taken), "Language"))

    def _keep(self, board: Board) -> None:
        try:
            library.keep(board, library.own_folder())
        except (BadBoard, OSError) as problem:
            self.notice.say(f"The board could not be kept: {problem}", trouble=True)
            return
        self._desk.go("board", board.id)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Read a board", in_documents(), "Boards (*.toml)"
        )
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Keep the board in a TOML file as your own, or say what is wrong in it."""
        shelf = library.shelf(library.own_folder())
        try:
            board = library.read_toml(path)
            taken = {one.id for one in (*shelf.shipped, *shelf.own)}
            if board.id in taken:
                board = library.copied(board, board.name, taken)
            library.keep(board, library.own_folder())
        except (BadBoard, OSError) as problem:
            self.notice.say(str(problem), trouble=True)
            return
        self.refresh()
        self.notice.say(
            f"“{board.name}” is on your shelf.", ("Open", lambda: self._desk.go("board", board.id))
        )

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done with boards."""
        return (
            Action("boards.new", "New board", self.new, "Ctrl+N", "Programme"),
            Action("boards.read", "Read a board…", self._choose, "Ctrl+O", "Programme"),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a TOML file."""
        if _toml(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the board dropped."""
        path = _toml(event)
        if path is not None:
            self.take_file(path)
            event.acceptProposedAction()


def own_name(name: str, own: Sequence[Board]) -> str:
    """Return a name for a copy that no board of the coach's own has."""
    plain = re.sub(r", my own(?: \d+)?$", "", name)[:45]
    taken = {board.name for board in own}
    found, number = f"{plain}, my own", 2
    while found in taken:
        found, number = f"{plain}, my own {number}", number + 1
    return found


def _toml(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        if url.isLocalFile() and url.toLocalFile().lower().endswith(".toml"):
            return Path(url.toLocalFile())
    return None
