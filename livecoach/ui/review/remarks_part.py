"""Keep dated corrections, disputed remarks and private reflections beside a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.ids import new_uid
from livecoach.core.moment import Remark
from livecoach.ui.review.fields import WordsField
from livecoach.ui.review.options import REMARK_WORDS
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class RemarksPart(QWidget):
    """The remarks on one moment, oldest first; an emptied one goes."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self._uid = ""
        self._begun = ""  # the kind of remark being begun
        self.fields: dict[str, WordsField] = {}  # by remark uid; "" for the one being begun
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(theme, "Beside it", "section"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self.buttons = QVBoxLayout()
        self.buttons.setSpacing(0)
        for kind, words in (
            ("correction", "Add a correction"),
            ("dispute", "Note that it is disputed"),
            ("reflection", "Add a private reflection"),
        ):
            line = QHBoxLayout()
            line.addWidget(Button(theme, words, self._beginner(kind), kind="quiet"))
            line.addStretch(1)
            self.buttons.addLayout(line)
        column.addLayout(self.buttons)
        self._shown: list[str] = []

    def show_row(self, uid: str) -> None:
        """Show the remarks on a moment."""
        if uid != self._uid:
            self._begun = ""
        self._uid = uid
        remarks = self._remarks()
        wanted = [one.uid for one in remarks] + ([self._begun] if self._begun else [])
        if wanted != self._shown:
            self._shown = wanted
            self._fill(remarks)
        for one in remarks:
            self.fields[one.uid].show_value(one.text)

    def _remarks(self) -> list[Remark]:
        found = [one for one in self._scene.timeline.remarks.values() if one.moment == self._uid]
        return sorted(found, key=lambda one: (one.written_at, one.uid))

    def _fill(self, remarks: list[Remark]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.fields = {}
        for one in remarks:
            self._row(one.uid, f"{REMARK_WORDS[one.kind]}, {one.written_at[:10]}")
        if self._begun:
            self._row("", REMARK_WORDS[self._begun])
            self.fields[""].setFocus()

    def _row(self, uid: str, label: str) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(Text(self._theme, label, "small"))
        field = WordsField(lambda text: self._write(uid, text))
        field.setAccessibleName(label)
        column.addWidget(field)
        self._rows.addWidget(box)
        self.fields[uid] = field

    def _beginner(self, kind: str) -> Callable[[], None]:
        def begin() -> None:
            self.keep()
            self._begun = kind
            self.show_row(self._uid)

        return begin

    def keep(self) -> None:
        """Keep what is being typed."""
        for field in list(self.fields.values()):
            field.keep()

    def _write(self, uid: str, text: str) -> None:
        scene = self._scene
        if uid == "":
            kind, self._begun = self._begun, ""
            if text and kind:
                row = Remark(
                    new_uid(), scene.timeline.observation.uid, self._uid, kind, text, scene.today()
                )
                scene.recorder.replace_rows(REMARK_WORDS[kind], [(None, row)])
            return
        before = scene.timeline.remarks.get(uid)
        if before is None:
            return
        after = replace(before, text=text, written_at=scene.today()) if text else None
        scene.recorder.replace_rows(REMARK_WORDS[before.kind], [(before, after)])
