"""What goes wrong under an open programme is told in the window, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach import paths
from livecoach.core import clock
from livecoach.core.clock import Reading
from livecoach.exchange.example import example_edits
from livecoach.store import backup, lock
from livecoach.store.reading import timeline
from livecoach.ui.backups.page import ProtectionPage
from livecoach.ui.live.window import LiveWindow
from livecoach.ui.ports import Ports
from livecoach.ui.program import Program
from livecoach.ui.recording import open_recorder
from livecoach.ui.unlock import UnlockPage
from livecoach.ui.vault_pages import InUsePage
from tests.core.rooms import HandClock
from tests.store.live import planned
from tests.ui.shell.kept import Kept, held


@pytest.fixture
def kept(program: Program, tmp_path: Path) -> Kept:
    return Kept(tmp_path / "vaults" / "programme-1")


def enter(program: Program, kept: Kept, qtbot: QtBot) -> None:
    program.enter(kept.folder, kept.key, "")
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    program.shell.show()


def tag(program: Program, kept: Kept, number: int, qtbot: QtBot) -> None:
    assert program.opened is not None
    saving = program.opened.saving
    saving.save(kept.about.tag(number))
    qtbot.waitUntil(lambda: saving.all_saved, timeout=20_000)


def renamed_over(record: Path) -> None:
    other = record.with_name("brought-by-a-synchroniser")
    other.write_bytes(b"an older one")
    other.replace(record)


def moved_away(record: Path) -> None:
    record.parent.rename(record.parent.with_name("moved"))


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lambda record: record.unlink(), id="deleted"),
        pytest.param(renamed_over, id="replaced"),
        pytest.param(moved_away, id="its folder moved away"),
    ],
)
def test_a_vault_taken_away_is_put_back_and_the_window_says_so(
    program: Program, qtbot: QtBot, kept: Kept, fault: Callable[[Path], object]
) -> None:
    enter(program, kept, qtbot)
    fault(kept.folder / "vault.db")
    tag(program, kept, 6, qtbot)
    qtbot.waitUntil(lambda: "nothing is lost" in program.shell.notice.words(), timeout=20_000)
    assert program.shell.notice.isVisible()
    assert held(program) == 6


def test_a_second_livecoach_says_where_and_since_when_and_opens_once_the_first_has_closed(
    program: Program, qtbot: QtBot, kept: Kept
) -> None:
    code = (
        "import sys; from pathlib import Path; from livecoach.store.writer import Writer\n"
        "w = Writer(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])); print('open', flush=True)\n"
        "sys.stdin.read(); w.close()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code, str(kept.folder), kept.key.hex()],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout is not None
    try:
        assert first.stdout.readline() == "open\n"
        program.enter(kept.folder, kept.key, "")
        qtbot.waitUntil(lambda: isinstance(program.shell.gate, InUsePage), timeout=20_000)
        page = program.shell.gate
        assert isinstance(page, InUsePage)
        assert "has been open on this computer since 20" in page.lead.text()
        assert f"(process {first.pid})" in page.lead.text()
    finally:
        first.communicate()
    enter(program, kept, qtbot)
    assert held(program) == 5


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"host": "WARD-7", "pid": 4, "since": "2020-01-01T10:00:00+00:00"}',
                     id="another computer's"),
        pytest.param(b"\xff[", id="nonsense"),
    ],
)  # fmt: skip
def test_a_note_left_behind_keeps_nobody_out_of_the_window(
    program: Program, qtbot: QtBot, kept: Kept, left: bytes
) -> None:
    (kept.folder / lock.NAME).write_bytes(left)
    enter(program, kept, qtbot)
    assert held(program) == 5


def test_a_note_of_a_killed_livecoach_keeps_nobody_out(
    program: Program, qtbot: QtBot, kept: Kept
) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path\n"
        "from livecoach.store.writer import Writer\n"
        "Writer(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(kept.folder), kept.key.hex()], check=False)
    assert lock.who_holds(kept.folder) is not None
    enter(program, kept, qtbot)
    assert held(program) == 5


# Clocks --------------------------------------------------------------------------------------


class Clocked:
    """A program whose clock is moved by hand, on a vault with a session that is not begun."""

    def __init__(self, qapp: QApplication, kept: Kept, settings: Path, qtbot: QtBot) -> None:
        self.kept, self._qapp, self._settings, self._qtbot = kept, qapp, settings, qtbot
        self.clock = HandClock(clock.read())
        self.session = ""
        self.program = self._made()

    def _made(self) -> Program:
        recorder = partial(open_recorder, read_clock=self.clock)
        made = Program(
            self._qapp, lambda: Ports(self.clock, recorder, example_edits), self._settings
        )
        enter(made, self.kept, self._qtbot)
        return made

    def go_live(self) -> LiveWindow:
        assert self.program.opened is not None
        self.session, edit = planned()
        self.program.opened.saving.save(edit)
        self.program.shell.go("live", self.session)
        page = self.live()
        page.recorder.start()
        self.saved()
        return page

    def live(self) -> LiveWindow:
        page = self.program.shell.front
        assert isinstance(page, LiveWindow)
        return page

    def saved(self) -> None:
        opened = self.program.opened
        assert opened is not None
        self._qtbot.waitUntil(lambda: opened.saving.all_saved, timeout=20_000)

    def start_again(self) -> None:
        """Close the program without ending anything, and start another."""
        self.close()
        self.program = self._made()

    def close(self) -> None:
        self.program.close_vault()
        self.program.shell.close()
        self.program.shell.deleteLater()
        self.program.deleteLater()

    def noted(self) -> list[str]:
        """Return the kinds of what the clocks did, as the session on disk holds them."""
        self.saved()
        opened = self.program.opened
        assert opened is not None
        read = opened.writer.ask(lambda db: timeline(db, self.session))
        return [event.kind for event in read.clock_events.values()]

    def look(self) -> None:
        """Let the watch look at the clock, as it does every two seconds."""
        watch = self.program._watch
        assert watch is not None
        watch.look()


@pytest.fixture
def clocked(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clocked]:
    monkeypatch.setattr(paths, "vaults_folder", lambda: tmp_path / "vaults")
    made = Clocked(
        qapp, Kept(tmp_path / "vaults" / "programme-1"), tmp_path / "settings.toml", qtbot
    )
    yield made
    made.close()


def test_sleep_locks_the_programme(clocked: Clocked, qtbot: QtBot) -> None:
    clocked.clock.shift(boot_ms=900_000, wall_utc_ms=900_000)
    clocked.look()
    assert clocked.program.opened is None
    assert isinstance(clocked.program.shell.gate, UnlockPage)


def test_sleep_in_a_live_session_draws_the_curtain_and_the_clock_has_gone_on(
    clocked: Clocked, qtbot: QtBot
) -> None:
    page = clocked.go_live()
    clocked.clock.tick(60_000)
    clocked.look()
    clocked.clock.shift(boot_ms=900_000, wall_utc_ms=900_000)
    clocked.look()
    over = clocked.program.shell.over
    assert over is not None
    assert not over.curtain.isHidden()
    assert clocked.program.opened is not None
    assert page.recorder.now_ms() == 960_000
    page.recorder.watch_clock()
    assert clocked.noted() == ["slept"]


def test_a_clock_set_back_moves_no_moment_and_is_noted(clocked: Clocked) -> None:
    page = clocked.go_live()
    clocked.clock.tick(60_000)
    page.recorder.watch_clock()
    clocked.clock.shift(wall_utc_ms=-7_200_000)
    clocked.clock.tick(1_000)
    edit = page.recorder.something()
    assert edit is not None
    assert clocked.noted() == ["stepped"]
    [moment] = page.timeline.moments.values()
    assert moment.offset_ms == 61_000


def test_a_reboot_in_mid_session_is_gone_on_from(clocked: Clocked, qtbot: QtBot) -> None:
    page = clocked.go_live()
    clocked.clock.tick(600_000)
    page.recorder.something()
    clocked.saved()
    now = clocked.clock.reading
    clocked.clock.reading = Reading(
        5_000, 5_000, now.wall_utc_ms + 120_000, now.utc_offset_min, "another boot"
    )
    clocked.start_again()
    notice = clocked.program.shell.notice
    assert "is still running: its clock has gone on." in notice.words()
    [go_on] = [one for one in notice._buttons if one.text() == "Go on with it"]
    go_on.click()
    page = clocked.live()
    assert page.recorder.now_ms() == 720_000
    page.recorder.something()
    assert sorted(one.offset_ms for one in page.timeline.moments.values()) == [600_000, 720_000]
    assert clocked.noted() == ["restarted"]


def test_backups_dated_after_now_are_told_and_a_new_one_is_made(
    program: Program, qtbot: QtBot, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clock.read
    back = 5 * 86_400_000
    monkeypatch.setattr("livecoach.store.writer.IDLE_S", 0.05)
    monkeypatch.setattr(
        clock, "read", lambda: replace(real(), wall_utc_ms=real().wall_utc_ms - back)
    )
    enter(program, kept, qtbot)
    folder = kept.folder / backup.FOLDER
    qtbot.waitUntil(lambda: len(backup.listed(folder)) == 2, timeout=20_000)
    program.shell.go("protection")
    page = program.shell.front
    assert isinstance(page, ProtectionPage)
    qtbot.waitUntil(lambda: bool(page.check.said()), timeout=20_000)
    assert any("dated after now" in line.words for line in page.check.said())
