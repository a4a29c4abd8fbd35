"""What stands beside the paper: who it is for, what is in it, quotations, and the release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from livecoach.report.check import Finding
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

WHO = (
    ("coach", "My own notes", "everything, names and words"),
    ("group", "The group", "patterns, no names, quotes I approve"),
    ("supervision", "My supervisor", "patterns and times, members under letters"),
    ("sponsor", "The sponsor", "themes and totals only"),
    ("person", "One person", "what I hold about them"),
)

LONGEST = 24  # characters of what was found; the rest is shown where it stands


class WhoCard(QAbstractButton):
    """One audience: its name and what it may see. The chosen one has an accent edge."""

    def __init__(self, theme: Theme, name: str, what: str) -> None:
        super().__init__()
        self._theme = theme
        self._what = what
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(f"{name}: {what}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fresh)

    def _fresh(self) -> None:
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> tuple[float, float]:
        """Return the height of the name, and of what they see, wrapped at a card's width."""
        room = QRectF(0, 0, width - 2 * self._theme.px(14), 10_000)
        wrap = Qt.TextFlag.TextWordWrap.value
        name = QFontMetricsF(self._theme.font(13, 600)).boundingRect(room, wrap, self.text())
        what = QFontMetricsF(self._theme.font(12)).boundingRect(room, wrap, self._what)
        return name.height(), what.height()

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which no word is cut."""
        return max(ceil(sum(self._lines(width))) + self._theme.px(22), 48)

    def sizeHint(self) -> QSize:
        """Return room for the name and for what they see."""
        width = self._theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which no word is cut."""
        return QSize(self._theme.px(120), self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = theme.colour("accent" if chosen or self.hasFocus() else "hairline")
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        left, width = theme.px(14), self.width() - 2 * theme.px(14)
        name, what = self._lines(self.width())
        top = (self.height() - name - what - 2) / 2
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(13, 600 if chosen else 500))
        wrap = Qt.TextFlag.TextWordWrap.value
        painter.drawText(QRectF(left, top, width, name + 2), wrap, self.text())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(12))
        painter.drawText(QRectF(left, top + name + 2, width, what + 2), wrap, self._what)


class Ticks(QWidget):
    """A list of things that are in or out: sections, or quotations."""

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._lines.addWidget(Text(theme, heading, "section"))
        self._boxes: list[QWidget] = []

    def show_ticks(
        self,
        rows: Sequence[tuple[str, str, bool]],
        turn: Callable[[str, bool], object],
        empty: str = "",
        up: Callable[[str], object] | None = None,
    ) -> None:
        """Show (key, words, in) rows; ``turn`` is told of each change, ``up`` moves one up."""
        for box in self._boxes:
            self._lines.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for key, words, ticked in rows:
            box = QCheckBox(words.replace("&", "&&"))
            box.setChecked(ticked)
            box.setToolTip("")
            box.setMinimumHeight(self._theme.px(30))
            box.toggled.connect(partial(turn, key))
            self._put(box, None if up is None else partial(up, key))
        if not rows and empty:
            note = Text(self._theme, empty, "small", wrap=True)
            self._boxes.append(note)
            self._lines.addWidget(note)

    def _put(self, box: QCheckBox, up: Callable[[], object] | None) -> None:
        if up is None:
            self._boxes.append(box)
            self._lines.addWidget(box)
            return
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(box, 1)
        button = Button(self._theme, "↑", up, "quiet")
        button.setAccessibleName(f"Move {box.text()} up")
        row.addWidget(button)
        self._boxes.append(held)
        self._lines.addWidget(held)


class Findings(QWidget):
    """What to look at before the page leaves: each with its words, its place and a way to mend."""

    def __init__(self, theme: Theme, go_to: Callable[[Finding], object]) -> None:
        super().__init__()
        self._theme = theme
        self._go_to = go_to
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._lines.addWidget(Text(theme, "Before it leaves", "section"))
        self._held: list[QWidget] = []

    def show_findings(self, found: Sequence[Finding], calm: str) -> None:
        """List findings, the first twelve; ``calm`` is said where there are none."""
        for one in self._held:
            self._lines.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._held = []
        if not found:
            self._put(Text(self._theme, f"✓ {calm}", "body", wrap=True))
        for finding in found[:12]:
            words = f"{_quoted(finding.found)} — {finding.kind}"
            button = Button(self._theme, words, partial(self._go_to, finding), "quiet")
            button.setToolTip(finding.place)
            self._put(button)
            self._lines.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
            self._put(Text(self._theme, finding.advice.capitalize(), "small", wrap=True))
        if len(found) > 12:
            self._put(Text(self._theme, f"and {len(found) - 12} more", "small"))

    def _put(self, widget: QWidget) -> None:
        self._held.append(widget)
        self._lines.addWidget(widget)


def _quoted(found: str) -> str:
    """Return what was found in one pair of marks, no longer than the side is wide."""
    bare = found.strip("“”„«»\"'‘’ ")
    return f"“{bare if len(bare) <= LONGEST else bare[:LONGEST].rstrip() + '…'}”"
