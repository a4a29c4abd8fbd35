"""A box of a few choices: what does not fit is shortened, and the wheel leaves it alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox


class ChoiceBox(QComboBox):
    """
    A combo box of its own.

    Qt's turns under the wheel of somebody who is reading down the page, and what it shows is
    kept; and it cuts long words off in the middle of a letter, in its list too.
    """

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Shorten the words shown to the room there is."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        ).width()  # fmt: skip
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )

    def showPopup(self) -> None:
        """Open the list as wide as its longest words."""
        view = self.view()
        longest = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(min(longest, self.window().width()))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
