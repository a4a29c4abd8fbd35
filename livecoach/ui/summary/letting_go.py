"""Three steps before a page leaves: shown to the group, its agreement, let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.planning.dates import shown_date
from livecoach.core.summary import Release
from livecoach.core.timeline import Timeline
from livecoach.report import make
from livecoach.report.check import Finding, Known
from livecoach.report.document import Document
from livecoach.report.pieces import released_keys
from livecoach.ui.summary.files import NAMES
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

STEPS = (
    ("shown_on", "Shown to the group", "I have shown it"),
    ("agreed_on", "The group agrees", "They agree"),
)


CHECKED = ("group", "sponsor")  # whose pages are checked before they leave


def findings_for(
    document: Document, known: Known, audience: str, timeline: Timeline
) -> list[Finding]:
    """Return what to look at before a page leaves; nothing is let stand for a sponsor."""
    if audience not in CHECKED:
        return []
    sponsor = audience == "sponsor"
    stands = frozenset() if sponsor else released_keys(timeline.pieces.values())
    return make.checked(document, known, sponsor, stands)


class LettingGo(QWidget):
    """The steps of a release; a sponsor's page leaves only after both."""

    def __init__(self, theme: Theme, step: Callable[[str], object]) -> None:
        super().__init__()
        self._release: Release | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(Text(theme, "Letting it go", "section"))
        self._words: dict[str, Text] = {}
        self._buttons: dict[str, Button] = {}
        for name, words, act in STEPS:
            row = QHBoxLayout()
            said = Text(theme, words, "body", wrap=True)
            button = Button(theme, act, partial(step, name), "quiet")
            row.addWidget(said, 1)
            row.addWidget(button)
            lines.addLayout(row)
            self._words[name], self._buttons[name] = said, button
        self._gone = Text(theme, "", "small", wrap=True)
        lines.addWidget(self._gone)

    def show_release(self, release: Release | None, gone: Sequence[Release] = ()) -> None:
        """Show which steps are done, with their dates, and what has gone out before."""
        said = [_gone_out(one) for one in gone[:5]]
        self._gone.say("Gone out: " + "; ".join(said) if said else "")
        self._gone.setVisible(bool(said))
        self._release = release
        for name, words, _ in STEPS:
            on = "" if release is None else str(getattr(release, name))
            self._words[name].say(f"✓ {words}, {shown_date(on)}" if on else words)
            self._buttons[name].setVisible(not on)

    def refusal(self, audience: str, findings: bool) -> str:
        """Return why the page may not leave yet, and what to do; "" where it may."""
        if audience == "sponsor":
            if findings:
                return "Mend what stands under “Before it leaves” first; then it can go."
            if self._release is None or not self._release.shown_on:
                return "Show it to the group first, then say so under “Letting it go”."
            if not self._release.agreed_on:
                return "Ask the group for its agreement first, then say so here."
        return ""


def _gone_out(release: Release) -> str:
    """Return how and when a page went, and the first letters of its fingerprint, if it has one."""
    words = f"{NAMES.get(release.form, release.form)}, {shown_date(release.released_at)}"
    return f"{words} ({release.fingerprint[:8]})" if release.fingerprint else words
