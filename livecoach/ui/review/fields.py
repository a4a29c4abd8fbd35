"""The fields moments are edited in: each keeps what was entered as soon as it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QSizePolicy

from livecoach.core import timecode
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.text import Text

MOST_LINES = 12
NOT_A_TIME = "Write the time as minutes and seconds, such as 04:05 or 1:04:05"


class TimeField(QLineEdit):
    """A time from the session's start. Up and Down move it by a second, Page Up and Down by ten."""

    def __init__(self, keep: Callable[[int | None], object], optional: bool = False) -> None:
        super().__init__()
        self._keep = keep
        self._optional = optional
        self._shown: int | None = None
        self._typed: int | None = None  # what was typed last, as fine as it was
        self._stands_for = ""
        self.setPlaceholderText("not set" if optional else "mm:ss")
        self.editingFinished.connect(self.keep)

    def show_value(self, at_ms: int | None) -> None:
        """Show a time in ms; what is being typed stays."""
        if at_ms == self._shown and self.text():
            return
        self._shown = at_ms
        self._put(self._words(at_ms))
        self._mark("")

    def _words(self, at_ms: int | None) -> str:
        """Return a time to the second; as fine as the coach typed it, while that stands."""
        if at_ms is None:
            return ""
        return timecode.exact(at_ms) if at_ms == self._typed else timecode.minutes(at_ms)

    def _put(self, words: str) -> None:
        """Show a text that stands for the time kept, until another is typed."""
        self._stands_for = words
        self.setText(words)

    def keep(self) -> None:
        """Keep what is typed, or say what is wrong with it."""
        typed = self.text().strip()
        if typed == self._stands_for:
            self._mark("")
            return  # a time finer than is shown stays as it is
        if not typed and self._optional:
            at: int | None = None
        else:
            try:
                at = timecode.parse(typed)
            except ValueError:
                self._mark(NOT_A_TIME)
                return
        self._mark("")
        self._stands_for = typed
        self._typed = at
        if at != self._shown:
            self._shown = at
            self._keep(at)

    def _mark(self, wrong: str) -> None:
        if bool(self.property("wrong")) == bool(wrong):
            return
        self.setProperty("wrong", bool(wrong))
        self.setToolTip(wrong)
        self.setAccessibleDescription(wrong)
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the time by the arrows; Esc brings back what stood."""
        steps = {Qt.Key.Key_Up: 1000, Qt.Key.Key_Down: -1000, Qt.Key.Key_PageUp: 10_000,
                 Qt.Key.Key_PageDown: -10_000}  # fmt: skip
        by = steps.get(Qt.Key(event.key()))
        if by is not None and self._shown is not None:
            self.setText(timecode.exact(max(0, self._shown + by)))
            self.keep()
            self._typed = None  # moved, not typed: to the second again
            self._put(self._words(self._shown))
            return
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._put(self._words(self._shown))
            self._mark("")
            return
        super().keyPressEvent(event)


class LineField(QLineEdit):
    """A line of text. ``needed`` says what to do when it is left empty."""

    def __init__(self, keep: Callable[[str], object], needed: str = "") -> None:
        super().__init__()
        self._keep = keep
        self._needed = needed
        self._shown = ""
        self.editingFinished.connect(self.keep)

    def show_value(self, text: str) -> None:
        """Show a text; what is being typed stays."""
        if text != self._shown or not self.isModified():
            self._shown = text
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)  # of a long one, the beginning is seen

    def keep(self) -> None:
        """Keep what is typed."""
        typed = self.text().strip()
        wrong = self._needed if self._needed and not typed else ""
        self.setProperty("wrong", bool(wrong))
        self.setAccessibleDescription(wrong)
        self.setToolTip(wrong)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setModified(False)
        if not wrong and typed != self._shown:
            self._shown = typed
            self._keep(typed)


class WordsField(QPlainTextEdit):
    """Some lines of plain text, kept when the field is left or Ctrl+Enter is pressed."""

    def __init__(self, keep: Callable[[str], object], lines: int = 2) -> None:
        super().__init__()
        self._keep = keep
        self._lines = lines
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_value(self, text: str) -> None:
        """Show a text; what is being typed stays."""
        if text != self._shown or not (self.hasFocus() and self.document().isModified()):
            self._shown = text
            if text != self.toPlainText():
                self.setPlainText(text)
            self.document().setModified(False)

    def keep(self) -> None:
        """Keep what is typed."""
        typed = self.toPlainText().strip()
        self.document().setModified(False)
        if typed != self._shown:
            self._shown = typed
            self._keep(typed)

    def sizeHint(self) -> QSize:
        """Return room for the text, from a few lines up to a dozen."""
        line = self.fontMetrics().lineSpacing()
        lines = min(max(int(self.document().size().height()), self._lines), MOST_LINES)
        return QSize(160, line * lines + 26)

    def _fit(self) -> None:
        """Grow with the text; scroll only when there is more of it than fits."""
        policy = Qt.ScrollBarPolicy
        long = self.document().size().height() > MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if long else policy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the same height: the form scrolls, not the text."""
        return QSize(80, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text when the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Ctrl+Enter; Esc brings back what stood."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return
        if event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.setPlainText(self._shown)
            self.document().setModified(False)
            return
        super().keyPressEvent(event)


Option = tuple[str, str]  # the value kept, the words shown


class ChoiceField(ChoiceBox):
    """One of a few; kept as soon as it is chosen."""

    def __init__(self, keep: Callable[[str], object], options: Sequence[Option] = ()) -> None:
        super().__init__()
        self._keep = keep
        self._options: list[Option] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._chosen)
        self.offer(options)

    def offer(self, options: Sequence[Option], icons: Sequence[QIcon] = ()) -> None:
        """Offer these, in order."""
        if list(options) == self._options and not icons:
            return
        self._options = list(options)
        self.clear()
        for place, (_, words) in enumerate(self._options):
            self.addItem(words)
            if icons:
                self.setItemIcon(place, icons[place])

    def show_value(self, value: str) -> None:
        """Show the one that stands; one that is not on offer shows as nothing."""
        places = [place for place, (one, _) in enumerate(self._options) if one == value]
        self.setCurrentIndex(places[0] if places else -1)

    def value(self) -> str:
        """Return the value shown, or ""."""
        place = self.currentIndex()
        return self._options[place][0] if place >= 0 else ""

    def choose(self, value: str) -> None:
        """Choose as the coach would."""
        self.show_value(value)
        self._chosen(self.currentIndex())

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self._keep(self._options[place][0])


def form(spacing: int = 8) -> QFormLayout:
    """Return an empty form that puts a field under its label where both do not fit."""
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(10)
    made.setVerticalSpacing(spacing)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


Field = TimeField | LineField | WordsField | ChoiceField


def add_row(made: QFormLayout, theme: Theme, label: str, field: Field, hint: str = "") -> None:
    """Put a labelled field in a form; its label and hint are what a screen reader hears."""
    name = Text(theme, label, "small")
    name.setMinimumWidth(theme.px(58))
    if not isinstance(field, WordsField):
        name.setMinimumHeight(field.sizeHint().height())
    name.setBuddy(field)
    field.setAccessibleName(label)
    if hint:
        field.setAccessibleDescription(hint)
    made.addRow(name, field)


def show_row(made: QFormLayout, field: Field, shown: bool) -> None:
    """Show or hide a field with its label."""
    made.setRowVisible(field, shown)
