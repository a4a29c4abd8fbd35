"""Show what a moment takes up or answers, and link it to others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.moment import Link
from livecoach.ui.review import options
from livecoach.ui.review.fields import ChoiceField
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

BACKWARDS = {
    "takes_up": "taken up by",
    "restates": "restated by",
    "credits": "credited by",
    "answers": "answered by",
    "follows": "followed by",
}


class LinksPart(QWidget):
    """The links of one moment, each with a way there and a way to take it off; and one more."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self._uid = ""
        self._shown: list[tuple[str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(theme, "Links", "section"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self.kind = ChoiceField(lambda _: None, options.LINK_OPTIONS)
        self.kind.setAccessibleName("How it is linked")
        self.earlier = ChoiceField(self._link)
        self.earlier.setAccessibleName("The earlier moment; choosing one makes the link")
        self.earlier.setPlaceholderText("an earlier moment…")
        column.addWidget(self.kind)
        column.addWidget(self.earlier)

    def show_row(self, uid: str) -> None:
        """Show the links of a moment."""
        timeline = self._scene.timeline
        fresh = uid != self._uid
        self._uid = uid
        out = sorted(timeline.links_from.get(uid, ()))
        back = sorted(timeline.links_to.get(uid, ()))
        wanted = [(one, self._words(timeline.links[one])) for one in (*out, *back)]
        if fresh or wanted != self._shown:
            self._shown = wanted
            self._fill()
        self.earlier.offer(options.earlier(timeline, timeline.moments[uid]))
        self.earlier.setCurrentIndex(-1)
        self.earlier.setEnabled(self.earlier.count() > 0)
        if fresh or self.kind.currentIndex() < 0:
            self.kind.show_value("takes_up")

    def _words(self, link: Link) -> str:
        timeline = self._scene.timeline
        words = dict(options.LINK_OPTIONS)
        if link.later == self._uid:
            other = timeline.moments[link.earlier]
            return f"{words[link.kind]} {options.short(timeline, other)}"
        other = timeline.moments[link.later]
        return f"{BACKWARDS[link.kind]} {options.short(timeline, other)}"

    def _fill(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for uid, words in self._shown:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            line.addWidget(Text(self._theme, words, "body", wrap=True), 1)
            for label, spoken, run in (
                ("Go", f"Go to the moment: {words}", self._goer(uid)),
                ("×", f"Take this link off: {words}", self._remover(uid)),
            ):
                button = Button(self._theme, label, run, kind="quiet")
                button.setAccessibleName(spoken)
                line.addWidget(button)
            self._rows.addWidget(row)

    def _goer(self, uid: str) -> Callable[[], None]:
        def go() -> None:
            link = self._scene.timeline.links.get(uid)
            if link is not None:
                self._scene.pick(link.earlier if link.later == self._uid else link.later)

        return go

    def _remover(self, uid: str) -> Callable[[], None]:
        def remove() -> None:
            link = self._scene.timeline.links.get(uid)
            if link is not None:
                self._scene.recorder.replace_rows("Unlink", [(link, None)])

        return remove

    def _link(self, earlier: str) -> None:
        kind = self.kind.value() or "takes_up"
        timeline = self._scene.timeline
        stands = [timeline.links[uid] for uid in timeline.links_from.get(self._uid, ())]
        if any(link.earlier == earlier and link.kind == kind for link in stands):
            return
        self._scene.recorder.link(kind, self._uid, earlier)
