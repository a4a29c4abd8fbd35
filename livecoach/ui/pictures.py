"""Paint every window to PNG without a screen, from the example in a throw-away vault."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

SIZES = ((1440, 900), (1280, 720))
DARK_TOO = ("session", "review", "pairs", "trends")
OPEN_WITHIN_MS = 30_000

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from livecoach.core.edit import Edit
    from livecoach.ui.picture_meeting import Hand
    from livecoach.ui.program import Program


def paint_all(folder: Path) -> list[Path]:
    """Paint each window at each of SIZES, in light and where it matters dark; return the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from livecoach.store import durable
    from livecoach.ui.application import START_WITH
    from livecoach.ui.picture_meeting import Hand

    durable.make_private_folder(folder)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(START_WITH)
    with tempfile.TemporaryDirectory(prefix="livecoach-") as room:
        hand = Hand()
        program = _program(app, hand, Path(room) / "settings.toml")
        try:
            return _Painter(program, hand, folder).all()
        finally:
            program.close_vault()
            program.shell.deleteLater()
            program.deleteLater()
            _wait(lambda: True)


def _program(app: object, hand: Hand, settings_file: Path) -> Program:
    from PySide6.QtWidgets import QApplication

    from livecoach.ui.ports import Ports
    from livecoach.ui.program import Program
    from livecoach.ui.recording import open_recorder

    if not isinstance(app, QApplication):
        raise TypeError("pictures need a QApplication")
    ports = Ports(hand.read, partial(open_recorder, read_clock=hand.read), _example)
    program = Program(app, lambda: ports, settings_file)
    program.settings.set(scheme="light")
    return program


def _example() -> list[Edit]:
    from livecoach.exchange.example import example_edits
    from livecoach.exchange.example_year import year_edit

    programme, session = example_edits()
    return [programme, session, year_edit(programme)]


class _Painter:
    def __init__(self, program: Program, hand: Hand, folder: Path) -> None:
        self._program, self._hand, self._folder = program, hand, folder
        self._files: list[Path] = []
        self._session = ""  # the example's own meeting

    def all(self) -> list[Path]:
        program = self._program
        program.to_first_page()
        program.shell.show()
        page = program.shell.gate
        said = getattr(page, "said", [])
        _wait(lambda: all(text.text() != "Looking…" for text in said))
        self._each("first-run")
        self._door_pages()
        program.try_example()
        _wait(lambda: program.opened is not None)
        self._pages()
        self._live()
        return self._files

    def _door_pages(self) -> None:
        from livecoach.ui.new_vault import NewVaultPage
        from livecoach.ui.recovery import RecoveryPage
        from livecoach.ui.unlock import UnlockPage

        door, shell = self._program.door, self._program.shell
        shell.show_gate(NewVaultPage(door))
        self._each("new-programme")
        key = "-".join(["0ABCDEFG", "H1JKMNPQ", "RS2TVWXY", "Z0123456",
                        "789ABCDE", "FGHJKMNP", "QRSTVWXY", "Z9876543"])  # fmt: skip
        shell.show_gate(RecoveryPage(self._program.theme, key, lambda: None))
        self._each("recovery-key")
        shell.show_gate(UnlockPage(door, Path("programme-1")))
        self._each("unlock")

    def _pages(self) -> None:
        from livecoach.store import reading

        program = self._program
        opened = program.opened
        if opened is None:
            raise RuntimeError("the example is not open")
        lines = opened.writer.ask(reading.sessions)
        held = [line for line in lines if line.state == "ended"]
        latest = {line.kind: line.uid for line in held}
        self._session = max(held, key=lambda line: line.moments).uid
        posts = opened.writer.ask(reading.posts)
        self._each("sessions", dark=True)
        for name, uid in (
            ("engagement", ""),
            ("agreement", ""),
            ("invite", ""),
            ("pairs", ""),
            ("trends", ""),
            ("pulse", ""),
            ("conversation", latest["one_to_one"]),
            ("pair", latest["pair"]),
            ("session", self._session),
            ("review", self._session),
            ("summary", self._session),
            ("checkout", self._session),
            ("boards", ""),
            ("board", "live-coaching"),
            ("bring", ""),
            ("protection", ""),
            ("privacy", ""),
            ("purge", ""),
            ("holds", ""),
            ("processing", ""),
            ("texts", ""),
            ("settings", ""),
            ("about", ""),
        ):
            program.shell.go(name, uid)
            check = getattr(program.shell.front, "check", None)
            if check is not None:
                _wait(lambda check=check: bool(check.said()))  # type: ignore[misc]
            self._each(name, dark=name in DARK_TOO)
        self._passing()
        self._duties(posts[1].uid)
        program.shell.go("home")
        over = program.shell.over
        if over is not None:
            over.palette.open()
            self._each("palette")
            over.palette.close_palette()
            over.keys.toggle()
            self._each("keys")
            over.keys.put_away()

    def _passing(self) -> None:
        from livecoach.ui.checkout.page import CheckOutPage

        shell = self._program.shell
        shell.go("checkout", self._session)
        page = shell.front
        if isinstance(page, CheckOutPage):
            page.begin()
            self._each("checkout-asked")
            page.end()
            shell.go("home")

    def _duties(self, post: str) -> None:
        from livecoach.ui.erasing.page import ErasePage
        from livecoach.ui.held.page import HeldPage

        shell = self._program.shell
        shell.go("held", post)
        held = shell.front
        if isinstance(held, HeldPage):
            _wait(lambda: held.held is not None)
            self._each("held")
        shell.go("erase", f"person:{post}")
        erase = shell.front
        if isinstance(erase, ErasePage):
            _wait(lambda: erase.ahead is not None)
            self._each("erase")

    def _live(self) -> None:
        from livecoach.ui.live.window import LiveWindow
        from livecoach.ui.picture_meeting import record_again

        shell = self._program.shell
        if shell.desk is None:
            raise RuntimeError("the example is not open")
        uid = record_again(shell.desk, self._hand, self._session)
        shell.go("live", uid)
        saving = shell.desk.saving
        _wait(lambda: saving.all_saved)
        self._each("live", dark=True)
        page = shell.front
        if not isinstance(page, LiveWindow):
            raise RuntimeError("the live window did not open")
        page.veil.toggle_discreet()
        self._each("live-discreet")
        page.veil.toggle_discreet()
        page.veil.toggle_strip()
        strip = page.veil.strip
        if strip is not None:
            for scheme in ("light", "dark"):
                self._program.settings.set(scheme=scheme)
                self._grab(strip, f"live-compact-{scheme}")
        page.veil.toggle_strip()
        self._program.settings.set(scheme="light")
        if shell.over is not None:
            shell.over.curtain.toggle()
            self._each("curtain")
            shell.over.curtain.toggle()

    def _each(self, name: str, dark: bool = False) -> None:
        shell = self._program.shell
        for scheme in ("light", "dark") if dark else ("light",):
            self._program.settings.set(scheme=scheme)
            for width, height in SIZES:
                shell.resize(width, height)
                shown = f"{name}-{scheme}" if dark else name
                self._grab(shell, f"{shown}-{width}x{height}")
        self._program.settings.set(scheme="light")

    def _grab(self, window: QWidget, name: str) -> None:
        _wait(lambda: True)
        path = self._folder / f"{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"The picture {path} could not be written.")
        self._files.append(path)


def _wait(done: Callable[[], bool]) -> None:
    """Let events pass until ``done``, and once more; raise TimeoutError after OPEN_WITHIN_MS."""
    from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(OPEN_WITHIN_MS)
    loop = QEventLoop()
    while not done():
        if deadline.hasExpired():
            raise TimeoutError("the example took too long to open")
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _ in range(3):  # layouts settle in a few rounds
        loop.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
