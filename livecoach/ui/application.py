"""Start Qt, keep a log that holds no words of the record, and run until the window closes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from livecoach.ui.collecting import Collecting
from livecoach.ui.program import Program

if TYPE_CHECKING:
    from types import TracebackType

    from livecoach.ui.ports import Ports

# Fusion takes our palette alike on every system. Asked for here, Qt makes it once.
START_WITH = ["livecoach", "-style", "fusion"]
LOG_BYTES = 200_000

# The longest the writer waits for the interpreter between two steps of saving a press, while the
# window reads what the press changed. Python's own 5 ms was most of the slowest saves.
SWITCH_S = 0.0005


def run(
    make_ports: Callable[[], Ports], settings_file: Path, begin: Callable[[Program], None]
) -> int:
    """Run the program; return its exit status."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(START_WITH)
    Collecting(app)
    sys.setswitchinterval(SWITCH_S)
    app.setApplicationName("Livecoach")
    app.setDesktopFileName("livecoach")
    program = Program(app, make_ports, settings_file)
    sys.excepthook = _excepthook(program)
    begin(program)
    program.painted.connect(keep_log)
    qInstallMessageHandler(_from_qt)
    try:
        return app.exec()
    finally:
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        program.close_vault()


def keep_log() -> None:
    """Write a log and, if the process faults, where it was; neither holds values or words."""
    import faulthandler
    import logging

    from livecoach import paths

    folder = paths.log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / "livecoach.log"
        if file.exists() and file.stat().st_size > LOG_BYTES:
            file.replace(folder / "livecoach.log.1")
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
        fault = (folder / "fault.log").open("w", encoding="ascii")
    except OSError:
        return  # a log is a convenience: its folder may be read-only
    faulthandler.enable(fault)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("livecoach")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def where(error: BaseException) -> str:
    """Return an error's type and the lines it came through; its message may quote the record."""
    import traceback

    steps = traceback.extract_tb(error.__traceback__)
    lines = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
    return f"{type(error).__name__} at {lines}" if lines else type(error).__name__


def _excepthook(
    program: Program,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        said = where(error.with_traceback(trace))
        _log("error", said)
        print(f"livecoach: {said}", file=sys.stderr)
        program.shell.tell(
            f"Something went wrong here ({said.split(' < ')[0]}). What is marked as saved is "
            "saved; you can go on.",
            trouble=True,
        )

    return hook


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # Qt quotes file names and texts after a colon or in quotes: what comes before is its own.
    safe = message.split('"')[0].split("'")[0].split(":")[0][:120]
    _log("warning", f"Qt {kind.name} {context.category or ''} {safe}")


def _log(level: str, words: str) -> None:
    import logging

    getattr(logging.getLogger("livecoach"), level)("%s", words)
