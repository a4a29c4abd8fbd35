"""Change the key of any action, with a warning where two clash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QKeySequenceEdit, QLineEdit

from livecoach.ui import keys
from livecoach.ui.actions import printed
from livecoach.ui.desk import Desk
from livecoach.ui.keys import KeyRow
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class KeysCard(Card):
    """A row an action: words, a field that takes the key pressed in it, the usual key again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Keys")
        self._settings = desk.settings
        self.rows = keys.rows(desk.actions)
        self.fields: dict[str, QKeySequenceEdit] = {}
        self.warnings: dict[str, Text] = {}
        self._usual: dict[str, Button] = {}
        theme = desk.theme
        self.body.addWidget(
            Text(theme, "Click a key and press the new one. Seats and tags have keys of their own, "
                        "set with the session and on the board.", "small", wrap=True)
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(3, 4)
        menu, line = None, 0
        for row in self.rows:
            if row.menu != menu:
                menu = row.menu
                label = Text(theme, menu or "Anywhere", "section")
                label.setContentsMargins(0, 12, 0, 2)
                grid.addWidget(label, line, 0, 1, 4)
                line += 1
            self._add(grid, line, row, desk)
            line += 1
        self.body.addLayout(grid)
        self.all_usual = Button(theme, "All usual keys again", self._reset_all)
        self.body.addWidget(self.all_usual)
        self.show_keys()
        self._settings.changed.connect(self._altered)

    def _add(self, grid: QGridLayout, line: int, row: KeyRow, desk: Desk) -> None:
        field = QKeySequenceEdit()
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(desk.theme.px(150))
        inside = field.findChild(QLineEdit)
        if inside is not None:
            inside.setPlaceholderText("No key")
            inside.setAccessibleName(f"Key for {row.words}")
        field.setAccessibleName(f"Key for {row.words}")
        field.editingFinished.connect(self._taker(row))
        usual = Button(desk.theme, "Usual", self._resetter(row), kind="quiet")
        usual.setAccessibleName(f"Usual key for {row.words}")
        warning = Text(desk.theme, "", "trouble", wrap=True)
        grid.addWidget(Text(desk.theme, row.words, "body", wrap=True), line, 0)
        grid.addWidget(field, line, 1)
        grid.addWidget(usual, line, 2)
        grid.addWidget(warning, line, 3)
        self.fields[row.id], self.warnings[row.id], self._usual[row.id] = field, warning, usual

    def show_keys(self) -> None:
        """Show the keys as they are, and what clashes."""
        remapped = self._settings.choices.keys
        clashing = keys.clashes(self.rows, remapped)
        for row in self.rows:
            key = keys.chosen(row, remapped)
            field = self.fields[row.id]
            if field.keySequence().toString() != key:
                field.setKeySequence(QKeySequence(key))
            if row.id in clashing:
                said = f"{printed(key)} is also “{clashing[row.id][0]}”: the first one has it."
            elif row.id.startswith("live.") and keys.covered(key):
                said = "A seat or tag on this key comes first."
            else:
                said = ""
            self.warnings[row.id].say(said)
            self._usual[row.id].setEnabled(row.id in remapped)
            field.setAccessibleDescription(said)
        self.all_usual.setEnabled(bool(remapped))

    def set_key(self, action_id: str, key: str) -> None:
        """Give an action another key, as Qt's portable text; "" takes its key away."""
        row = next(one for one in self.rows if one.id == action_id)
        remapped = dict(self._settings.choices.keys)
        remapped.pop(action_id, None)
        if QKeySequence(key).toString() != QKeySequence(row.usual).toString():
            remapped[action_id] = key
        self._settings.set(keys=remapped)

    def _taker(self, row: KeyRow) -> Callable[[], None]:
        return lambda: self.set_key(row.id, self.fields[row.id].keySequence().toString())

    def _resetter(self, row: KeyRow) -> Callable[[], None]:
        return lambda: self._make_usual(row)

    def _make_usual(self, row: KeyRow) -> None:
        # The button is disabled by it, and Qt would hand the focus to the next row's field.
        self.setFocus()
        self.set_key(row.id, row.usual)

    def _reset_all(self) -> None:
        self._settings.set(keys={})

    def _altered(self, name: str) -> None:
        if name == "keys":
            self.show_keys()
