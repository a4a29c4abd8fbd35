"""Thirty seats and fifty thousand events are reviewed as smoothly as a short session."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.filtering import Filter
from tests.bench.timeline import session_of
from tests.ui.review.opened import Opened, opened_unkept

FELT_MS = 100  # from act to answer, what is felt as instant


def times(at: Opened, qapp: QApplication) -> list[float]:
    """Return what each frame took, in ms, of zooming in, panning and zooming out."""
    taken = []
    for key in [Qt.Key.Key_Plus] * 25 + [Qt.Key.Key_PageDown] * 10 + [Qt.Key.Key_Minus] * 25:
        begun = perf_counter()
        QTest.keyClick(at.page.timeline, key)
        at.page.timeline.repaint()
        taken.append((perf_counter() - begun) * 1000)
    return taken


def test_a_long_session_pans_filters_and_edits_within_what_is_felt(
    qapp: QApplication, tmp_path: Path
) -> None:
    with opened_unkept(qapp, tmp_path, session_of(50_000, 30)) as at:
        scene = at.page.scene
        assert len(scene.lanes.lanes) == 35
        assert median(times(at, qapp)) < FELT_MS / 2
        uid = scene.matches[12_000]
        taken = []
        for act in (
            lambda: scene.pick(uid), lambda: scene.step(1), lambda: scene.step_alike(1),
            lambda: scene.recorder.amend(uid, note="x"), at.page.undo,
            lambda: scene.look_for(Filter(families=frozenset({"language"}))),
            lambda: scene.look_for(Filter()),
        ):  # fmt: skip
            begun = perf_counter()
            act()
            at.page.timeline.repaint()
            at.page.list.repaint()
            taken.append((perf_counter() - begun) * 1000)
        assert median(taken) < FELT_MS
        assert at.page.list.spoken_count() == 25_000
        assert len(at.page.list.rows) < 60, "only the rows in view are laid out"
