"""The one-to-one page: what was said to each question, and how each thing may be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.coaching import Diagnosis, Theme
from livecoach.core.ids import new_uid
from livecoach.core.session import Session
from livecoach.core.themes import PROMPTS, ThemeLine, themes_over
from livecoach.store import reading
from livecoach.ui.actions import Action
from livecoach.ui.conversations.row_book import RowBook
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import ChoiceField, LineField, TextField, keep_typed
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

USES = (
    ("nothing", "may be used as: nothing"),
    ("theme", "may be used as: a theme"),
    ("attributed", "may be used: attributed"),
)
NAMES = {"history": "History", "mindsets": "Mindsets", "dynamics": "Dynamics"}


class ConversationPage(Page):
    """One conversation. What stands here reaches no session's export: no export can read it."""

    title = "Conversation"

    def __init__(self, desk: Desk, session_uid: str) -> None:
        super().__init__()
        self._desk, self._session = desk, session_uid
        self.session: Session = desk.writer.ask(lambda db: reading.session(db, session_uid))
        self.book = RowBook(desk, (Diagnosis, Theme), self)
        theme = desk.theme
        self.notice = Notice(theme)
        main, self._parts = column(14)
        self._cards: dict[str, Card] = {}
        self._bodies: dict[str, QVBoxLayout] = {}
        self._shown: tuple[str, ...] = ()
        self._fields: dict[str, tuple[TextField, ChoiceField, ChoiceField]] = {}
        head, lines = column(2)
        lines.addWidget(Text(theme, self.session.title, "title", wrap=True))
        lines.addWidget(
            Text(theme, "In confidence. Only themes that three or more conversations share are "
                 "ever shown, and never who said what.", "muted", wrap=True)
        )  # fmt: skip
        self._parts.addWidget(head)
        for name, words in self._prompts():
            self._add_card(name, words)
        self._parts.addStretch(1)
        self.themes = Card(theme, "Themes over all conversations")
        self._theme_lines = QVBoxLayout()
        self.themes.body.addLayout(self._theme_lines)
        self.new_theme = LineField(theme, "Add a theme", self._add_theme)
        self.themes.body.addWidget(self.new_theme)
        side, right = column(14)
        right.addWidget(self.themes)
        right.addStretch(1)
        whole, rows = column(10)
        rows.addWidget(self.notice)
        rows.addWidget(Columns(theme, main, side, 320), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))
        self.book.changed.connect(self.notice.edited)
        self.book.changed.connect(self._refresh)
        self._refresh()

    # Reading ---------------------------------------------------------------------------------

    def items(self, prompt: str) -> list[Diagnosis]:
        """Return what was said to one question, in order."""
        found = [
            row
            for row in self.book.all(Diagnosis)
            if row.session == self._session and row.prompt.partition("|")[0] == prompt
        ]
        return sorted(found, key=lambda row: (row.place, row.uid))

    def theme_lines(self) -> list[ThemeLine]:
        """Return the themes over all conversations."""
        return themes_over(self.book.all(Theme), self.book.all(Diagnosis))

    def _prompts(self) -> list[tuple[str, str]]:
        """Return each question in the coach's own wording, where it was written anew."""
        own = {}
        for row in self.book.all(Diagnosis):
            name, bar, words = row.prompt.partition("|")
            if bar and row.session == self._session:
                own[name] = words
        return [(name, own.get(name, words)) for name, words in PROMPTS]

    # Showing ---------------------------------------------------------------------------------

    def _add_card(self, name: str, words: str) -> None:
        theme = self._desk.theme
        card = Card(theme, NAMES.get(name, name))
        question = LineField(theme, "The question, in your own words", partial(self._ask, name))
        question.show_text(words)
        card.body.addWidget(question)
        body = QVBoxLayout()
        body.setSpacing(10)
        card.body.addLayout(body)
        row = QHBoxLayout()
        row.addWidget(Button(theme, "Add what was said", partial(self.add, name)))
        row.addStretch(1)
        card.body.addLayout(row)
        self._cards[name], self._bodies[name] = card, body
        self._parts.addWidget(card)

    def _refresh(self) -> None:
        shape = tuple(f"{row.uid}" for name in self._bodies for row in self.items(name)) + tuple(
            f"{line.theme}{line.name}{line.conversations}" for line in self.theme_lines()
        )
        if shape == self._shown:
            self._show_rows()
            return
        self._shown = shape
        self._fields.clear()
        for name, body in self._bodies.items():
            _empty(body)
            for item in self.items(name):
                body.addWidget(self._item(item))
        _empty(self._theme_lines)
        for line in self.theme_lines():
            said = (
                "fewer than three conversations"
                if line.conversations is None
                else f"{line.conversations} conversations"
            )
            held = QWidget()
            lines = QVBoxLayout(held)
            lines.setContentsMargins(0, 0, 0, 4)
            lines.setSpacing(0)
            lines.addWidget(Text(self._desk.theme, line.name, "strong", wrap=True))
            lines.addWidget(Text(self._desk.theme, said, "small"))
            self._theme_lines.addWidget(held)

    def _show_rows(self) -> None:
        """Show what stands, as after an undo; a field that is typed in is left alone."""
        for row in self.book.all(Diagnosis):
            if row.uid in self._fields:
                text, theme, use = self._fields[row.uid]
                text.show_text(row.text)
                theme.show_value(row.theme or "")
                use.show_value(row.may_be_used)

    def _item(self, item: Diagnosis) -> QWidget:
        theme = self._desk.theme
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        text = TextField(theme, "What was said", partial(self._amend_text, item.uid), lines=2)
        text.show_text(item.text)
        lines.addWidget(text)
        names = [("", "no theme yet"), *((row.uid, row.name) for row in self.book.all(Theme))]
        which = ChoiceField(theme, "Theme", names, partial(self._amend_theme, item.uid))
        which.show_value(item.theme or "")
        use = ChoiceField(theme, "Use", USES, partial(self._amend_use, item.uid))
        use.show_value(item.may_be_used)
        self._fields[item.uid] = (text, which, use)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(which, 3)
        row.addWidget(use, 2)
        delete = Button(theme, "Delete", partial(self.delete, item.uid), "quiet")
        taller = max(0, delete.sizeHint().height() - use.box.sizeHint().height())
        for field in (which, use):  # its word stands on the line of theirs
            field.setContentsMargins(0, 0, 0, taller // 2)
        row.addWidget(delete, 0, Qt.AlignmentFlag.AlignBottom)
        lines.addLayout(row)
        return held

    # Doing -----------------------------------------------------------------------------------

    def add(self, prompt: str) -> None:
        """Add an empty thing said to a question."""
        items = self.items(prompt)
        own = items[0].prompt if items else prompt
        row = Diagnosis(new_uid(), self._session, own, place=len(items))
        self.book.replace("Conversation", (None, row))

    def delete(self, uid: str) -> None:
        """Delete a thing said; Undo is offered."""
        self.book.replace("Conversation", (self._row(uid), None))
        self.notice.say("Deleted.", ("Undo", self.book.undo))

    def _row(self, uid: str) -> Diagnosis:
        return next(row for row in self.book.all(Diagnosis) if row.uid == uid)

    def _amend_text(self, uid: str, text: str) -> None:
        row = self._row(uid)
        self.book.replace("Conversation", (row, replace(row, text=text.strip())))

    def _amend_theme(self, uid: str, theme: str) -> None:
        row = self._row(uid)
        self.book.replace("Conversation", (row, replace(row, theme=theme or None)))

    def _amend_use(self, uid: str, use: str) -> None:
        row = self._row(uid)
        self.book.replace("Conversation", (row, replace(row, may_be_used=use)))

    def _ask(self, prompt: str, words: str) -> None:
        """Put a question in the coach's own words; it stands on each thing said to it."""
        usual = dict(PROMPTS).get(prompt, "")
        own = prompt if words.strip() == usual else f"{prompt}|{words.strip()}"
        items = self.items(prompt)
        if not items:
            row = Diagnosis(new_uid(), self._session, own)
            self.book.replace("Conversation", (None, row))
            return
        pairs = [(row, replace(row, prompt=own)) for row in items]
        self.book.replace("Conversation", *pairs)

    def _add_theme(self, name: str) -> None:
        if name.strip():
            place = len(self.book.all(Theme))
            self._shown = ()
            self.book.replace("Theme", (None, Theme(new_uid(), name.strip(), place)))
            self.new_theme.line.clear()

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        adds = [
            Action(f"conversation.add-{name}", f"Add to {NAMES[name].lower()}",
                   partial(self.add, name), "", "Session")
            for name, _ in PROMPTS
        ]  # fmt: skip
        return (
            Action("conversation.undo", "Undo", self.book.undo, "Ctrl+Z", "Session"),
            Action("conversation.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Session"),
            *adds,
        )

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
