"""Make what lies over the pages: the palette, the key sheet, the curtain, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from livecoach.ui.actions import Actions
from livecoach.ui.curtain import Curtain
from livecoach.ui.key_sheet import KeySheet, Section
from livecoach.ui.palette import Palette
from livecoach.ui.shortcuts import Shortcuts
from livecoach.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over the pages, and the actions it is all made from."""

    actions: Actions
    palette: Palette
    keys: KeySheet
    curtain: Curtain
    shortcuts: Shortcuts


def lay_over(
    window: QWidget, theme: Theme, actions: Actions, sections: Callable[[], list[Section]]
) -> Over:
    """Return all of it, hidden, over a window."""
    return Over(
        actions=actions,
        palette=Palette(theme, actions, window),
        keys=KeySheet(theme, sections, window),
        curtain=Curtain(theme, actions, window),
        shortcuts=Shortcuts(actions, window),
    )
