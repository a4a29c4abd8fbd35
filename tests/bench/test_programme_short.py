"""A short run of the programme's measurement: what is kept is what a full recomputation finds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from livecoach.store import reading
from livecoach.ui.programme.figures_kept import held_sessions
from livecoach.ui.theme import Theme
from tests.bench import programme
from tests.ui.programme.room import open_room

SOME = 8_000  # turns and moments


def test_figures_kept_are_those_of_a_full_recomputation_after_edits_too(
    qapp: QApplication, tmp_path: Path
) -> None:
    with open_room(tmp_path, Theme(qapp, "light")) as room:
        programme.fill(room, SOME)
        lines = room.writer.ask(reading.sessions)[:12]
        before = {one.session: one.figures for one in held_sessions(room.writer, "live", lines)}
        number = int(lines[3].uid[1:])
        _, made = programme.change_one(room, number)
        after = {one.session: one.figures for one in held_sessions(room.writer, "live", lines)}
        assert made == after[f"s{number}"] != before[f"s{number}"]
        for session, figures in after.items():
            assert figures == programme.recomputed(room, int(session[1:]))
            if session != f"s{number}":
                assert figures == before[session]
