"""Say where a file dialog begins: among the coach's documents, never in the program's folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """Return the coach's own folder of documents."""
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where) or Path.home())


def in_documents(name: str = "") -> str:
    """Return that folder, or a name in it, as file dialogs take it."""
    return os.fspath(documents() / name)
