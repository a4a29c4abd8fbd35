"""Let a tall page scroll, on the page's own ground, at one readable width."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

# Qt.FocusPolicy.NoFocus, by its number: see ``text.PLAIN``.
NO_FOCUS = 0


def scrolled(content: QWidget, width: int = 0) -> QScrollArea:
    """Return a scroll area round ``content``, at most ``width`` pixels wide if that is given."""
    area, row = _area()
    row.addWidget(content, 1)
    if width:
        content.setMaximumWidth(width)
        row.addStretch(0)
    return area


def centred(content: QWidget, width: int) -> QScrollArea:
    """Return a scroll area with ``content`` in its middle, at most ``width`` pixels wide."""
    area, row = _area()
    content.setMaximumWidth(width)
    row.addStretch(1)
    row.addWidget(content, 1000)
    row.addStretch(1)
    return area


def _area() -> tuple[QScrollArea, QHBoxLayout]:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setProperty("focusPolicy", NO_FOCUS)
    canvas = QWidget()
    canvas.setObjectName("canvas")
    row = QHBoxLayout(canvas)
    row.setContentsMargins(24, 20, 24, 24)
    area.setWidget(canvas)
    canvas.setAutoFillBackground(False)
    return area, row


def column(spacing: int = 14) -> tuple[QWidget, QVBoxLayout]:
    """Return an empty widget and its vertical layout without margins."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return widget, layout
