"""Fields that keep what is typed as soon as it is left, and say under them what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.form import FormRow

Keep = Callable[[str], object]  # raises ValueError with a sentence where the text does not fit


class LineField(FormRow):
    """One line of text; Enter or leaving it keeps it, Esc puts back what stood."""

    def __init__(
        self, theme: Theme, label: str, keep: Keep, hint: str = "", placeholder: str = ""
    ) -> None:
        self.line = QLineEdit()
        super().__init__(theme, label, self.line, hint)
        self._keep = keep
        self._stands = ""
        self.line.setPlaceholderText(placeholder)
        self.line.editingFinished.connect(self.keep_now)
        self.line.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Show what stands; what is being typed is left alone."""
        self._stands = text
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(text)
            self.line.setCursorPosition(0)
            self.wrong("")

    def keep_now(self) -> None:
        """Keep what is typed, if it is not what stands."""
        if self.line.text() == self._stands:
            self.wrong("")
            return
        self.line.setModified(False)
        try:
            self._keep(self.line.text())
        except ValueError as problem:
            self.wrong(str(problem))
        else:
            self.wrong("")
            if self.line.text() != self._stands:
                self.line.setText(self._stands)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc put back what stood before it leaves the page."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
            and self.line.text() != self._stands
        ):
            self.line.setText(self._stands)
            self.wrong("")
            event.accept()
            return True
        return super().eventFilter(watched, event)


class TextField(FormRow):
    """Several lines of text, kept when the field is left."""

    def __init__(
        self, theme: Theme, label: str, keep: Keep, hint: str = "", lines: int = 4
    ) -> None:
        self.area = QPlainTextEdit()
        super().__init__(theme, label, self.area, hint)
        self._theme = theme
        self._lines = lines
        self._keep = keep
        self._stands = ""
        self.area.setTabChangesFocus(True)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.area.installEventFilter(self)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.area.setFixedHeight(self._theme.px(20) * self._lines + self._theme.px(18))

    def show_text(self, text: str) -> None:
        """Show what stands; what is being typed is left alone."""
        self._stands = text
        if not (self.area.hasFocus() and self.area.document().isModified()):
            self.area.setPlainText(text)
            self.wrong("")

    def keep_now(self) -> None:
        """Keep what is typed, if it is not what stands."""
        text = self.area.toPlainText()
        if text == self._stands:
            self.wrong("")
            return
        self.area.document().setModified(False)
        try:
            self._keep(text)
        except ValueError as problem:
            self.wrong(str(problem))
        else:
            self.wrong("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed when the focus goes elsewhere."""
        if watched is self.area and event.type() == QEvent.Type.FocusOut:
            self.keep_now()
        return super().eventFilter(watched, event)


class ChoiceField(FormRow):
    """One of a few choices, kept as it is chosen."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        choices: Sequence[tuple[str, str]],
        keep: Keep,
        hint: str = "",
    ) -> None:
        self.box = ChoiceBox()
        narrow(self.box)
        super().__init__(theme, label, self.box, hint)
        self._keep = keep
        self.offer(choices)
        self.box.activated.connect(self._chosen)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words) to choose from."""
        self.box.clear()
        for value, words in choices:
            self.box.addItem(words, value)

    def show_value(self, value: str) -> None:
        """Show the choice that stands."""
        self.box.setCurrentIndex(self.box.findData(value))
        self.wrong("")

    def value(self) -> str:
        """Return the choice that is shown."""
        return str(self.box.currentData() or "")

    def _chosen(self) -> None:
        try:
            self._keep(self.value())
        except ValueError as problem:
            self.wrong(str(problem))
        else:
            self.wrong("")


def narrow(box: QComboBox) -> None:
    """Let a box be narrower than its longest choice, so that it never pushes the page wide."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def keep_typed(page: QWidget) -> None:
    """Keep what is being typed anywhere on a page, before it is left."""
    for field in page.findChildren(LineField):
        if field.line.hasFocus():
            field.keep_now()
    for area in page.findChildren(TextField):
        if area.area.hasFocus():
            area.keep_now()
