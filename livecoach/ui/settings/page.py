"""Choose how Livecoach looks, what a live session does, what is hidden, and every key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui import capture
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.settings.keys_card import KeysCard
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.number import NumberField
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

SCHEMES = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)
SIZES = (100, 110, 125, 150, 175, 200)


class SettingsPage(Page):
    """One page; a choice counts as soon as it is made."""

    title = "Keys and settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._settings, self._theme = desk, desk.settings, desk.theme
        choices = self._settings.choices
        content, self._rows = column()
        self._rows.addWidget(Text(self._theme, "Keys and settings", "title"))

        look = Card(self._theme, "Look")
        self.scheme = ChoiceBox()
        for name, words in SCHEMES:
            self.scheme.addItem(words, name)
        self.size_ = ChoiceBox()
        for percent in SIZES:
            self.size_.addItem(f"{percent} %", percent)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addWidget(FormRow(self._theme, "Colours", self.scheme))
        pair.addWidget(FormRow(self._theme, "Text size", self.size_))
        look.body.addLayout(pair)
        self._rows.addWidget(look)

        live = Card(self._theme, "In a live session")
        self.unheard = NumberField(self._theme, 1, 240, choices.unheard_after_min, "min")
        live.body.addWidget(
            FormRow(self._theme, "A seat counts as unheard after", self.unheard,
                    "For sessions started from now on; each session can have its own.")
        )  # fmt: skip
        self.single = self._box(
            live,
            "Letters, digits and signs alone act",
            choices.single_keys,
            "Off: they act only while Ctrl and Alt are held, or by touch and mouse. Turn it off "
            "if you speak to the computer or press keys by accident.",
            lambda on: self._settings.set(single_keys=on),
        )
        self.again = self._box(
            live,
            "The same tag again within two seconds is a second moment",
            choices.same_tag_again,
            "Off: such a press is taken for a slip and changes nothing.",
            lambda on: self._settings.set(same_tag_again=on),
        )
        self._rows.addWidget(live)

        seen = Card(self._theme, "Who sees it")
        self.hide_ = self._box(
            seen,
            "Leave the windows out of screen sharing",
            choices.hide_from_capture and capture.can_hide(),
            capture.in_words(),
            lambda on: self._settings.set(hide_from_capture=on),
        )
        self.hide_.setEnabled(capture.can_hide())
        self.lock = NumberField(self._theme, 0, 240, choices.lock_after_min, "min")
        self.lock.setSpecialValueText("Never")
        seen.body.addWidget(
            FormRow(self._theme, "Lock when nothing is pressed for", self.lock,
                    "Never within a live session. It locks too when the laptop has slept, and "
                    "when its screen is locked or another user’s; in a live session the curtain "
                    "comes down instead.")
        )  # fmt: skip
        self._rows.addWidget(seen)

        sheet = QHBoxLayout()
        for words, action in (("Show all keys", "help.keys"), ("Print…", "help.print"),
                              ("Save as PDF…", "help.pdf")):  # fmt: skip
            sheet.addWidget(Button(self._theme, words, self._runner(action)))
        sheet.addStretch(1)
        self._rows.addLayout(sheet)
        self.keys: KeysCard | None = None
        self._rows.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(content, self._theme.px(820)))

        self._show()
        self.scheme.activated.connect(
            lambda: self._settings.set(scheme=str(self.scheme.currentData()))
        )
        self.size_.activated.connect(
            lambda: self._settings.set(text_percent=int(self.size_.currentData()))
        )
        self.unheard.valueChanged.connect(lambda n: self._settings.set(unheard_after_min=n))
        self.lock.valueChanged.connect(lambda n: self._settings.set(lock_after_min=n))
        self._settings.changed.connect(self._show)
        QTimer.singleShot(0, self, self.add_keys)  # sixty rows: after the page is there

    def add_keys(self) -> None:
        """Add the keys under the rest."""
        if self.keys is None:
            self.keys = KeysCard(self._desk)
            self._rows.insertWidget(self._rows.count() - 1, self.keys)

    def _show(self) -> None:
        choices = self._settings.choices
        self.scheme.setCurrentIndex(self.scheme.findData(choices.scheme))
        self.size_.setCurrentIndex(self.size_.findData(choices.text_percent))

    def _box(
        self, card: Card, words: str, on: bool, hint: str, change: Callable[[bool], None]
    ) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(on)
        box.setAccessibleDescription(hint)
        box.toggled.connect(change)
        line, rows = QWidget(), QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(box)
        under = Text(self._theme, hint, "small", wrap=True)
        under.setContentsMargins(self._theme.px(28), 0, 0, 0)
        rows.addWidget(under)
        line.setLayout(rows)
        card.body.addWidget(line)
        return box

    def _runner(self, action: str) -> Callable[[], object]:
        return lambda: self._desk.actions.run(action)
