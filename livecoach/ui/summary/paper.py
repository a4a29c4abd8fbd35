"""Show a document as its reader will see it: one sheet of paper, block under block."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from livecoach.report.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Table,
)
from livecoach.ui.summary.drawing import paint
from livecoach.ui.summary.sentence_line import Doings, SentenceLine
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.text import Text

SHORT = 13  # characters that are never broken: times, counts, spans
LONGEST_TABLE = 400  # rows shown; a coach's record of thousands is read in the file


class Figure(QWidget):
    """One picture of the document, painted as it will be printed."""

    def __init__(self, theme: Theme, picture: Picture) -> None:
        super().__init__()
        self._theme = theme
        self._picture = picture
        self.setAccessibleName(picture.alt)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the picture's height at the paper's width."""
        return QSize(400, self._picture.height_mm * 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = QPainter(self)
        paint(painter, self._picture, QRectF(self.rect()), self._theme.tokens)


class Paper(QWidget):
    """A sheet of paper with a document on it; ``show_document`` replaces what is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._doings: Doings | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(theme.px(52), theme.px(40), theme.px(52), theme.px(44))
        self._body.setSpacing(6)
        self.sentences: dict[str, SentenceLine] = {}
        theme.changed.connect(self.update)

    def show_document(self, document: Document, doings: Doings | None) -> None:
        """Put a document on the paper; its sentences can be written anew where ``doings`` are."""
        while self._body.count():
            item = self._body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.sentences.clear()
        self._doings = doings
        theme = self._theme
        self._body.addWidget(Text(theme, document.subtitle, "small", wrap=True))
        title = Text(theme, document.title, "title", wrap=True)
        self._body.addWidget(title)
        self._body.addWidget(Text(theme, document.status, "small", wrap=True))
        for block in document.blocks:
            self._put(block)
        self._body.addSpacing(theme.px(10))
        self._body.addWidget(Text(theme, document.handling, "small", wrap=True))
        self._body.addStretch(1)
        self.setAccessibleName(document.title)

    def _put(self, block: Block) -> None:
        theme = self._theme
        match block:
            case Heading():
                self._body.addSpacing(theme.px(10))
                self._body.addWidget(Text(theme, block.text, "heading", wrap=True))
            case Paragraph():
                if block.quiet:
                    words = "".join(span.text for span in block.text)
                    self._body.addWidget(Text(theme, words, "small", wrap=True))
                else:
                    self._sentence(SentenceLine(theme, block.text, "", self._doings))
            case Listing():
                for number, item in enumerate(block.items, 1):
                    mark = f"{number}." if block.numbered else "•"
                    self._sentence(SentenceLine(theme, item, mark, self._doings))
            case Table():
                self._body.addWidget(Text(theme, block.caption, "small", wrap=True))
                self._body.addWidget(_table(theme, block))
            case Picture():
                self._body.addWidget(Figure(theme, block))
                self._body.addWidget(Text(theme, block.caption, "small", wrap=True))

    def _sentence(self, line: SentenceLine) -> None:
        if line.key:
            self.sentences[line.key] = line
        self._body.addWidget(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _table(theme: Theme, block: Table) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 2, 0, 4)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    for column, share in enumerate(block.shares()):
        grid.setColumnStretch(column, round(share * 100))
        words = block.headers[column]
        head = Text(theme, words, "small", wrap=len(words) > SHORT)
        grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignTop)
    for number, row in enumerate(block.rows[:LONGEST_TABLE], 1):
        for column, cell in enumerate(row):
            text = Text(theme, cell, "body", wrap=len(cell) > SHORT)
            grid.addWidget(text, number, column, Qt.AlignmentFlag.AlignTop)
    rest = len(block.rows) - LONGEST_TABLE
    if rest > 0:
        grid.addWidget(
            Text(theme, f"{rest} more rows stand in the file.", "small"),
            LONGEST_TABLE + 1, 0, 1, len(block.headers),
        )  # fmt: skip
    held.setAccessibleName(block.caption)
    return held
