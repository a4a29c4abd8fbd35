"""Say what a page is: a widget with a title, its own actions, and a way to be left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from livecoach.ui.actions import Action


class Page(QWidget):
    """
    One page of the main window. Every page derives from this and overrides what it needs.

    ``whole`` pages cover the window, sidebar and top bar included, and draw their own header
    with ``widgets.header.PageHeader``; the live window and review are such. Other pages stand
    beside the sidebar. A page is made anew each time it is gone to, and deleted when left.
    ``handed`` tells that the device goes into somebody else's hands, or is back: between the two
    nothing of the program but the page is reached.
    """

    handed = Signal(bool)

    title = ""  # for the window's title and assistive technology; never a name
    whole = False

    def actions_here(self) -> Sequence[Action]:
        """Return the actions that stand while this page is in front."""
        return ()

    def key_sections(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Return keys that are no actions, for the key sheet: (heading, ((key, words), …))."""
        return ()

    def escape(self) -> bool:
        """Take the Esc key; return False to let the shell go back one page."""
        return False

    def leaving(self) -> bool:
        """Keep what is typed and stop timers; return False to stay (and say why on the page)."""
        return True
