"""Edit what the coach decided at a moment, and what the room did with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.core import timecode
from livecoach.core.moment import Decision
from livecoach.measures.interjections import interjection
from livecoach.ui.live.stream_reading import seat_name
from livecoach.ui.review import options
from livecoach.ui.review.fields import ChoiceField, add_row, form, show_row
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

CHOICES_OF = {"interjection": "interject", "let_run": "let_run"}  # by the tag's meaning
DECIDES = tuple(CHOICES_OF)
CONTRACT = "contract"  # the action of contracting again


class DecisionPart(QWidget):
    """Let it run or interject, why, at what level, the room's response, the coach's verdict."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._uid = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(theme, "My choice", "section"))
        self.choice = ChoiceField(lambda v: self._decide(choice=v), options.CHOICE_OPTIONS)
        self.action = ChoiceField(lambda v: self._decide(action=v), options.ACTION_OPTIONS)
        self.level = ChoiceField(lambda v: self._decide(level=v), options.LEVEL_OPTIONS)
        self.noticed = ChoiceField(lambda v: self._decide(noticed=v or None))
        self.reason = ChoiceField(lambda v: self._decide(reason=v), options.REASON_OPTIONS)
        self.response = ChoiceField(lambda v: self._decide(response=v), options.RESPONSE_OPTIONS)
        self.verdict = ChoiceField(lambda v: self._decide(verdict=v), options.VERDICT_OPTIONS)
        self.rows = QWidget()
        self.form = form()
        self.rows.setLayout(self.form)
        add_row(self.form, theme, "Choice", self.choice)
        add_row(self.form, theme, "Action", self.action)
        add_row(self.form, theme, "Level", self.level, "Spoken to the group, a pair or one person")
        add_row(self.form, theme, "Noticed", self.noticed, "What led to it")
        add_row(self.form, theme, "Held for", self.reason, "Why you held back")
        add_row(self.form, theme, "Response", self.response, "What the room did with it")
        add_row(self.form, theme, "Verdict", self.verdict, "Your own, looking back")
        self.followed = Text(theme, "", "small", wrap=True)
        column.addWidget(self.rows)
        column.addWidget(self.followed)
        self.agree = Button(theme, "Begin a new agreement version", self._agree_anew)
        column.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignLeft)
        self.make = QWidget()
        line = QVBoxLayout(self.make)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.interjected = Button(theme, "I interjected", lambda: self._decide(choice="interject"))
        self.let_run = Button(theme, "I let it run", lambda: self._decide(choice="let_run"))
        line.addWidget(self.interjected, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self.let_run, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.make)

    def show_row(self, uid: str) -> None:
        """Show the decision on a moment, or offer to record one where that makes sense."""
        self._uid = uid
        timeline = self._scene.timeline
        moment, decision = timeline.moments[uid], timeline.decision(uid)
        meaning = timeline.board.meaning(moment.tag)
        sense = moment.by_coach or moment.tag is None or meaning in DECIDES
        self.setVisible(decision is not None or sense)
        told = meaning in DECIDES
        self.rows.setVisible(decision is not None or told)
        self.make.setVisible(decision is None and not told)
        self.followed.say(self._after(uid))
        self.followed.setVisible(bool(self.followed.text()))
        self.agree.setVisible(
            decision is not None and (decision.choice, decision.action) == ("interject", CONTRACT)
        )
        if decision is None:
            if not told:
                return
            decision = Decision("", moment.observation, uid, CHOICES_OF[meaning])
        held = decision.choice == "let_run"
        self.noticed.offer([("", "Not said"), *options.earlier(timeline, moment)])
        self.choice.show_value(decision.choice)
        self.action.show_value(decision.action)
        self.level.show_value(decision.level)
        self.noticed.show_value(decision.noticed or "")
        self.reason.show_value(decision.reason)
        self.response.show_value(decision.response)
        self.verdict.show_value(decision.verdict)
        show_row(self.form, self.reason, held)
        show_row(self.form, self.level, not held)

    def _after(self, uid: str) -> str:
        """Return what the record shows after an interjection, without any claim of cause."""
        scene = self._scene
        moment = scene.timeline.moments[uid]
        if not scene.lanes.interjects(moment):
            return ""
        found = interjection(scene.log(), moment)
        first = "Nobody was recorded after it."
        if found.first_responder is not None and found.delay_ms is not None:
            name = seat_name(scene.timeline, found.first_responder)
            first = f"First after it: {name}, {timecode.spoken(found.delay_ms)} later."
        before, after = found.before, found.after
        taken = before.counts["uptake"], after.counts["uptake"]
        return (
            f"{first} Seats heard in the five minutes before and after: {before.seats_heard} and "
            f"{after.seats_heard}, {after.newly_heard} of them for the first time; "
            f"ideas taken up: {taken[0]} and {taken[1]}. What followed is not what it caused."
        )

    def _agree_anew(self) -> None:
        self._scene.agreement_wanted.emit(self._uid)

    def _decide(self, **fields: Any) -> None:
        timeline = self._scene.timeline
        moment = timeline.moments.get(self._uid)
        if moment is None:
            return
        if timeline.decision(self._uid) is None:
            choice = CHOICES_OF.get(timeline.board.meaning(moment.tag), "interject")
            fields.setdefault("choice", choice)
        self._scene.recorder.decide(self._uid, **fields)
