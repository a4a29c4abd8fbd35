"""One row held about a person: as they will read it, as it stands, and why others are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from livecoach.core.person.held import GROUNDS, Held
from livecoach.core.person.rows import HeldRow
from livecoach.core.person.told import read_by
from livecoach.core.planning.dates import shown_date
from livecoach.ui.held.rows_table import SHOWN, state_of, state_words
from livecoach.ui.programme.fields import narrow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.text import Text

ASK_REASON = "Say why, so that you can answer for it later."


class RowCard(Card):
    """The row chosen; ``show_in_full`` takes a ground and a reason, ``mask`` takes it back."""

    def __init__(
        self,
        theme: Theme,
        show_in_full: Callable[[str, str], object],
        mask: Callable[[], object],
    ) -> None:
        super().__init__(theme, "The row chosen")
        self._theme = theme
        self._show_in_full = show_in_full
        self._state = Text(theme, "", "strong", wrap=True)
        self._why = Text(theme, "", "body", wrap=True)
        self._part_line = Text(theme, "", "muted", wrap=True)
        self._read, self._stands = _fields(), _fields()
        self.ground = ChoiceBox()
        narrow(self.ground)
        for name, words in GROUNDS.items():
            self.ground.addItem(words, name)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Such as: asked on 3 May, agreed by e-mail")
        self.reason.returnPressed.connect(self.unmask)
        self.ground_row = FormRow(theme, "Why others may be shown", self.ground)
        self.reason_row = FormRow(
            theme, "Your reason, in words", self.reason, "Kept in the vault; never exported."
        )
        self.show_button = Button(theme, "Show this row in full", self.unmask)
        self.mask_button = Button(theme, "Mask it again", mask)
        self._none = Text(theme, "Choose a row to see what is in it.", "muted", wrap=True)
        self._read_head = Text(theme, "As they will read it", "section")
        self._stands_head = Text(theme, "Masked, for you alone", "section")
        for widget in (
            self._none, self._part_line, self._state, self._why, self._read_head, self._read,
            self._stands_head, self._stands, self.ground_row, self.reason_row,
            self.show_button, self.mask_button,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.show_row(None, None)

    def show_row(self, held: Held | None, row: HeldRow | None) -> None:
        """Show a row, or that none is chosen."""
        there = held is not None and row is not None
        for widget in (self._part_line, self._state, self._read_head, self._read):
            widget.setVisible(there)
        self._none.setVisible(not there)
        state = "" if held is None or row is None else state_of(held, row)
        masked = held is not None and row is not None and held.masked(row)
        for widget in (self._stands_head, self._stands, self.ground_row, self.reason_row,
                       self.show_button):  # fmt: skip
            widget.setVisible(masked)
        self.mask_button.setVisible(state == SHOWN)
        self._why.setVisible(state == SHOWN)
        self.reason_row.wrong("")
        self.reason.clear()
        if held is None or row is None:
            return
        self._state.say(state_words(held, row))
        made = held.unmasked.get(row.key)
        if made is not None:
            self._why.say(f"“{made.reason}” ({shown_date(made.on_date)})")
        full = made is not None
        read = [(one.label, one.text if full else read_by(one, held.around)) for one in row.told]
        stands = [(one.label, one.text) for one in row.told]
        self._part_line.say("; ".join(row.parts))
        _fill(self._theme, self._read, read)
        _fill(self._theme, self._stands, [field for field in stands if field not in read])

    def unmask(self) -> None:
        """Show the row in full, where a reason is given."""
        if self.show_button.isHidden():
            return
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.reason_row.wrong(ASK_REASON)
            self.reason.setFocus()
            return
        self._show_in_full(str(self.ground.currentData()), reason)


def _fields() -> QWidget:
    widget = QWidget()
    rows = QGridLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(12)
    rows.setVerticalSpacing(4)
    rows.setColumnStretch(1, 1)
    return widget


def _fill(theme: Theme, widget: QWidget, fields: Sequence[tuple[str, str]]) -> None:
    """Show labels with their texts beside them, in place of what stood there."""
    rows = widget.layout()
    if not isinstance(rows, QGridLayout):
        raise TypeError("fields stand in a grid")
    while (item := rows.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for place, (label, text) in enumerate(fields):
        named = Text(theme, label, "small", wrap=True)
        named.setMinimumWidth(theme.px(84))
        said = Text(theme, text, "body", wrap=True)
        said.setAccessibleName(f"{label}: {text}")
        rows.addWidget(named, place, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(said, place, 1)
    if not fields:
        rows.addWidget(Text(theme, "Nothing is written in it.", "muted"), 0, 0, 1, 2)
