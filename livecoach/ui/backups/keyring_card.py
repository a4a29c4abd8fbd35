"""Let the system's keyring open a programme as well, if the coach chooses it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.door import in_words
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text

WHAT = (
    "Then whoever is at this computer while you are signed in opens the programme with one press: "
    "lock the computer when you leave it. The passphrase and the recovery key open it as before, "
    "and no backup depends on the keyring."
)


class KeyringCard(Card):
    """One switch, off unless chosen; where there is no keyring it is off, with the reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Keyring")
        self._desk = desk
        self.switch = QCheckBox("Let this computer’s keyring open it")
        self.switch.setAccessibleDescription(WHAT)
        self.switch.setEnabled(False)
        self.body.addWidget(self.switch)
        self.body.addWidget(Text(desk.theme, WHAT, "small", wrap=True))
        self.said = Text(desk.theme, "", "body", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.switch.clicked.connect(self._choose)

    def look(self) -> None:
        """Find out whether it is chosen, and whether there can be a keyring; none is asked."""
        folder = self._desk.writer.folder

        def work() -> tuple[bool, str]:
            from livecoach.store import keyholder, vault

            return vault.ways(folder).keyring, keyholder.why_not()

        aside(work, self._found, self._failed, self)

    def _found(self, found: tuple[bool, str]) -> None:
        chosen, why_not = found
        self.switch.setChecked(chosen)
        self.switch.setEnabled(chosen or not why_not)
        self._say(why_not)

    def _choose(self, on: bool) -> None:
        writer = self._desk.writer
        self.switch.setEnabled(False)
        self._say("Asking the keyring…")

        def work() -> str:
            from livecoach.store import keyholder, vault

            if on:
                vault.let_keyring_open(writer.folder, writer.key)
                return f"{keyholder.name()[:1].upper()}{keyholder.name()[1:]} opens it from now on."
            if vault.forget_keyring(writer.folder):
                return "The keyring opens it no longer, and has forgotten its key."
            return "The keyring opens it no longer. It would not delete the key it held, which is "\
                "of no use now."  # fmt: skip

        aside(work, self._chosen, self._failed, self)

    def _chosen(self, words: str) -> None:
        self.switch.setEnabled(True)
        self._say(words)

    def _failed(self, error: Exception) -> None:
        self.switch.setChecked(not self.switch.isChecked())
        self.switch.setEnabled(True)
        self._say(in_words(error))

    def _say(self, words: str) -> None:
        self.said.say(words)
        self.said.setVisible(bool(words))
