"""Edit one moment in its own row: every field in place, Enter keeps, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from livecoach.core import timecode
from livecoach.core.moment import ACTIONS, HOLD_REASONS, LEVELS, RESPONSES, VERDICTS, Moment
from livecoach.core.timeline import Timeline
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.choice_box import ChoiceBox

EVERYBODY = "*"
COACH = "*coach"


class StreamEditor(QWidget):
    """The form. ``kept`` tells the moment's changed fields and its decision's."""

    kept = Signal(str, dict, dict)
    left = Signal()
    deleted = Signal(str)

    def __init__(
        self, theme: Theme, timeline: Timeline, moment: Moment, ends: Callable[[], int | None],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Edit moment")
        self._timeline = timeline
        self._ends = ends  # in ms: where the session stands now, or its length
        self.moment = moment
        self.time = QLineEdit(timecode.exact(moment.offset_ms))
        board, seats = timeline.board, timeline.seats_in_order()
        tags = [("Something happened", None), *((tag.name, tag.id) for tag in board.tags)]
        people = [(seat.label, seat.uid) for seat in seats]
        lenses = [("No lens", None), *((lens.name, lens.id) for lens in board.lenses)]
        self.tag = _chooser("Tag", tags, moment.tag)
        who = COACH if moment.by_coach else moment.seat
        self.seat = _chooser("Seat", [("Nobody", None), ("You", COACH), *people], who)
        to = EVERYBODY if moment.to_all else moment.addressee
        self.to = _chooser("To", [("Nobody named", None), ("Everybody", EVERYBODY), *people], to)
        self.lens = _chooser("Lens", lenses, moment.lens)
        self.words = QLineEdit(moment.words)
        self.note = QLineEdit(moment.note)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("role", "trouble")
        self.decided: dict[str, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 10, 18, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        rows: list[list[tuple[str, QWidget]]] = [
            [("Time", self.time), ("Tag", self.tag)],
            [("Seat", self.seat), ("To", self.to)],
            [("Words", self.words)],
            [("Note", self.note), ("Lens", self.lens)],
        ]
        rows += self._decision_rows()
        for number, row in enumerate(rows):
            for column, (words, widget) in enumerate(row):
                label = QLabel(words)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setBuddy(widget)
                widget.setAccessibleName(words)
                widget.installEventFilter(self)
                grid.addWidget(label, number, 2 * column)
                span = 3 if len(row) == 1 else 1
                grid.addWidget(widget, number, 2 * column + 1, 1, span)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(Button(theme, "Delete", lambda: self.deleted.emit(moment.uid)))
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(Button(theme, "Leave", self.left.emit))
        buttons.addWidget(Button(theme, "Keep", self.keep, kind="primary"))
        grid.addLayout(buttons, len(rows), 0, 1, 4)

    def _decision_rows(self) -> list[list[tuple[str, QWidget]]]:
        decision = self._timeline.decision(self.moment.uid)
        if decision is None:
            return []
        names = {name: words for _, name, words in ACTIONS}
        action = [("Not said", ""), *((words, name) for name, words in names.items())]
        level = [("Not said", ""), *((name.capitalize(), name) for name in LEVELS)]
        self.decided["action"] = _chooser("Action", action, decision.action)
        self.decided["level"] = _chooser("Level", level, decision.level)
        rows = [[("Action", self.decided["action"]), ("Level", self.decided["level"])]]
        if decision.choice == "let_run":
            reasons = [("Not said", ""), *((words, name) for name, words in HOLD_REASONS)]
            self.decided["reason"] = _chooser("Why", reasons, decision.reason)
            rows.append([("Why", self.decided["reason"])])
        else:
            said = [("Not said", ""), *((words, name) for name, words in RESPONSES)]
            judged = [("Not said", ""), *((words, name) for name, words in VERDICTS)]
            self.decided["response"] = _chooser("Followed", said, decision.response)
            self.decided["verdict"] = _chooser("Verdict", judged, decision.verdict)
            rows.append([("Followed", self.decided["response"]),
                         ("Verdict", self.decided["verdict"])])  # fmt: skip
        return [[(words, widget) for words, widget in row] for row in rows]

    def begin(self) -> None:
        """Take the keys, in the words."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.end(False)

    def keep(self) -> None:
        """Hand over what changed; say what is wrong with the time instead, where it is."""
        moment = self.moment
        try:
            offset = moment.offset_ms
            if self.time.text().strip() != timecode.exact(offset):
                offset = timecode.parse_within(self.time.text(), self._ends())
        except ValueError as error:
            self.problem.setText(f"Time: {error}")
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        who, to = self.seat.currentData(), self.to.currentData()
        wanted: dict[str, Any] = {
            "offset_ms": offset,
            "tag": self.tag.currentData(),
            "seat": None if who == COACH else who,
            "by_coach": who == COACH,
            "addressee": None if to == EVERYBODY else to,
            "to_all": to == EVERYBODY,
            "lens": self.lens.currentData(),
            "words": self.words.text().strip(),
            "note": self.note.text().strip(),
        }
        fields = {name: value for name, value in wanted.items() if getattr(moment, name) != value}
        decision = self._timeline.decision(moment.uid)
        decided = {
            name: chooser.currentData()
            for name, chooser in self.decided.items()
            if decision is not None and getattr(decision, name) != chooser.currentData()
        }
        self.kept.emit(moment.uid, fields, decided)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep on Enter and leave on Esc, from any field; no key typed here tags."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                self.keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc from a button; what is typed here never tags."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()


def _chooser(name: str, pairs: list[tuple[str, Any]], chosen: Any) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for words, value in pairs:
        box.addItem(words, value)
    if chosen and all(value != chosen for _, value in pairs):
        box.addItem(str(chosen), chosen)  # a tag no longer on the board stays as it is
    place = max(box.findData(chosen), 0) if chosen else 0
    box.setCurrentIndex(place)
    return box
