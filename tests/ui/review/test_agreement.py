"""A moment of contracting again begins a new version of the agreement, and is written in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from livecoach.core.coaching import Agreement
from livecoach.core.edit import Edit, insert
from livecoach.core.ids import new_uid
from livecoach.store import reading
from livecoach.ui.review.moment_panel import MomentPanel
from tests.figures.timelines import full
from tests.ui.review.opened import Opened, opened


def versions(at: Opened) -> list[tuple[int, str, str | None, str]]:
    assert at.writer.flush(10)
    found = at.writer.ask(lambda db: reading.rows(db, Agreement))
    return [(one.version, one.agreed_on, one.moment, one.sharing) for one in found]


def test_contracting_again_begins_the_next_version_once(qapp: QApplication, tmp_path: Path) -> None:
    agreed = Agreement(new_uid(), 1, "2026-01-05", sharing="The group first")
    with opened(qapp, tmp_path, full(), "m1") as at:
        at.writer.save(Edit(new_uid(), "Agreement", "", (insert(agreed),)))
        panel = at.page.editor.panel
        assert isinstance(panel, MomentPanel)
        button = panel.decision.agree
        assert not button.isVisible()  # it was an interjection of another kind
        panel.decision.action.choose("contract")
        qapp.processEvents()
        assert button.isVisible()
        button.click()
        before = (1, "2026-01-05", None, "The group first")
        assert versions(at) == [before, (2, "", "m1", "The group first")]
        assert at.gone[-1] == ("agreement", "")
        button.click()
        assert len(versions(at)) == 2
        panel.decision.choice.choose("let_run")
        qapp.processEvents()
        assert not button.isVisible()
