"""Show the recovery key, have it printed, and have it typed back once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QLineEdit

from livecoach.store.durable import PRIVATE_FILE
from livecoach.ui.documents import in_documents
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame
from livecoach.ui.widgets.text import Text

WHY = (
    "If the passphrase is forgotten, this key opens the programme. Nothing else does. Print it or "
    "write it down, keep it away from this computer, then type it back."
)


class RecoveryPage(Frame):
    """The key in eight groups; the page lets go only when it has been typed back."""

    def __init__(self, theme: Theme, key: str, done: Callable[[], object]) -> None:
        super().__init__(theme, "Your recovery key", WHY, width=640)
        self.key = key
        self._done = done
        card = Card(theme)
        groups = key.split("-")
        self.shown = []
        for line in (groups[:4], groups[4:]):
            text = Text(theme, "   ".join(line), "heading")
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setAccessibleName(", ".join(" ".join(group) for group in line))
            card.body.addWidget(text)
            self.shown.append(text)
        self.rows.addWidget(card)
        self.saved = Text(theme, "", "muted", wrap=True)
        self.rows.addWidget(self.saved)
        self.typed = QLineEdit()
        self.row = FormRow(
            theme, "Type it back", self.typed, "Spaces, hyphens and small letters do not matter."
        )
        self.rows.addWidget(self.row)
        self.go = Button(theme, "I have it", self.check, kind="primary")
        self.offer(
            self.go,
            Button(theme, "Print…", self._print),
            Button(theme, "Save as PDF…", self._save),
        )
        self.typed.returnPressed.connect(self.check)
        self.setFocusProxy(self.typed)

    def check(self) -> None:
        """Go on if what is typed is the key; else say which group is wrong."""
        from livecoach.store.keys import recovery_key
        from livecoach.store.trouble import BadRecoveryKey

        try:
            right = recovery_key(self.typed.text()) == recovery_key(self.key)
        except BadRecoveryKey as error:
            self.row.wrong(str(error))
            return
        if not right:
            self.row.wrong("That is another recovery key. Type the one shown above.")
            return
        self.row.wrong("")
        self._done()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            painter = QPainter(printer)
            paint_key(painter, QRectF(painter.viewport()), self.key, self._theme.family)
            painter.end()

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the recovery key as PDF", in_documents("recovery-key.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            trouble = write_key(Path(chosen), self.key, self._theme.family)
            self.say_trouble(trouble)
            self.saved.say("" if trouble else f"Saved as {chosen}.")


def write_key(file: Path, key: str, family: str) -> str:
    """Write the key's sheet as PDF; return "" or one sentence that says why it could not be."""
    try:
        # Qt would only say on the console that it cannot write here, and would let others read.
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE))
        if sys.platform != "win32":
            file.chmod(PRIVATE_FILE)
    except OSError as error:
        return f"{file} could not be written ({error.strerror}); choose another folder."
    writer = QPdfWriter(str(file))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                    QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    )  # fmt: skip
    writer.setTitle("Livecoach recovery key")
    painter = QPainter()
    if not painter.begin(writer):
        return f"{file} could not be written; choose another folder."
    paint_key(painter, QRectF(painter.viewport()), key, family)
    painter.end()
    return ""


def paint_key(painter: QPainter, page: QRectF, key: str, family: str) -> None:
    """Paint the sheet to keep: what it is, the key, and a line to say which programme it is."""
    unit = page.width() / 170  # the width between the margins is about 170 mm of A4

    def font(millimetres: float, weight: int) -> QFont:
        made = QFont(family)
        made.setPixelSize(max(round(millimetres * unit), 1))
        made.setWeight(QFont.Weight(weight))
        return made

    at = page.top()
    wrap = Qt.TextFlag.TextWordWrap
    for words, size, weight, gap in (
        ("Livecoach recovery key", 7.0, 600, 6.0),
        (WHY, 4.2, 400, 10.0),
    ):
        painter.setFont(font(size, weight))
        box = QRectF(page.left(), at, page.width(), 60 * unit)
        found = painter.boundingRect(box, wrap, words)
        painter.drawText(box, wrap, words)
        at += found.height() + gap * unit
    painter.setFont(font(6.0, 600))
    for number, group in enumerate(key.split("-")):
        row, column = divmod(number, 4)
        place = QRectF(
            page.left() + column * page.width() / 4, at + row * 14 * unit, page.width() / 4,
            12 * unit,
        )  # fmt: skip
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, group)
    at += 36 * unit
    painter.setFont(font(4.2, 400))
    for words in ("Programme:", "Made on:"):
        painter.drawText(QRectF(page.left(), at, 40 * unit, 8 * unit), wrap, words)
        line = QRectF(page.left() + 30 * unit, at + 6 * unit, 100 * unit, 0.25 * unit)
        painter.fillRect(
            QRectF(line.topLeft(), QSizeF(line.width(), line.height())), Qt.GlobalColor.black
        )
        at += 14 * unit
