"""Edit one moment: every field of it, kept as each is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui.review import options, retime
from livecoach.ui.review.decision_part import DecisionPart
from livecoach.ui.review.fields import ChoiceField, TimeField, WordsField, add_row, form, show_row
from livecoach.ui.review.links_part import LinksPart
from livecoach.ui.review.remarks_part import RemarksPart
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class MomentPanel(QWidget):
    """The form of the moment picked."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self.uid = ""
        self.setAccessibleName("Selected moment")
        self.time = TimeField(self._retime)
        self.tag = ChoiceField(lambda value: self._amend(tag=value or None))
        self.who = ChoiceField(self._whose)
        self.to = ChoiceField(self._to)
        self.lens = ChoiceField(lambda value: self._amend(lens=value or None))
        self.words = WordsField(lambda text: self._amend(words=text))
        self.note = WordsField(lambda text: self._amend(note=text))
        self.lasted = TimeField(lambda ms: self._amend(duration_ms=ms), optional=True)
        self.form = form()
        add_row(self.form, theme, "Time", self.time, "Minutes and seconds from the start")
        add_row(self.form, theme, "Tag", self.tag)
        add_row(self.form, theme, "Who", self.who)
        add_row(self.form, theme, "To", self.to)
        add_row(self.form, theme, "Lens", self.lens)
        add_row(self.form, theme, "Words", self.words, "What was said, word for word")
        add_row(self.form, theme, "Note", self.note, "What you make of it")
        add_row(self.form, theme, "Lasted", self.lasted, "As the imported log states it")
        self.decision = DecisionPart(scene, theme)
        self.links = LinksPart(scene, theme)
        self.remarks = RemarksPart(scene, theme)
        self.source = Text(theme, "", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self.form)
        for part in (self.source, self.decision, self.links, self.remarks):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.delete = Button(theme, "Delete moment", self._delete, kind="quiet")
        foot.addWidget(self.delete)
        column.addLayout(foot)

    def show_row(self, uid: str) -> None:
        """Show a moment as it stands."""
        timeline = self._scene.timeline
        moment = timeline.moments[uid]
        self.uid = uid
        self.time.show_value(moment.offset_ms)
        self.tag.offer(*options.tags(timeline, self._theme))
        self.tag.show_value(moment.tag or "")
        self.who.offer(options.who(timeline))
        self.who.show_value(options.COACH if moment.by_coach else moment.seat or "")
        self.to.offer(options.to_whom(timeline))
        self.to.show_value(options.ALL if moment.to_all else moment.addressee or "")
        self.lens.offer(options.lenses(timeline))
        self.lens.show_value(moment.lens or "")
        self.words.show_value(moment.words)
        self.note.show_value(moment.note)
        self.lasted.show_value(moment.duration_ms)
        show_row(self.form, self.lasted, moment.source == "imported")
        self.source.say(_came_by(moment.source, moment.ref, moment.imported_note))
        self.source.setVisible(bool(self.source.text()))
        for part in (self.decision, self.links, self.remarks):
            part.show_row(uid)

    def keep(self) -> None:
        """Keep what is being typed."""
        for field in (self.time, self.words, self.note, self.lasted):
            field.keep()
        self.remarks.keep()

    def _amend(self, **fields: Any) -> None:
        if self.uid in self._scene.timeline.moments:
            self._scene.recorder.amend(self.uid, **fields)

    def _retime(self, at_ms: int | None) -> None:
        if at_ms is not None and self.uid in self._scene.timeline.moments:
            retime.moment(self._scene, self.uid, at_ms)
            self.time.show_value(self._scene.timeline.moments[self.uid].offset_ms)

    def _whose(self, value: str) -> None:
        coach = value == options.COACH
        self._amend(by_coach=coach, seat=None if coach else value or None)

    def _to(self, value: str) -> None:
        everybody = value == options.ALL
        self._amend(to_all=everybody, addressee=None if everybody else value or None)

    def _delete(self) -> None:
        uid = self.uid
        scene = self._scene
        if not scene.step(1):
            scene.pick(SESSION)
        scene.recorder.delete(uid)


def _came_by(source: str, ref: str, cell: str) -> str:
    """Return how a moment came into the record, or ""."""
    if source == "imported":
        named = f", {ref} there" if ref else ""
        said = f" Its cell read: {cell}" if cell else ""
        return f"From an imported log{named}.{said}"
    return "Put in after the moment had passed." if source == "back-dated" else ""
