"""What is due to be deleted, line by line, and its deletion in one act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.core.certificate import Certificate
from livecoach.core.planning.dates import shown_date
from livecoach.core.retention import BY_ID, Due, due_now, due_soon
from livecoach.report.certificate import certificate_document, row_words
from livecoach.store import certificates, falling_due, reading
from livecoach.store.purging import Part, Plan
from livecoach.ui.actions import Action
from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.door import in_words
from livecoach.ui.page import Page
from livecoach.ui.privacy import purge
from livecoach.ui.privacy.back_line import back_line
from livecoach.ui.privacy.saving import Saving
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.start import today
from livecoach.ui.summary import release
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

FORMS = (("pdf", "PDF"), ("docx", "Word"), ("md", "Markdown"))
MOST_LINES = 40  # of one class; the rest is counted


class Stack(QWidget):
    """
    Cards one under the other, as tall as their wrapped lines are at the width there is.

    Qt would also reserve the height they need at the narrowest, and leave the rest empty.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)


class PurgePage(Page):
    """The preview comes first: what goes, by which rule, what stays, and what a hold keeps."""

    title = "What is due"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.notice = Notice(theme)
        self.saving = Saving(desk, self.notice, self)
        self.busy = False
        self.delete = Button(theme, "Delete for good", self.purge, "trouble")
        self._said = Text(theme, "", "body", wrap=True)
        self._parts = Stack()
        self._lines = QVBoxLayout(self._parts)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(16)
        whole, lines = column(12)
        head = back_line(desk, "What is due")
        lines.addWidget(head)
        lines.addWidget(self.notice)
        lines.addWidget(self._parts)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(900)))
        self.setFocusProxy(head)  # never the button that deletes: a key held down would press it
        self.refresh()

    def refresh(self) -> None:
        """Read anew what is due and show it."""
        writer, on = self._desk.writer, today(self._desk.read_clock())
        self.plan, parts = purge.planned(writer, on)
        found, held = writer.ask(falling_due.items_and_holds)
        titles = {
            line.uid: (line.title, line.started_at or line.planned_at)
            for line in writer.ask(reading.sessions)
        }
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.delete:
                widget.hide()
                widget.deleteLater()
        self._lines.addWidget(self._summary(parts))
        for part in parts:
            self._lines.addWidget(self._class_card(part, titles))
        kept = [(one, f"A legal hold keeps it, since {shown_date(hold.placed_on)}.")
                for one, hold in held.items() if one in due_now(found, on)]  # fmt: skip
        later = [one for one in found if one not in due_now(found, on)]
        soon = due_soon(found, on)
        for heading, rows in (
            ("Kept by a legal hold", kept),
            ("Soon", [(one, _coming(one)) for one in soon]),
            ("Later", [(one, _coming(one)) for one in later if one not in soon]),
        ):
            if rows:
                self._lines.addWidget(self._list(heading, rows, titles))
        made = writer.ask(certificates.certificates)
        if made:
            self._lines.addWidget(self._certificates(made))

    def _summary(self, parts: Sequence[Part]) -> Card:
        theme = self._desk.theme
        card = Card(theme)
        count = len(self.plan.steps)
        if not count:
            card.body.addWidget(Text(theme, "Nothing can be deleted now.", "strong", wrap=True))
            return card
        card.body.addWidget(
            Text(theme, f"{count} due. They go from the record, from its history of changes and "
                 "from the backups within reach. This cannot be undone.", "strong", wrap=True)
        )  # fmt: skip
        stays = "Totals, trends and summaries that were let go stay until their own period ends."
        if any(part.kept == "totals" for part in parts):
            stays = "The agreement stays until its own period ends."
        if any(step.way == "delete" and not step.due.session for step in self.plan.steps):
            stays = "Nothing of the programme stays but the processing log and the certificates."
        card.body.addWidget(Text(theme, stays, "muted", wrap=True))
        self.delete = Button(theme, f"Delete {count} for good", self.purge, "trouble")
        card.body.addWidget(flow(self.delete))
        return card

    def _class_card(self, part: Part, titles: dict[str, tuple[str, str]]) -> Card:
        rows = [(due, _since(due)) for due in part.dues]
        card = self._list(f"{BY_ID[part.kept].words}: {len(rows)}", rows, titles)
        going = "; ".join(f"{row_words(name)} {count:,}" for name, count in part.counts.items())
        card.body.addWidget(Text(self._desk.theme, f"Rows: {going}.", "small", wrap=True))
        return card

    def _list(
        self, heading: str, rows: Sequence[tuple[Due, str]], titles: dict[str, tuple[str, str]]
    ) -> Card:
        theme = self._desk.theme
        card = Card(theme, heading)
        card.body.setSpacing(8)
        for due, words in rows[:MOST_LINES]:
            line = QWidget()
            lines = QVBoxLayout(line)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(1)
            lines.addWidget(Text(theme, _about(due, titles), "body", wrap=True))
            lines.addWidget(Text(theme, words, "small", wrap=True))
            card.body.addWidget(line)
        if len(rows) > MOST_LINES:
            rest = f"{len(rows) - MOST_LINES} more"
            card.body.addWidget(Text(theme, rest, "muted"))
        return card

    def _certificates(self, made: Sequence[Certificate]) -> Card:
        theme = self._desk.theme
        card = Card(theme, "Certificates")
        words = "What was deleted, when and by which rule: counts alone, no content and no name."
        card.body.addWidget(Text(theme, words, "small", wrap=True))
        for one in made[:MOST_LINES]:
            at = f"{shown_date(one.made_at)}, {one.made_at[11:16]}"
            count = sum(line.things for line in one.lines)
            buttons = []
            for form, label in FORMS:
                button = Button(theme, label, partial(self.save, one, form), "quiet")
                button.setAccessibleName(f"Save the certificate of {at} as {label}")
                buttons.append(button)
            card.body.addWidget(flow(Text(theme, f"{at}: {count} deleted"), *buttons))
        return card

    # Doing -----------------------------------------------------------------------------------

    def purge(self) -> None:
        """Delete what stands on the page, off the window's thread; say what came of it."""
        if self.busy or not self.plan.steps:
            return
        self.busy = True
        self.delete.setEnabled(False)
        self.notice.say("Deleting, and writing the backups anew…")
        writer, plan, now = self._desk.writer, self.plan, self._desk.read_clock()
        aside(lambda: purge.carry_out(writer, plan, now), self._purged, self._failed, self)

    def _purged(self, made: Certificate) -> None:
        self.busy = False
        self.plan = Plan((), ())
        self.refresh()
        count = sum(line.things for line in made.lines)
        words = f"Deleted what was due: {count}. "
        words += {0: "No backup held any of it.", 1: "1 backup was written anew."}.get(
            made.backups, f"{made.backups} backups were written anew."
        )
        if made.unread:
            words += f" {made.unread} files among the backups could not be read; look at them."
        if made.missed:
            words += " The second place for backups was not there."
        self.notice.say(words, ("Save the certificate", partial(self.save, made, "pdf")))

    def _failed(self, error: Exception) -> None:
        self.busy = False
        self.refresh()
        self.notice.say(in_words(error), trouble=True)

    def save(self, certificate: Certificate, form: str) -> None:
        """Ask where to, and write a certificate there."""
        document = certificate_document(certificate)
        self.saving.save_as(
            f"certificate-{certificate.made_at[:10]}", form,
            lambda: release.written(document, form), "certificate", "purge",
        )  # fmt: skip

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("purge.delete", "Delete what is due for good", self.purge, "", "Programme",
                   can=lambda: bool(self.plan.steps) and not self.busy),
        )  # fmt: skip

    def leaving(self) -> bool:
        """Stay while something is being deleted."""
        if self.busy:
            self.notice.say("Still deleting; this takes a moment.")
        return not self.busy


def _about(due: Due, titles: dict[str, tuple[str, str]]) -> str:
    if not due.session:
        return BY_ID[due.kept].words
    if due.session not in titles:
        return "A session that was deleted"
    title, at = titles[due.session]
    return f"{title}, {shown_date(at)}" if at else title


def _since(due: Due) -> str:
    return f"Due since {shown_date(due.on)}: {_small(due.why)}."


def _coming(due: Due) -> str:
    return f"Due on {shown_date(due.on)}: {_small(due.why)}." if due.on else f"{due.why}."


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
