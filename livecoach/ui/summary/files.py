"""Write a summary to a file where the coach wants it, and remember what left, never its content."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from livecoach.report.document import Document
from livecoach.store.durable import write_whole
from livecoach.ui.documents import documents
from livecoach.ui.summary import release

NAMES = {
    "docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown", "xlsx": "Excel",
    "csv": "CSV", "json": "JSON", "parquet": "Parquet",
}  # fmt: skip


def default_name(audience: str, form: str) -> str:
    """Return a file name with nothing confidential in it."""
    return f"summary-{audience}.{form}"


def first_folder(last: str) -> Path:
    """Return the folder used last, else the documents folder."""
    if last and Path(last).is_dir():
        return Path(last)
    return documents()


def ask_where(parent: QWidget, last: str, audience: str, form: str) -> Path | None:
    """Return the file the coach names, or None."""
    start = first_folder(last) / default_name(audience, form)
    chosen, _ = QFileDialog.getSaveFileName(
        parent, f"Save as {NAMES[form]}", os.fspath(start), f"{NAMES[form]} (*.{form})"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(f".{form}")


def write(path: Path, content: bytes) -> str:
    """Write a file whole, for its owner alone; return its fingerprint. Raise OSError."""
    write_whole(path, content)
    return release.fingerprint(content)


def content_of(document: Document, form: str, template: Path | None = None) -> bytes:
    """Return a document in one format, in a coach's own Word file where one is given."""
    return release.written(document, form, template)


def open_after(path: Path) -> Callable[[], object]:
    """Return what opens a file in its own program."""
    return lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(os.fspath(path)))
