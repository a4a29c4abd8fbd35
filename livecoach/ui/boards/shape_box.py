"""Choose a colour or a shape from those there are; each is shown and named."""

from __future__ import annotations

from collections.abc import Callable

from livecoach.core.board import FAMILY_COLOURS, SHAPES
from livecoach.ui.programme.fields import ChoiceField
from livecoach.ui.programme.moments_table import shape_icon
from livecoach.ui.theme import Theme

COLOUR_NAMES = {
    "language": "Indigo", "message": "Teal", "unheard": "Amber", "interjection": "Crimson",
    "slate": "Slate", "moss": "Moss", "plum": "Plum", "ochre": "Ochre",
}  # fmt: skip


def colour_field(theme: Theme, keep: Callable[[str], object]) -> ChoiceField:
    """Return a field that chooses one of the tokens' colours."""
    choices = [(name, COLOUR_NAMES[name]) for name in FAMILY_COLOURS]
    field = ChoiceField(theme, "Colour", choices, keep)
    for at, name in enumerate(FAMILY_COLOURS):
        field.box.setItemIcon(at, shape_icon(theme, "square", name))
    return field


def shape_field(theme: Theme, keep: Callable[[str], object]) -> ChoiceField:
    """Return a field that chooses a family's shape, so that colour never tells it alone."""
    field = ChoiceField(theme, "Shape", [(name, name.capitalize()) for name in SHAPES], keep)
    for at, name in enumerate(SHAPES):
        field.box.setItemIcon(at, shape_icon(theme, name, "slate"))
    return field
