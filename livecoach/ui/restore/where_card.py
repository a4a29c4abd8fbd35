"""Choose where a backup goes: into a new folder, to the usual place, or only its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton

from livecoach import paths
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.store.restoring import Standing

NEW, USUAL, KEYS = "new", "usual", "keys"


class WhereCard(Card):
    """Radio buttons, each with a line that says what becomes of what is there now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Where it goes")
        self.folder = QLineEdit(str(paths.free_vault()))
        self.folder_row = FormRow(
            theme, "Into the folder", self.folder, "On this computer, not in a synced folder."
        )
        self._group = QButtonGroup(self)
        self.ways: dict[str, QRadioButton] = {}
        self._hints: dict[str, Text] = {}
        for way, words, hint in (
            (NEW, "Into a new folder", "What is there now stays as it is, where it is."),
            (USUAL, "In the usual place", ""),
            (KEYS, "Put back its keys alone", "The record that is there stays, with all its "
                                              "changes; the passphrase of this backup opens it."),
        ):  # fmt: skip
            button, under = QRadioButton(words), Text(theme, hint, "small", wrap=True)
            under.setContentsMargins(theme.px(28), 0, 0, 0)
            button.setAccessibleDescription(hint)
            self._group.addButton(button)
            self.ways[way], self._hints[way] = button, under
            self.body.addWidget(button)
            self.body.addWidget(under)
            if way == NEW:
                self.body.addWidget(self.folder_row)
        self.body.setSpacing(4)
        self._group.buttonToggled.connect(lambda: self._show_folder())

    def say(self, now: Standing | None) -> None:
        """Offer what can be done, and choose what is best unless the coach says otherwise."""
        lacks = now is not None and now.lacks_keys
        self._show(USUAL, now is not None)
        self._show(KEYS, lacks)
        if now is not None:
            name = now.folder.name
            opens = now.contents is not None and not now.lacks_keys
            hint = (
                "What is there now is backed up, and set aside in that folder."
                if opens
                else "What is there now is kept in that folder, under the name “damaged” and "
                "today’s date."
            )
            self.ways[USUAL].setText(f"In the usual place, {name}".replace("&", "&&"))
            self.ways[USUAL].setAccessibleDescription(hint)
            self._hints[USUAL].say(hint)
            best = KEYS if lacks else NEW if opens else USUAL
        else:
            best = NEW
        self.ways[best].setChecked(True)
        self._show_folder()

    def chosen(self) -> str:
        """Return NEW, USUAL or KEYS."""
        return next(way for way, button in self.ways.items() if button.isChecked())

    def new_folder(self) -> Path:
        """Return the folder typed for a new one."""
        return Path(self.folder.text().strip()).expanduser()

    def _show(self, way: str, on: bool) -> None:
        self.ways[way].setVisible(on)
        self._hints[way].setVisible(on)

    def _show_folder(self) -> None:
        self.folder_row.setVisible(self.ways[NEW].isChecked())
