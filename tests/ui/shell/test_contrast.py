"""Every colour that says something can be told from what it stands on, in each scheme."""

from __future__ import annotations

import pytest

from livecoach.core.board import FAMILY_COLOURS
from livecoach.figures.tokens import SCHEMES, Tokens


def luminance(colour: str) -> float:
    """Return relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_gives_what_wcag_gives() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_text_can_be_read(scheme: Tokens) -> None:
    grounds = (scheme.ground, scheme.surface, scheme.accent_soft)
    pairs = [
        (name, getattr(scheme, name), ground)
        for ground in grounds
        for name in ("ink", "muted", "accent", "trouble", "let_run", "interjection")
    ]
    pairs.append(("on accent", scheme.accent_ink, scheme.accent))
    weak = [(name, round(contrast(*pair), 2), pair) for name, *pair in pairs
            if contrast(*pair) < 4.5]  # fmt: skip
    assert not weak


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_marks_can_be_seen(scheme: Tokens) -> None:
    names = (*FAMILY_COLOURS, "let_run", "saved", "trouble", "accent")
    marks = [(name, getattr(scheme, name)) for name in names]
    marks += [(f"organisation {n}", hue) for n, hue in enumerate(scheme.organisations)]
    weak = [
        (name, round(contrast(colour, ground), 2))
        for name, colour in marks
        for ground in (scheme.ground, scheme.surface)
        if contrast(colour, ground) < 3.0
    ]
    assert not weak
