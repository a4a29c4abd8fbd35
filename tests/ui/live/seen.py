"""Read back what a widget paints: every text it draws, and every colour it uses."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget


def _svg(widget: QWidget) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(widget.size())
    painter = QPainter(made)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return bytes(buffer.data().data()).decode("utf-8")


def drawn_texts(widget: QWidget) -> list[str]:
    """Return every text a widget draws as text, its children's too."""
    root = ElementTree.fromstring(_svg(widget))
    found = ["".join(node.itertext()).strip() for node in root.iter() if node.tag.endswith("text")]
    return [text for text in found if text]


def drawn_colours(widget: QWidget) -> set[str]:
    """Return every colour a widget fills or strokes with, as #rrggbb."""
    return set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', _svg(widget)))


def is_grey(colour: str) -> bool:
    """Tell whether a colour has next to no hue of its own."""
    return QColor(colour).hsvSaturationF() < 0.24


def spoken_tree(widget: QWidget) -> list[str]:
    """Return what assistive technology is told of a widget and everything shown within."""
    said: list[str] = []

    def walk(face: QAccessibleInterface) -> None:
        if face is None or face.state().invisible:
            return
        said.append(face.text(QAccessible.Text.Name))
        for number in range(face.childCount()):
            walk(face.child(number))

    walk(QAccessible.queryAccessibleInterface(widget))
    return [text for text in said if text]
