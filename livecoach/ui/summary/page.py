"""The summary page: choose a reader, see the page as they will, mend it, let it go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from livecoach.core.clock import local_iso
from livecoach.core.edit import Edit
from livecoach.report import make
from livecoach.report.check import Finding
from livecoach.report.document import Document
from livecoach.report.pieces import QUOTES, SECTIONS, section_key
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.privacy import log_gone, outliving
from livecoach.ui.programme.fields import LineField, keep_typed
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.summary import files, keeping
from livecoach.ui.summary.drag_out import DragButton
from livecoach.ui.summary.letting_go import CHECKED, LettingGo, findings_for
from livecoach.ui.summary.paper import Paper
from livecoach.ui.summary.records import RECORDS
from livecoach.ui.summary.sentence_line import Doings
from livecoach.ui.summary.sides import WHO, Findings, Ticks, WhoCard
from livecoach.ui.summary.taking_away import Shown, TakingAway
from livecoach.ui.summary.typed import Typed
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.header import PageHeader
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.pill import Pill
from livecoach.ui.widgets.text import Text


class SummaryPage(Page):
    """One session's summaries, one audience at a time; every change is kept and can be undone."""

    title = "Summary"
    whole = True

    def __init__(self, desk: Desk, session_uid: str) -> None:
        super().__init__()
        self._desk = desk
        self.opened = OpenSession(desk, session_uid, self)
        self.known = outliving.known_in(desk.writer, self.opened.timeline)
        self.log_gone_on = log_gone.gone_on(desk.writer, session_uid)
        self.audience = "group"
        self.document: Document | None = None
        self.findings: list[Finding] = []
        theme = desk.theme
        self.notice = Notice(theme)
        self.away = TakingAway(
            desk, self.opened.recorder, self.known, self.notice, self, self._shown
        )
        session = self.opened.timeline.session
        self.header = PageHeader(desk, "Observation summary", session.title)
        self.pill = Pill(theme, "")
        self.header.add(self.pill)
        for form, words in (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel")):
            self.header.add(
                DragButton(
                    theme, words, partial(self.away.save_as, form),
                    partial(self.away.write_to_carry, form),
                )
            )  # fmt: skip
        self.header.add(Button(theme, "More", self.away.offer_more, "quiet"))
        self.paper = Paper(theme)
        self.who: dict[str, WhoCard] = {}
        self.whose = ChoiceBox()
        self.ticks = Ticks(theme, "Sections")
        self.quotes = Ticks(theme, "Quotes to approve")
        self.found = Findings(theme, self._go_to)
        self.letting_go = LettingGo(theme, self._step)
        self.where = ChoiceBox()
        self.where.setAccessibleName("Section to add to")
        self.added = LineField(
            theme, "Add a sentence", self._add, "Enter adds it to the section above."
        )
        self.typed = Typed(theme, self.opened.recorder)
        self._lay_out()
        self.opened.edited.connect(self.notice.edited)
        self.opened.edited.connect(self._edited)
        theme.changed.connect(self._fit)
        theme.changed.connect(self._show)
        self.choose("group" if session.kind not in ("one_to_one", "pair") else "coach")

    # Laying out ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme = self._desk.theme
        side = QWidget()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(18, 16, 18, 18)
        lines.setSpacing(8)
        lines.addWidget(Text(theme, "Who is it for", "section"))
        group = QButtonGroup(self)
        for name, words, what in WHO:
            card = WhoCard(theme, words, what)
            card.clicked.connect(lambda *_, whom=name: self.choose(whom))
            group.addButton(card)
            self.who[name] = card
            lines.addWidget(card)
        self.whose.setAccessibleName("Whose")
        for seat in self.opened.timeline.seats_in_order():
            self.whose.addItem(seat.label, seat.uid)
        for box in (self.whose, self.where):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        self.whose.currentIndexChanged.connect(lambda _: self._show())
        lines.addWidget(self.whose)
        for widget in (self.found, self.letting_go, self.ticks, self.where,
                       self.added, self.quotes, self.typed):  # fmt: skip
            lines.addSpacing(8)
            lines.addWidget(widget)
        lines.addStretch(1)
        left = QScrollArea()
        left.setWidget(side)
        left.setWidgetResizable(True)
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side = left
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 20, 24, 24)
        row.addStretch(1)
        self.paper.setMinimumWidth(min(theme.px(560), 900))
        self.paper.setMaximumWidth(theme.px(780))
        row.addWidget(self.paper, 20)
        row.addStretch(1)
        self.sheet = QScrollArea()
        self.sheet.setWidget(middle)
        self.sheet.setWidgetResizable(True)
        self.sheet.setFrameShape(QScrollArea.Shape.NoFrame)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(left)
        columns.addWidget(self.sheet, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self.notice)
        outer.addLayout(columns, 1)

    def _fit(self) -> None:
        """Give the side its part of the width; the state is said there too where it is narrow."""
        content = self._side.widget()
        needed = 0 if content is None else content.minimumSizeHint().width() + 14
        usual = min(self._desk.theme.px(328), self.width() * 2 // 5)
        self._side.setFixedWidth(max(300, usual, min(needed, self.width() // 2)))
        own = self.pill.sizeHint().width()
        least = self.header.row.minimumSize().width() + (own if self.pill.isHidden() else 0)
        self.pill.setVisible(least <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the side and the header to the width."""
        self._fit()
        super().resizeEvent(event)

    # Choosing and showing --------------------------------------------------------------------

    def choose(self, audience: str) -> None:
        """Show the page for an audience."""
        self.audience = audience
        self.who[audience].setChecked(True)
        self._show()

    def _show(self) -> None:
        timeline = self.opened.timeline
        stands = bool(self.log_gone_on)  # as it was agreed; nothing is left to write it from
        editable = self.audience in ("group", "coach", "supervision") and not stands
        self.whose.setVisible(self.audience == "person")
        self.typed.show_for("person" if stands else self.audience)
        self.quotes.setVisible(self.audience == "group" and not stands)
        for widget in (self.where, self.added, self.ticks):
            widget.setVisible(editable)
        self.letting_go.setVisible(self.audience in CHECKED and not stands)
        self.found.setVisible(self.audience in CHECKED and not stands)
        self._fill_sides()
        place = self.sheet.verticalScrollBar().value()
        try:
            self.document = outliving.document_for(
                self._desk.writer,
                timeline,
                self.audience,
                self.known,
                str(self.whose.currentData() or ""),
                outliving.told_themes(self._desk.writer) if self.audience == "supervision" else (),
            )
        except (make.NotForThem, KeyError) as problem:
            self.document = None
            words = str(problem).strip("'")
            if stands:  # too long for the header, and nothing is wrong
                self.pill.say("No page for this reader")
                self.notice.say(words)
            else:
                self.pill.say(words, "", "trouble")
            self.paper.hide()
            return
        if stands:
            self.notice.say(log_gone.in_words(self.log_gone_on))
        self.paper.show()
        self.findings = (
            [] if stands else findings_for(self.document, self.known, self.audience, timeline)
        )
        self._say_state()
        self._fit()
        self.paper.show_document(self.document, self._doings() if editable else None)
        self.sheet.verticalScrollBar().setValue(place)

    def _say_state(self) -> None:
        if self.log_gone_on:
            self.pill.say("As it was let go")
        elif self.audience not in CHECKED:
            words = {"coach": "Names and words stand here: for you alone",
                     "supervision": "Members stand under letters",
                     "person": "Others are masked"}[self.audience]  # fmt: skip
            self.pill.say(words)
        elif self.findings:
            count = len(self.findings)
            self.pill.say(f"{count} {'thing' if count == 1 else 'things'} to look at", "",
                          "unheard")  # fmt: skip
        else:
            self.pill.say("✓ No name, quote or note of a person leaves in this version")
        self.found.show_findings(
            self.findings, "Nothing here names, quotes or tells somebody apart."
        )
        timeline = self.opened.timeline
        self.letting_go.show_release(
            keeping.release_of(timeline, self.audience), keeping.let_go(timeline, self.audience)
        )

    def _fill_sides(self) -> None:
        timeline = self.opened.timeline
        drafted = make.draft_of(timeline)
        rows = []
        for section in drafted.sections:
            piece = keeping.piece_of(timeline, section_key(section.id))
            shown = section.title.partition(" (")[0]
            rows.append((section.id, shown, piece is None or piece.state != "dropped"))
        self.ticks.show_ticks(
            rows, self._turn_section, up=partial(keeping.move_section, self.opened.recorder)
        )
        if self.where.count() != len(drafted.sections) + 1:
            self.where.clear()
            for section in drafted.sections:
                self.where.addItem(section.title, section.id)
            self.where.addItem("A new section", SECTIONS)
        quoted = [one for one in timeline.moments_in_order() if one.words and not one.by_coach]
        self.quotes.show_ticks(
            [(one.uid, f"“{_short(one.words)}”", self._approved(one.uid)) for one in quoted[:60]],
            self._turn_quote,
            "No words of the room were written down.",
        )
        self.typed.refresh()

    def _edited(self, edit: Edit) -> None:
        self._show()

    # What the coach does ---------------------------------------------------------------------

    def _doings(self) -> Doings:
        recorder = self.opened.recorder
        return Doings(
            rewrite=lambda key, text: keeping.keep(recorder, key, self._section(key), text=text),
            leave_out=self._leave_out,
            move=lambda key, step: keeping.move(recorder, self._section(key), key, step),
            evidence=self._evidence,
            show=self._show_moments,
            release=self._let_stand,
        )

    def _section(self, key: str) -> str:
        for section in make.draft_of(self.opened.timeline).sections:
            if any(sentence.key == key for sentence in section.sentences):
                return section.id
        return ""

    def _let_stand(self, key: str) -> None:
        keeping.keep(self.opened.recorder, key, self._section(key), released=True)
        self.notice.say(
            "It stands as it is, for the group alone.", ("Undo", self.opened.recorder.undo)
        )

    def _leave_out(self, key: str) -> None:
        keeping.keep(self.opened.recorder, key, self._section(key), state="dropped")
        self.notice.say("Left out of the summary.", ("Undo", self.opened.recorder.undo))

    def _moments_of(self, key: str) -> Sequence[str]:
        for section in make.draft_of(self.opened.timeline).sections:
            for sentence in section.sentences:
                if sentence.key == key:
                    return sentence.evidence
        return ()

    def _evidence(self, key: str) -> str:
        from livecoach.core import timecode

        moments = self.opened.timeline.moments
        offsets = sorted(moments[uid].offset_ms for uid in self._moments_of(key) if uid in moments)
        return ", ".join(timecode.minutes(at) for at in offsets)

    def _show_moments(self, key: str) -> None:
        for moment in self._moments_of(key)[:1]:
            self._desk.go("review", f"{self.opened.timeline.session.uid}/{moment}")

    def _turn_section(self, section_id: str, on: bool) -> None:
        state = "kept" if on else "dropped"
        keeping.keep(self.opened.recorder, section_key(section_id), section_id, state=state)

    def _add(self, text: str) -> None:
        section = str(self.where.currentData() or "")
        keeping.add(self.opened.recorder, section, text)
        self.added.line.clear()

    def _approved(self, moment_uid: str) -> bool:
        piece = keeping.piece_of(self.opened.timeline, f"quote.{moment_uid}")
        return piece is not None and piece.released

    def _turn_quote(self, moment_uid: str, on: bool) -> None:
        words = self.opened.timeline.moments[moment_uid].words
        keeping.keep(
            self.opened.recorder, f"quote.{moment_uid}", QUOTES,
            text=words, state="added", released=on,
        )  # fmt: skip

    def _go_to(self, finding: Finding) -> None:
        for line in self.paper.sentences.values():
            if finding.found in line.accessibleName():
                self.sheet.ensureWidgetVisible(line)
                line.setFocus()
                line.write()
                return

    def _step(self, name: str) -> None:
        now = self._desk.read_clock()
        today = local_iso(now.wall_utc_ms, now.utc_offset_min)[:10]
        keeping.step_of_release(self.opened.recorder, self.audience, **{name: today})

    def _shown(self) -> Shown | None:
        if self.document is None:
            return None
        stands = bool(self.log_gone_on)
        refusal = "" if stands else self.letting_go.refusal(self.audience, bool(self.findings))
        seat = str(self.whose.currentData() or "") or None
        return Shown(self.document, self.audience, seat, refusal, stands)

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        recorder = self.opened.recorder
        to = [
            Action(f"summary.for-{name}", f"Summary for: {words.lower()}",
                   partial(self.choose, name), f"Ctrl+{place}", "Session")
            for place, (name, words, _) in enumerate(WHO, 1)
        ]  # fmt: skip
        saves = [
            Action(f"summary.save-{form}", f"Save summary as {words}",
                   partial(self.away.save_as, form), "", "Session")
            for form, words in files.NAMES.items()
            if form not in RECORDS or self.audience == "coach"
        ]  # fmt: skip
        return (
            Action("summary.undo", "Undo", recorder.undo, "Ctrl+Z", "Session"),
            Action("summary.redo", "Redo", recorder.redo, "Ctrl+Shift+Z", "Session"),
            *to,
            *saves,
            Action("summary.copy", "Copy summary as text", self.away.copy, "", "Session"),
            Action("summary.print", "Print summary", self.away.print_out, "Ctrl+P", "Session"),
        )

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True


def _short(words: str) -> str:
    return words if len(words) <= 38 else words[:37].rstrip() + "…"
