"""Show plain text in one of the program's few sizes; nothing in it is ever read as markup."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from livecoach.ui.theme import Theme

# Qt.TextFormat.PlainText, by its number: to name it, Python would build every enumeration of Qt,
# which takes longer than all the rest of the first page.
PLAIN = 0

# role: pixels, weight, colour token
ROLES: dict[str, tuple[float, int, str]] = {
    "display": (28, 600, "ink"),
    "title": (20, 600, "ink"),
    "choice": (17, 600, "ink"),
    "heading": (15, 600, "ink"),
    "strong": (13, 600, "ink"),
    "body": (13, 400, "ink"),
    "muted": (13, 400, "muted"),
    "lead": (15, 400, "muted"),
    "small": (12, 400, "muted"),
    "number": (22, 600, "ink"),
    "trouble": (13, 600, "trouble"),
    "section": (11, 600, "muted"),
}


class Text(QLabel):
    """A plain-text label in a role; wraps where it is told to, and follows the theme."""

    def __init__(
        self,
        theme: Theme,
        words: str = "",
        role: str = "body",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self.setProperty("textFormat", PLAIN)
        self.setWordWrap(wrap)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # on a button too
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(words)
        self._dress()
        theme.changed.connect(self._dress)

    def say(self, words: str, role: str = "") -> None:
        """Show these words, in another role if one is given; section words stand in capitals."""
        if role and role != self._role:
            self._role = role
            self._dress()
        self.setText(words.upper() if self._role == "section" else words)
        if self._role == "section":
            self.setAccessibleName(words)

    def _dress(self) -> None:
        px, weight, colour = ROLES[self._role]
        spacing = 0.7 if self._role == "section" else 0.0
        self.setFont(self._theme.font(px, weight, self._role == "number", spacing))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(colour))
        self.setPalette(palette)


def plain_tip(text: str) -> str:
    """Return a tool tip that Qt shows as it is: an unseen joiner keeps it from being mark-up."""
    lines = [text[at : at + 90] for at in range(0, min(len(text), 900), 90)]
    return "\n".join(lines).replace("<", "<\u2060").replace("&", "&\u2060")
