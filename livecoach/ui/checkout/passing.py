"""Pass the device round: each answers alone, then hands it on; no answer can be seen again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.core.ids import new_uid
from livecoach.core.session import CheckOut
from livecoach.ui.checkout.questions import Question, Scale, Words
from livecoach.ui.checkout.round_frame import RoundFrame
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

HEARD = "How far did you feel heard by your colleagues today?"
LEARNED = "What do you know now that you did not know when we started?"
MISSED = "Whose voice did we miss?"
DIFFERENT = "One thing to do differently next time"


class Passing(QWidget):
    """The screens of one person after another. ``answered`` takes each whole answer."""

    def __init__(
        self,
        theme: Theme,
        session: str,
        seats: int,
        longer: bool,
        done: int,
        answered: Callable[[CheckOut], object],
        ended: Callable[[], object],
    ) -> None:
        super().__init__()
        self._theme, self._session, self._seats = theme, session, seats
        self._longer, self._done = longer, done
        self._answered = answered
        self._answer = self._fresh()
        self._steps: tuple[Callable[[], QWidget], ...] = (self._ask_heard, self._ask_learned)
        if longer:
            self._steps += (self._ask_missed, self._ask_different)
        self.frame = RoundFrame(theme, ended)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.setFocusProxy(self.frame)
        self._step = 0
        self._show()

    def _fresh(self) -> CheckOut:
        return CheckOut(new_uid(), self._session)

    # Screens ---------------------------------------------------------------------------------

    def _show(self) -> None:
        self.frame.say(
            f"{self._done} of {self._seats} answered · nobody sees your answer",
            f"{self._step + 1} of {len(self._steps)}",
        )
        self.frame.put(self._steps[self._step]())

    def _ask_heard(self) -> QWidget:
        scale = Scale(self._theme, "not at all", "fully")
        question = Question(
            self._theme, HEARD, scale, "I would rather not say",
            lambda: self._keep(heard=scale.value()), lambda: self._keep(heard=None),
        )  # fmt: skip
        question.on_button.setEnabled(False)
        scale.chosen.connect(lambda _: question.on_button.setEnabled(True))
        self.scale = scale
        return question

    def _ask_learned(self) -> QWidget:
        box = Words(self._theme, LEARNED)

        def keep() -> None:
            words = box.toPlainText().strip()
            self._keep(learned=True if words else None, learned_words=words)

        self.words = box
        return Question(
            self._theme, LEARNED, box, "Nothing new", keep,
            lambda: self._keep(learned=False, learned_words=""),
            "Next" if self._longer else "Done",
        )  # fmt: skip

    def _ask_missed(self) -> QWidget:
        return self._ask_words(MISSED, "missed_words", "Next")

    def _ask_different(self) -> QWidget:
        return self._ask_words(DIFFERENT, "different_words", "Done")

    def _ask_words(self, words: str, name: str, further: str) -> QWidget:
        box = Words(self._theme, words)
        self.words = box
        return Question(
            self._theme, words, box, "Leave out",
            lambda: self._keep(**{name: box.toPlainText().strip()}),
            lambda: self._keep(**{name: ""}), further,
        )  # fmt: skip

    def _keep(self, **fields: object) -> None:
        from dataclasses import replace

        self._answer = replace(self._answer, **fields)  # type: ignore[arg-type]
        self._step += 1
        if self._step < len(self._steps):
            self._show()
            return
        self._answered(self._answer)
        self._answer = self._fresh()
        self._done += 1
        self._step = 0
        self.frame.say(f"{self._done} of {self._seats} answered", "")
        self.frame.put(self._thanks())

    def _thanks(self) -> QWidget:
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.px(22))
        lines.addWidget(Text(self._theme, "Thank you.", "display"))
        everybody = self._done >= self._seats
        said = "Hand it back to the coach." if everybody else "Hand it to the next person."
        lines.addWidget(Text(self._theme, said, "lead", wrap=True))
        if not everybody:
            button = Button(self._theme, "I am the next person", self._show, "primary")
            button.setMinimumHeight(max(self._theme.px(56), 56))
            lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            held.setFocusProxy(button)
        return held
