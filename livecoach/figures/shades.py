"""Mix and compare colours, so that words stay readable on a shade."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from livecoach.figures.tokens import Tokens

READABLE = 4.5


def mixed(colour: str, ground: str, part: float) -> str:
    """Return ``part`` of the colour, 0 to 1, on the ground, as #RRGGBB."""
    a, b = QColor(colour), QColor(ground)
    return QColor(
        *(
            round(below + (above - below) * part)
            for above, below in (
                (a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()),
            )
        )
    ).name()  # fmt: skip


def empty(tokens: Tokens) -> str:
    """Return the shade of a cell with nothing in it."""
    return mixed(tokens.ink, tokens.ground, 0.06)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.2."""
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21. Source: WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(ground: str, *inks: str) -> str:
    """Return the ink that reads best on a ground."""
    return max(inks, key=lambda ink: contrast(ink, ground))


@lru_cache(maxsize=1024)
def shade(colour: str, tokens: Tokens, part: float) -> tuple[str, str]:
    """
    Return about ``part`` of a colour on the ground, and the ink that words on it are read in.

    A middling shade on which neither ink reads well is moved a little, to WCAG's 4.5 to 1.
    """
    for step in range(100):
        for moved in (part - step / 100, part + step / 100):
            ground = mixed(colour, tokens.ground, min(1.0, max(0.0, moved)))
            ink = readable(ground, tokens.ink, tokens.ground)
            if contrast(ground, ink) >= READABLE:
                return ground, ink
    return tokens.ground, tokens.ink
