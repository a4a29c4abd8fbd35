"""Thirty seats and fifty thousand events are reviewed as smoothly as a short session."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import thread_time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.filtering import Filter
from tests.bench.timeline import session_of
from tests.ui.review.opened import Opened, opened_unkept

NO_MORE = 6.0  # times a session of a hundredth of the events: a frame paints pixels, not events


def frames(at: Opened) -> list[float]:
    """Return the processor's time for each frame of zooming in, panning and zooming out."""
    taken = []
    for key in [Qt.Key.Key_Plus] * 25 + [Qt.Key.Key_PageDown] * 10 + [Qt.Key.Key_Minus] * 25:
        begun = thread_time()
        QTest.keyClick(at.page.timeline, key)
        at.page.timeline.repaint()
        taken.append(thread_time() - begun)
    return taken


def test_a_long_session_pans_as_a_short_one_and_is_filtered_and_edited(
    qapp: QApplication, tmp_path: Path
) -> None:
    for name in ("short", "long"):
        (tmp_path / name).mkdir()
    with opened_unkept(qapp, tmp_path / "short", session_of(500, 30)) as at:
        short = median(frames(at))
    with opened_unkept(qapp, tmp_path / "long", session_of(50_000, 30)) as at:
        scene = at.page.scene
        assert len(scene.lanes.lanes) == 35
        assert median(frames(at)) < NO_MORE * short
        uid = scene.matches[12_000]
        scene.pick(uid)
        scene.step(1)
        scene.step_alike(1)
        scene.recorder.amend(uid, note="x")
        at.page.undo()
        assert scene.timeline.moments[uid].note != "x"
        scene.look_for(Filter(families=frozenset({"language"})))
        assert 0 < len(scene.matches) < 25_000
        scene.look_for(Filter())
        assert at.page.list.spoken_count() == 25_000
        assert len(at.page.list.rows) < 60, "only the rows in view are laid out"
