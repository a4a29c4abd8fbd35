"""No word of a record reaches a file of the group's or the sponsor's, in any format."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from livecoach.core.timeline import Timeline
from livecoach.report import make
from livecoach.report.audiences import group
from livecoach.report.check import Known
from livecoach.report.document import Document, Paragraph, plain
from tests.security.canaries import leaks, run


@pytest.mark.usefixtures("qapp")
def test_thirty_records_leak_nothing_in_any_format() -> None:
    assert run(30, 20_261) == []


def test_the_search_finds_a_leak(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    real = make.for_sponsor

    def leaky(timeline: Timeline, known: Known) -> Document:
        document = real(timeline, known)
        note = next(iter(timeline.moments.values())).note
        blocks = (*document.blocks, Paragraph(plain(note)))
        return Document(document.title, document.subtitle, document.status, blocks, group.HANDLING)

    monkeypatch.setattr(make, "for_sponsor", leaky)
    forms = {line.split()[1] for line in leaks(7, with_pdf=True)}
    assert forms == {"md", "html", "docx", "pdf"}
