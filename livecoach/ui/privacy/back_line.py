"""The line at the top of each page of the duties: the way back, and the page's title."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from livecoach.ui.desk import Desk
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


def back_line(desk: Desk, title: str) -> QWidget:
    """Return the line; its button goes to the page of privacy and retention."""
    back = Button(desk.theme, "‹", lambda: desk.go("privacy"), kind="quiet")
    back.setAccessibleName("Back to privacy and retention")
    back.setToolTip("Privacy and retention")
    holder = QWidget()
    holder.setFocusProxy(back)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(back)
    row.addWidget(Text(desk.theme, title, "title", wrap=True), 1)
    return holder
