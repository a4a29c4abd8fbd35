"""Texts to start from, filled from the programme: looked at, saved, taken into the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from livecoach.core.controller import CONTROLLERS
from livecoach.report.document import Document
from livecoach.report.texts import TEXTS, gaps
from livecoach.store import controller
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.privacy.back_line import back_line
from livecoach.ui.privacy.filling import filled
from livecoach.ui.privacy.saving import Saving
from livecoach.ui.privacy.taking_in import take_in
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import ChoiceField
from livecoach.ui.programme.flow import flow
from livecoach.ui.summary import release
from livecoach.ui.summary.paper import Paper
from livecoach.ui.summary.sides import WhoCard
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

FORMS = (("docx", "Word"), ("md", "Markdown"), ("pdf", "PDF"))


class TextsPage(Page):
    """One text at a time, as it would be saved; square brackets are the coach's to fill."""

    title = "Texts to start from"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.text = TEXTS[0][0]
        self.notice = Notice(theme)
        self.saving = Saving(desk, self.notice, self)
        self.paper = Paper(theme)
        self.choices: dict[str, WhoCard] = {}
        self._gaps = Text(theme, "", "small", wrap=True)
        self.decides = ChoiceField(
            theme, "Who decides about the records", tuple(CONTROLLERS.items()), self._decide
        )
        self.take = Button(theme, "Take it into the agreement", self.take_in)
        self._lay_out()
        self.setFocusProxy(self.choices[self.text])
        theme.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        side, lines = column(10)
        together = QButtonGroup(self)
        for name, title, what in TEXTS:
            card = WhoCard(theme, title, what)
            card.clicked.connect(lambda *_, text=name: self.choose(text))
            together.addButton(card)
            self.choices[name] = card
            lines.addWidget(card)
        lines.addSpacing(6)
        lines.addWidget(self.decides)
        keep = Card(theme, "Take it with you")
        keep.body.addWidget(self._gaps)
        saves = [
            Button(theme, words, partial(self.save, form), "primary" if form == "docx" else "plain")
            for form, words in FORMS
        ]
        keep.body.addWidget(flow(*saves))
        keep.body.addWidget(flow(self.take))
        lines.addWidget(keep)
        lines.addStretch(1)
        page, below = column(0)
        below.addWidget(self.paper)
        below.addStretch(1)
        whole, rows = column(12)
        rows.addWidget(back_line(self._desk, "Texts to start from"))
        rows.addWidget(
            Text(theme, "A start, in plain words, from what you have said of the programme. They "
                 "are not legal advice: have them read by somebody who gives it.", "muted",
                 wrap=True)
        )  # fmt: skip
        rows.addWidget(self.notice)
        rows.addWidget(Columns(theme, page, side, 320, 480, side_first=True), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, theme.px(1180)))

    def choose(self, name: str) -> None:
        """Show one of the texts."""
        self.text = name
        self.refresh()

    def document(self) -> Document:
        """Return the text that is shown, filled from the programme."""
        return self._desk.writer.ask(lambda db: filled(db, self.text))

    def refresh(self) -> None:
        """Fill the text anew and show it."""
        self.choices[self.text].setChecked(True)
        self.decides.show_value(self._desk.writer.ask(controller.controller))
        document = self.document()
        self.paper.show_document(document, None)
        left = gaps(document)
        places = "1 place stands" if left == 1 else f"{left} places stand"
        self._gaps.say(f"{places} in square brackets, for you to fill in.")
        self.take.setVisible(self.text == "agreement")

    def _decide(self, kind: str) -> None:
        self._desk.writer.ask(lambda db: controller.set_controller(db, kind))
        self.refresh()

    def save(self, form: str) -> None:
        """Ask where to, and write the text there."""
        document = self.document()
        self.saving.save_as(
            self.text, form, lambda: release.written(document, form), "text", self.text
        )

    def take_in(self) -> None:
        """Make the text a draft of the agreement, and offer to open it."""
        draft = take_in(self._desk, self.document())
        self.notice.say(
            f"It stands as a draft of version {draft.version}. What was written there before is "
            "left as it was.",
            ("Open the agreement", partial(self._desk.go, "agreement")),
        )

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        shows = [
            Action(f"texts.{name}", f"Show the text: {title.lower()}", partial(self.choose, name),
                   "", "View")
            for name, title, _ in TEXTS
        ]  # fmt: skip
        saves = [
            Action(f"texts.save-{form}", f"Save this text as {words}", partial(self.save, form),
                   "", "Programme")
            for form, words in FORMS
        ]  # fmt: skip
        return (*shows, *saves)
