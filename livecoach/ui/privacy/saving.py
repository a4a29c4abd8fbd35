"""Save a document or a list of the duties where the coach wants it, and note that it left."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.noting import note
from livecoach.ui.summary import files
from livecoach.ui.widgets.notice import Notice


class Saving:
    """Asks for a file, writes it aside, says what came of it on the page's own notice."""

    def __init__(self, desk: Desk, notice: Notice, parent: QWidget) -> None:
        self._desk, self._notice, self._parent = desk, notice, parent

    def save_as(
        self, name: str, form: str, content: Callable[[], bytes], act: str, what: str
    ) -> None:
        """Ask where to, and write; ``act`` and ``what`` are noted in the processing log."""
        last = self._desk.settings.choices.export_folder
        start = files.first_folder(last) / f"{name}.{form}"
        words = f"{files.NAMES[form]} (*.{form})"
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, f"Save as {files.NAMES[form]}", os.fspath(start), words
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(f".{form}")
            self.write(path, form, content, act, what)

    def write(
        self, path: Path, form: str, content: Callable[[], bytes], act: str, what: str
    ) -> None:
        """Write a file, off the window's thread."""
        aside(
            lambda: files.write(path, content()),
            partial(self._written, path, form, act, what),
            partial(self._failed, path),
            self._parent,
        )

    def _written(self, path: Path, form: str, act: str, what: str, fingerprint: str) -> None:
        self._desk.settings.set(export_folder=str(path.parent))
        note(self._desk, act, what, **{form: 1})
        self._notice.say(f"Saved {path.name}. The file is not encrypted.",
                         ("Open it", files.open_after(path)))  # fmt: skip

    def _failed(self, path: Path, error: Exception) -> None:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self._notice.say(f"{path.name} was not written: {why}. Choose another folder.",
                         trouble=True)  # fmt: skip
