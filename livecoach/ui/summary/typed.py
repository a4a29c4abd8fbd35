"""What the coach types beside the page: what was agreed, the sponsor's lines, the movements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.core import timecode
from livecoach.core.recorder import Recorder
from livecoach.report import make
from livecoach.report.pieces import MOVEMENT_EDGES, NEXT, PARAPHRASES, PURPOSE
from livecoach.ui.programme.fields import LineField, TextField
from livecoach.ui.summary import keeping
from livecoach.ui.theme import Theme

DRAFTED = ("group", "coach", "supervision")


class Typed(QWidget):
    """The fields; each is kept as it is left, and each is one edit."""

    def __init__(self, theme: Theme, recorder: Recorder) -> None:
        super().__init__()
        self._recorder = recorder
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        self.edges = LineField(
            theme, "Where the movements change", self._keep_edges,
            "Times such as 28:10, 46:00. Empty finds them from the record.",
        )  # fmt: skip
        self.agreed = TextField(
            theme, "What you agreed", self._keep_agreed,
            "The group's own words, one line each.", 3,
        )  # fmt: skip
        self.paraphrases = TextField(
            theme, "Said, in my words", partial(keeping.keep_lines, recorder, PARAPHRASES),
            "For supervision: no names, one line each.", 3,
        )  # fmt: skip
        self.purpose = LineField(theme, "Purpose worked on (sponsor)", self._keeper(PURPOSE))
        self.next = LineField(theme, "Coaching next (sponsor)", self._keeper(NEXT))
        for field in (self.edges, self.agreed, self.paraphrases, self.purpose, self.next):
            lines.addWidget(field)

    def show_for(self, audience: str) -> None:
        """Show the fields that this audience's page has."""
        self.edges.setVisible(audience in DRAFTED)
        self.agreed.setVisible(audience in ("group", "sponsor"))
        self.paraphrases.setVisible(audience == "supervision")
        self.purpose.setVisible(audience == "sponsor")
        self.next.setVisible(audience == "sponsor")
        self.setVisible(audience != "person")

    def refresh(self) -> None:
        """Show what stands."""
        timeline = self._recorder.timeline
        spans = make.draft_of(timeline).movements.spans
        self.edges.show_text(", ".join(timecode.minutes(start) for start, _ in spans[1:]))
        agreed = keeping.lines_of(timeline, "agreed")
        self.agreed.show_text("\n".join(one.text for one in agreed))
        said = keeping.lines_of(timeline, PARAPHRASES)
        self.paraphrases.show_text("\n".join(one.text for one in said))
        for field, key in ((self.purpose, PURPOSE), (self.next, NEXT)):
            piece = keeping.piece_of(timeline, key)
            field.show_text("" if piece is None else piece.text)

    def _keep_agreed(self, text: str) -> None:
        keeping.keep_lines(self._recorder, "agreed", text)

    def _keeper(self, key: str) -> Callable[[str], None]:
        def kept(text: str) -> None:
            keeping.keep(self._recorder, key, "sponsor", text=text.strip(), state="kept")

        return kept

    def _keep_edges(self, text: str) -> None:
        """Keep where the movements change. Raise ValueError for what is no time."""
        parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
        times = sorted(timecode.parse(part) for part in parts)
        if not times:
            keeping.keep(self._recorder, MOVEMENT_EDGES, "", text="", state="dropped")
            return
        said = ",".join(map(str, times))
        keeping.keep(self._recorder, MOVEMENT_EDGES, "", text=said, state="kept")
