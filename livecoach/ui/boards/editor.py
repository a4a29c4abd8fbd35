"""Change a board of your own: every change is kept at once, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from livecoach.core import board_change
from livecoach.core.board import BadBoard, Board
from livecoach.core.planning.seating import SEAT_KEYS
from livecoach.store import library
from livecoach.store.durable import write_whole
from livecoach.store.reading import NotThere
from livecoach.ui.actions import Action
from livecoach.ui.boards.forms import BoardForm, FamilyForm, Form, LensForm, TagForm
from livecoach.ui.boards.outline import BOARD, LENSES, Outline, Part
from livecoach.ui.boards.page import own_name
from livecoach.ui.desk import Desk
from livecoach.ui.documents import in_documents
from livecoach.ui.page import Page
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import keep_typed
from livecoach.ui.programme.flow import HeadRow, flow
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

ELSEWHERE = {key: f"a seat's usual key (seat {at})" for at, key in enumerate(SEAT_KEYS, 1)}


class BoardPage(Page):
    """The outline on the left, the form of what is chosen on the right."""

    title = "Tag board"

    def __init__(self, desk: Desk, board_id: str) -> None:
        super().__init__()
        self._desk = desk
        shelf = library.shelf(library.own_folder())
        try:
            self.board = shelf.board(board_id)
        except BadBoard as problem:
            raise NotThere(str(problem)) from None
        self.own = any(board.id == self.board.id for board in shelf.own)
        self._opened_as = self.board
        self._undo: list[Board] = []
        self._redo: list[Board] = []
        self._chosen = (BOARD, self.board.id)
        theme = desk.theme
        self.notice = Notice(theme)
        self.outline = Outline(theme)
        self.board_form = BoardForm(theme, self._amend_board)
        self.family_form = FamilyForm(theme, self._amend_family)
        self.tag_form = TagForm(theme, self._amend_tag, self._set_key, ELSEWHERE)
        self.lens_form = LensForm(theme, self._amend_lens, self._set_key, ELSEWHERE)
        self.forms = QStackedWidget()
        for form in (self.board_form, self.family_form, self.tag_form, self.lens_form):
            self.forms.addWidget(form)
        self._lay_out()
        self.setFocusProxy(self.outline)
        self._allow(self.own)
        self.outline.chosen.connect(self._choose)
        self.outline.move_asked.connect(self.shift)
        self.outline.delete_asked.connect(self.delete)
        self._show()
        if not self.own:
            self.notice.say(
                f"{self.board.name} came with Livecoach and stays as it is.",
                ("Copy to change", self.copy),
            )

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._title = Text(theme, "", "title", wrap=True)
        buttons = [
            Button(theme, "Copy" if self.own else "Copy to change", self.copy),
            Button(theme, "Write to a file…", self._choose_file),
        ]
        if self.own:
            buttons.append(Button(theme, "Delete board", self.delete_board, "quiet"))
        head = HeadRow(self._title, flow(*buttons))
        left = Card(theme)
        left.body.setContentsMargins(10, 12, 10, 14)
        self.outline.setStyleSheet("QListView { border: none; background: transparent; }")
        self.outline.setMinimumHeight(theme.px(320))
        left.body.addWidget(self.outline, 1)
        if self.own:
            left.body.addLayout(self._adding())
            left.body.addWidget(self._moving())
        right = Card(theme)
        self._what = Text(theme, "", "section")
        right.body.addWidget(self._what)
        right.body.addWidget(self.forms)
        self._warnings = Text(theme, "", "muted", wrap=True)
        side, lines = column(16)
        lines.addWidget(right)
        lines.addWidget(self._warnings)
        lines.addStretch(1)
        whole, rows = column(12)
        rows.addWidget(self.notice)
        rows.addWidget(head)
        rows.addWidget(Columns(theme, side, left, 400, 400, side_first=True), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))

    def _allow(self, changing: bool) -> None:
        """Let the forms be changed, or only read."""
        for form in (self.board_form, self.family_form, self.tag_form, self.lens_form):
            form.allow(changing)

    def _adding(self) -> QHBoxLayout:
        theme = self._desk.theme
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText("New tag in this family")
        self.new_name.setAccessibleName("Name of what to add")
        self.new_name.returnPressed.connect(self.add)
        self.add_button = Button(theme, "Add tag", self.add, "primary")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.new_name, 1)
        line.addWidget(self.add_button)
        return line

    def _moving(self) -> QWidget:
        theme = self._desk.theme
        return flow(
            Button(theme, "Up", lambda: self.shift(-1)),
            Button(theme, "Down", lambda: self.shift(1)),
            Button(theme, "Delete", self.delete),
            Button(theme, "Undo", self.undo, "quiet"),
            Button(theme, "Redo", self.redo, "quiet"),
        )

    # Showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        board = self.board
        self._title.say(board.name)
        self.outline.blockSignals(True)
        self.outline.show_board(board, *self._chosen)
        self.outline.blockSignals(False)
        part = self.outline.current()
        if part is not None:
            self._show_part(part)
        words = board_change.warnings(board, ELSEWHERE)
        self._warnings.say("\n".join(words))
        self._warnings.setVisible(bool(words))

    def _choose(self, part: Part) -> None:
        keep_typed(self)
        if (part.what, part.id) != self._chosen:
            self._chosen = (part.what, part.id)
            self._show_part(part)

    def _show_part(self, part: Part) -> None:
        board, form = self.board, self._form_of(part)
        if isinstance(form, TagForm):
            tag = board.tag(part.id)
            if tag is not None:
                form.show_tag(board, tag)
        elif isinstance(form, FamilyForm):
            form.show_family(board.family(part.id))
        elif isinstance(form, LensForm):
            lens = board.lens(part.id)
            if lens is not None:
                form.show_lens(board, lens)
        else:
            self.board_form.show_board(board)
        self.forms.setCurrentWidget(form)
        self.forms.setVisible(part.what != LENSES)
        self._what.say({LENSES: "Lenses: whose eyes a moment is seen through"}.get(
            part.what, part.what.capitalize()))  # fmt: skip
        if self.own:
            noun = {"lens": "lens", LENSES: "lens", BOARD: "family"}.get(part.what, "tag")
            self.add_button.say(f"Add {noun}")
            place = {"tag": "tag in this family", "family": "family"}.get(noun, "lens")
            self.new_name.setPlaceholderText(f"New {place}")

    def _form_of(self, part: Part) -> Form:
        return {"family": self.family_form, "tag": self.tag_form, "lens": self.lens_form}.get(
            part.what, self.board_form
        )

    # Changing --------------------------------------------------------------------------------

    def change(self, board: Board, chosen: tuple[str, str] | None = None) -> None:
        """Keep a changed board at once; Undo takes it back. Raise BadBoard where it is unfit."""
        if board == self.board or not self.own:
            return
        if board.version == self._opened_as.version:
            board = replace(board, version=board.version + 1)  # one version a sitting
        self._keep(board)
        self._undo.append(self.board)
        self._redo.clear()
        self.board = board
        self._chosen = chosen or self._chosen
        self._show()

    def _keep(self, board: Board) -> None:
        try:
            library.keep(board, library.own_folder())
        except OSError as problem:
            self.notice.say(f"The board could not be kept: {problem.strerror}.", trouble=True)
            raise BadBoard("Not kept; look at the line above") from None

    def undo(self) -> None:
        """Take back the newest change."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._redo, self._undo)

    def _step(self, source: list[Board], target: list[Board]) -> None:
        if not source:
            return
        self._keep(source[-1])
        target.append(self.board)
        self.board = source.pop()
        self._show()

    def _amend_board(self, **fields: Any) -> None:
        self.change(board_change.amend_board(self.board, **fields))

    def _amend_family(self, **fields: Any) -> None:
        self.change(board_change.amend_family(self.board, self._chosen[1], **fields))

    def _amend_tag(self, **fields: Any) -> None:
        self.change(board_change.amend_tag(self.board, self._chosen[1], **fields))

    def _amend_lens(self, **fields: Any) -> None:
        self.change(board_change.amend_lens(self.board, self._chosen[1], **fields))

    def _set_key(self, key: str) -> None:
        what, uid = self._chosen
        row = self.board.tag(uid) if what == "tag" else self.board.lens(uid)
        if row is not None:
            self.change(board_change.set_key(self.board, row, key))

    def add(self) -> None:
        """Add a tag to the family chosen, a family to the board, or a lens."""
        name, (what, uid) = self.new_name.text(), self._chosen
        try:
            if what == BOARD:
                board = board_change.add_family(self.board, name)
                chosen = ("family", board.families[-1].id)
            elif what in ("lens", LENSES):
                board = board_change.add_lens(self.board, name)
                chosen = ("lens", board.lenses[-1].id)
            else:
                tag = self.board.tag(uid) if what == "tag" else None
                family = uid if tag is None else tag.family
                board = board_change.add_tag(self.board, family, name)
                chosen = ("tag", board.tags[-1].id)
            self.change(board, chosen)
        except BadBoard as problem:
            self.notice.say(str(problem), trouble=True)
            return
        self.new_name.clear()

    def shift(self, by: int) -> None:
        """Move what is chosen up or down."""
        what, uid = self._chosen
        movers: dict[str, Callable[[Board, str, int], Board]] = {
            "family": board_change.move_family,
            "tag": board_change.move_tag,
            "lens": board_change.move_lens,
        }
        if self.own and what in movers:
            self.change(movers[what](self.board, uid, by))

    def delete(self) -> None:
        """Take away what is chosen; Undo is offered."""
        what, uid = self._chosen
        removers: dict[str, Callable[[Board, str], Board]] = {
            "family": board_change.remove_family,
            "tag": board_change.remove_tag,
            "lens": board_change.remove_lens,
        }
        part = self.outline.current()
        if self.own and what in removers and part is not None:
            self.change(removers[what](self.board, uid), (BOARD, self.board.id))
            self.notice.say(f"“{part.name}” is deleted.", ("Undo", self.undo))

    # The whole board -------------------------------------------------------------------------

    def copy(self) -> None:
        """Keep a copy as your own, and open it."""
        own = library.shelf(library.own_folder()).own
        made = library.copied(self.board, own_name(self.board.name, own), [one.id for one in own])
        try:
            library.keep(made, library.own_folder())
        except (BadBoard, OSError) as problem:
            self.notice.say(f"The board could not be kept: {problem}", trouble=True)
            return
        self._desk.go("board", made.id)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Write the board", in_documents(f"{self.board.id}.toml"), "Boards (*.toml)"
        )
        if name:
            self.write_file(Path(name))

    def write_file(self, path: Path) -> None:
        """Write the board as a TOML file that any Livecoach reads."""
        try:
            write_whole(path, library.as_toml(self.board))
        except OSError as problem:
            self.notice.say(f"{path.name} could not be written: {problem.strerror}.", trouble=True)
            return
        self.notice.say(f"Written to {path.name}.")

    def delete_board(self) -> None:
        """Delete this board of your own; records made with it keep their copy."""
        try:
            library.discard(self.board.id, library.own_folder())
        except OSError as problem:
            self.notice.say(f"It could not be deleted: {problem.strerror}.", trouble=True)
            return
        self.own = False
        self.notice.say(
            f"“{self.board.name}” is deleted. Records made with it keep their copy.",
            ("Undo", self._put_back),
        )
        self._allow(False)

    def _put_back(self) -> None:
        self.own = True
        self._keep(self.board)
        self._allow(True)

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done with this board."""
        return (
            Action("board.undo", "Undo", self.undo, "Ctrl+Z", "Programme",
                   can=lambda: bool(self._undo)),
            Action("board.redo", "Redo", self.redo, "Ctrl+Shift+Z", "Programme",
                   can=lambda: bool(self._redo)),
            Action("board.copy", "Copy this board", self.copy, "", "Programme"),
            Action("board.write", "Write this board to a file…", self._choose_file, "Ctrl+S",
                   "Programme"),
        )  # fmt: skip

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True
