"""Let a figure leave the window: to a file the coach names, or for a minute to the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from livecoach.exchange.formulas import neutral
from livecoach.exchange.table import write_table
from livecoach.figures.export import image, png, svg
from livecoach.figures.figure import Figure
from livecoach.ui import clipboard
from livecoach.ui.documents import in_documents
from livecoach.ui.theme import Theme

FORMS = {"svg": "SVG picture", "png": "PNG picture", "csv": "CSV table"}
FONT_PX = 13


def content(figure: Figure, form: str, theme: Theme) -> bytes:
    """Return a figure in one of FORMS. Raise KeyError for another."""
    if form == "csv":
        rows = [[neutral(cell) for cell in row] for row in figure.rows]
        return write_table([neutral(name) for name in figure.headers], rows)
    write = {"svg": svg, "png": png}[form]
    return write(figure, theme.tokens, theme.font(FONT_PX))


def ask_where(figure: Figure, form: str, parent: QWidget) -> Path | None:
    """Return the file the coach names for a figure, or None. The name offered tells nothing."""
    start = in_documents(f"{figure.name}.{form}")
    words = f"{FORMS[form]} (*.{form})"
    chosen, _ = QFileDialog.getSaveFileName(parent, f"Save as {FORMS[form]}", start, words)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(f".{form}")


def write(path: Path, figure: Figure, form: str, theme: Theme) -> bytes:
    """Write a figure to a file, whole or not at all, and return what was written."""
    from livecoach.store.durable import write_whole

    made = content(figure, form, theme)
    write_whole(path, made)
    return made


def as_text(figure: Figure) -> str:
    """Return the table twin as lines of tab-separated cells, as spreadsheets paste them."""
    lines = [figure.headers, *figure.rows]
    return "\n".join("\t".join(neutral(" ".join(cell.split())) for cell in line) for line in lines)


def copy(figure: Figure, theme: Theme) -> None:
    """Put a figure's picture and its table on the clipboard, for a minute."""
    both = QMimeData()
    both.setText(f"{figure.title}\n{figure.sentence}\n\n{as_text(figure)}")
    both.setImageData(image(figure, theme.tokens, theme.font(FONT_PX)))
    clipboard.minute().put(both)
