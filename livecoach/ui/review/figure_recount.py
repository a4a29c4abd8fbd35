"""Count a session's figures again a moment after its last edit, and only while they are seen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from livecoach.figures.gallery import review_figures
from livecoach.measures.log import Log
from livecoach.ui.review.heading import foot_words

QUIET_MS = 250  # edits in a row are counted once


class Recount(QTimer):
    """
    Follows edits for a widget that shows figures, all of them or those named.

    ``counted`` carries the fresh ones. Connect what tells of edits to ``follow``, and call
    ``look`` when the widget is shown.
    """

    counted = Signal(list)

    def __init__(
        self, shown_on: QWidget, log_of: Callable[[], Log], names: Collection[str] = ()
    ) -> None:
        super().__init__(shown_on)
        self._shown_on = shown_on
        self._log_of = log_of
        self._names = names
        self._stale = True
        self.setSingleShot(True)
        self.setInterval(QUIET_MS)
        self.timeout.connect(self.look)

    def follow(self, *_: object) -> None:
        """Note that the session changed."""
        self._stale = True
        if self._shown_on.isVisible():
            self.start()

    def look(self) -> None:
        """Count again if something changed since the last time."""
        if self._stale:
            self._stale = False
            log = self._log_of()
            foot = foot_words(log.timeline)
            made = review_figures(log, self._names)
            self.counted.emit([replace(figure, foot=foot) for figure in made])
