"""Place and lift legal holds, each with its reason and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.core.planning.dates import parse_date, shown_date
from livecoach.store import holding, reading
from livecoach.store.holding import Hold
from livecoach.store.subject import Subject
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.privacy.back_line import back_line
from livecoach.ui.programme.fields import ChoiceField, LineField
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.start import today
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

KINDS = (
    ("engagement", "The whole programme"),
    ("session", "One session"),
    ("person", "One post, wherever it sat"),
)


class HoldsPage(Page):
    """A hold blocks erasing and purging of what it is about, until it is lifted."""

    title = "Legal holds"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.notice = Notice(theme)
        self._known = self._read_known()
        self._typed = {"reason": "", "on": ""}
        self.kind = ChoiceField(theme, "What it keeps", KINDS, self._choose_kind)
        self.which = ChoiceField(theme, "Which", (), lambda _: None)
        self.reason = LineField(
            theme, "Reason", partial(self._keep, "reason"),
            "Which inquiry, dispute or request it is for.",
        )  # fmt: skip
        self.on = LineField(theme, "Since", partial(self._keep, "on"), placeholder="1 Dec 2026")
        self._standing, self._standing_lines = column(12)
        self._lay_out()
        self._start()
        self.setFocusProxy(self.kind.box)
        self.refresh()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        card = Card(theme, "Place a hold")
        card.body.addWidget(
            Text(theme, "An inquiry, a dispute or a request can need what would otherwise be "
                 "erased or deleted. While a hold stands, both are refused for what it is about.",
                 "muted", wrap=True)
        )  # fmt: skip
        for row in (self.kind, self.which, self.reason, self.on):
            card.body.addWidget(row)
        card.body.addWidget(flow(Button(theme, "Place the hold", self.place, "primary")))
        whole, lines = column(14)
        lines.addWidget(back_line(self._desk, "Legal holds"))
        lines.addWidget(self.notice)
        lines.addWidget(self._standing)
        lines.addWidget(card)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(760)))

    def _read_known(self) -> dict[str, dict[str, str]]:
        writer = self._desk.writer
        engagement = writer.ask(reading.engagement)
        sessions = {
            line.uid: f"{line.title}, {shown_date(line.started_at or line.planned_at)}".rstrip(", ")
            for line in reversed(writer.ask(reading.sessions))
        }
        posts = {post.uid: post.title for post in writer.ask(reading.posts)}
        own = {} if engagement is None else {engagement.uid: "The whole programme"}
        return {"engagement": own, "session": sessions, "person": posts}

    def _start(self) -> None:
        """Begin a new hold: the programme, from today."""
        self._typed = {"reason": "", "on": today(self._desk.read_clock()).isoformat()}
        self.kind.show_value("engagement")
        self._choose_kind("engagement")
        self.reason.show_text("")
        self.on.show_text(shown_date(self._typed["on"]))

    def _choose_kind(self, kind: str) -> None:
        known = self._known[kind]
        self.which.offer(tuple(known.items()))
        self.which.setVisible(kind != "engagement")

    def _keep(self, name: str, text: str) -> None:
        if name == "on":
            self._typed["on"] = parse_date(text, today(self._desk.read_clock()))
            self.on.show_text(shown_date(self._typed["on"]))
        else:
            self._typed[name] = text.strip()
            self.reason.show_text(self._typed[name])

    def refresh(self) -> None:
        """Show the holds, the standing ones first."""
        found = self._desk.writer.ask(holding.holds)
        theme = self._desk.theme
        while self._standing_lines.count():
            item = self._standing_lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for heading, rows in (
            ("Standing", [one for one in found if not one.lifted_on]),
            ("Lifted", [one for one in found if one.lifted_on]),
        ):
            if heading == "Standing" or rows:
                card = Card(theme, heading)
                for one in rows:
                    card.body.addWidget(self._row(one))
                if not rows:
                    card.body.addWidget(Text(theme, "No hold stands.", "muted"))
                self._standing_lines.addWidget(card)

    def _row(self, hold: Hold) -> QWidget:
        theme = self._desk.theme
        what = self._known[hold.subject.what].get(hold.subject.uid, "What is no longer held")
        words, lines = column(2)
        lines.addWidget(Text(theme, what, "strong", wrap=True))
        lines.addWidget(Text(theme, hold.reason, "body", wrap=True))
        dates = f"Since {shown_date(hold.placed_on)}"
        if hold.lifted_on:
            dates += f", lifted on {shown_date(hold.lifted_on)}"
        lines.addWidget(Text(theme, f"{dates}.", "small", wrap=True))
        if not hold.lifted_on:
            button = Button(theme, "Lift it", partial(self.lift, hold))
            button.setAccessibleName(f"Lift the hold on {what}")
            lines.addWidget(flow(button))
        return words

    # Doing -----------------------------------------------------------------------------------

    def place(self) -> None:
        """Place the hold as it is typed, or say under the field what is missing."""
        for field in (self.reason, self.on):
            field.keep_now()
        if not self._typed["reason"]:
            self.reason.wrong("Say which matter it is for; a hold needs a reason")
            self.reason.line.setFocus()
            return
        if not self._typed["on"] or self.on.trouble():
            self.on.wrong(self.on.trouble() or "Say since when it stands")
            self.on.line.setFocus()
            return
        kind = self.kind.value()
        uid = next(iter(self._known[kind]), "") if kind == "engagement" else self.which.value()
        if not uid:
            self.which.wrong("There is nothing of this kind yet")
            return
        subject, typed = Subject(kind, uid), dict(self._typed)
        self._desk.writer.ask(lambda db: holding.place(db, subject, typed["reason"], typed["on"]))
        self._start()
        self.refresh()
        self.notice.say("The hold stands. What it is about is neither erased nor deleted.")

    def lift(self, hold: Hold) -> None:
        """Lift a hold today; it stays in the list."""
        on = today(self._desk.read_clock()).isoformat()
        self._desk.writer.ask(lambda db: holding.lift(db, hold.uid, on))
        self.refresh()
        self.notice.say("The hold is lifted. It stays in the list, with its dates.")

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (Action("holds.place", "Place the hold", self.place, "", "Programme"),)
