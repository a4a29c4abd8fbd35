"""Put a window where it stood, and always where a screen is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SEEN_PX = 80  # so much of a window's top must be on a screen to be caught by the hand


def as_text(window: QWidget) -> str:
    """Return where a window stands, as text for the settings."""
    return bytes(window.saveGeometry().toHex().data()).decode("ascii")


def put_back(window: QWidget, text: str, usual: tuple[int, int]) -> None:
    """Put a window where the text says, moved onto a screen if that one is gone."""
    restored = False
    if text and len(text) < 4000:
        restored = window.restoreGeometry(QByteArray.fromHex(QByteArray(text.encode("ascii"))))
    if not restored:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width, height = min(usual[0], screen.width()), min(usual[1], screen.height())
        window.setGeometry(
            screen.x() + (screen.width() - width) // 2,
            screen.y() + (screen.height() - height) // 2,
            width,
            height,
        )
        return
    clamped = onto_screens(
        window.geometry(), [screen.availableGeometry() for screen in QGuiApplication.screens()]
    )
    if clamped != window.geometry():
        window.setGeometry(clamped)


def onto_screens(place: QRect, screens: list[QRect]) -> QRect:
    """Return the place, moved and shrunk onto the first screen unless its top can be caught."""
    top = QRect(place.x(), place.y(), place.width(), SEEN_PX)
    for screen in screens:
        caught = top.intersected(screen)
        if caught.width() >= SEEN_PX and caught.height() >= SEEN_PX // 2:
            return place
    first = screens[0]
    width, height = min(place.width(), first.width()), min(place.height(), first.height())
    return QRect(first.x(), first.y(), width, height)
