"""The form of what is chosen on a board: the board, a family, a tag or a lens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from livecoach.core.board import MEANINGS, Board, Family, Lens, Tag
from livecoach.core.moment import ACTIONS
from livecoach.ui.boards.key_field import KeyField
from livecoach.ui.boards.shape_box import colour_field, shape_field
from livecoach.ui.programme.fields import ChoiceField, LineField, TextField
from livecoach.ui.theme import Theme

Change = Callable[..., object]  # fields of what is chosen; raises BadBoard with a sentence


def meaning_words(meaning: str) -> str:
    """Return a meaning as words on screen."""
    return meaning.replace("_", " ").capitalize() if meaning else "Nothing in particular"


class Form(QWidget):
    """Fields under one another."""

    def __init__(self, *rows: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for row in rows:
            layout.addWidget(row)
        layout.addStretch(1)

    def allow(self, changing: bool) -> None:
        """Let the fields be changed; or only read, in full ink."""
        for line in self.findChildren(QLineEdit):
            line.setReadOnly(not changing)
        for area in self.findChildren(QPlainTextEdit):
            area.setReadOnly(not changing)
        for box in (*self.findChildren(QComboBox), *self.findChildren(QCheckBox)):
            box.setEnabled(changing)


def _line(theme: Theme, label: str, name: str, change: Change, hint: str = "") -> LineField:
    return LineField(theme, label, lambda text: change(**{name: text}), hint)


def _area(theme: Theme, label: str, name: str, change: Change, lines: int = 2) -> TextField:
    return TextField(theme, label, lambda text: change(**{name: " ".join(text.split())}), "", lines)


class BoardForm(Form):
    """The board's name, and where it comes from."""

    def __init__(self, theme: Theme, change: Change) -> None:
        self.name = _line(theme, "Name", "name", change)
        self.about = _area(theme, "About", "about", change, 4)
        self.source = _area(theme, "Source", "source", change, 3)
        self.credit = _area(theme, "Credit", "credit", change)
        super().__init__(self.name, self.about, self.source, self.credit)

    def show_board(self, board: Board) -> None:
        """Show the board."""
        self.name.show_text(board.name)
        self.about.show_text(board.about)
        self.source.show_text(board.source)
        self.credit.show_text(board.credit)


class FamilyForm(Form):
    """A family's name, colour and shape."""

    def __init__(self, theme: Theme, change: Change) -> None:
        self.name = _line(theme, "Name", "name", change)
        self.colour = colour_field(theme, lambda value: change(colour=value))
        self.shape = shape_field(theme, lambda value: change(shape=value))
        super().__init__(self.name, self.colour, self.shape)

    def show_family(self, family: Family) -> None:
        """Show a family."""
        self.name.show_text(family.name)
        self.colour.show_value(family.colour)
        self.shape.show_value(family.shape)


class TagForm(Form):
    """A tag's name, key, family, definition and what it means to the measures."""

    def __init__(
        self,
        theme: Theme,
        change: Change,
        set_key: Callable[[str], object],
        elsewhere: Mapping[str, str],
    ) -> None:
        self.name = _line(theme, "Name", "name", change)
        self.key = KeyField(theme, set_key, elsewhere)
        self.definition = _area(theme, "Definition, in one line", "definition", change)
        self.family = ChoiceField(theme, "Family", [], lambda value: change(family=value))
        meanings = [(meaning, meaning_words(meaning)) for meaning in MEANINGS]
        self.meaning = ChoiceField(
            theme, "Means to the measures", meanings, lambda value: change(meaning=value),
            "Measures count a tag by what it means, whatever it is called.",
        )  # fmt: skip
        actions = [("", "Not said"), *((name, words) for _, name, words in ACTIONS)]
        self.action = ChoiceField(
            theme, "What you do", actions, lambda value: change(action=value),
            "For interjections, and for holding back.",
        )  # fmt: skip
        self.inference = QCheckBox("Asks you to infer, not to see")
        self.inference.clicked.connect(lambda on: change(inference=on))
        super().__init__(
            self.name, self.key, self.definition, self.family, self.meaning, self.action,
            self.inference,
        )  # fmt: skip

    def show_tag(self, board: Board, tag: Tag) -> None:
        """Show a tag of a board."""
        self.name.show_text(tag.name)
        self.key.show_key(board, tag)
        self.definition.show_text(tag.definition)
        self.family.offer([(family.id, family.name) for family in board.families])
        self.family.show_value(tag.family)
        self.meaning.show_value(tag.meaning)
        self.action.show_value(tag.action)
        self.action.setVisible(tag.meaning in ("interjection", "let_run"))
        self.inference.setChecked(tag.inference)


class LensForm(Form):
    """A lens's name, key and definition."""

    def __init__(
        self,
        theme: Theme,
        change: Change,
        set_key: Callable[[str], object],
        elsewhere: Mapping[str, str],
    ) -> None:
        self.name = _line(theme, "Name", "name", change)
        self.key = KeyField(theme, set_key, elsewhere)
        self.definition = _area(theme, "Definition, in one line", "definition", change)
        super().__init__(self.name, self.key, self.definition)

    def show_lens(self, board: Board, lens: Lens) -> None:
        """Show a lens of a board."""
        self.name.show_text(lens.name)
        self.key.show_key(board, lens)
        self.definition.show_text(lens.definition)
