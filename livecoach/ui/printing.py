"""Put the key sheet on paper or in a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtGui import QPdfWriter as PdfWriter
from PySide6.QtWidgets import QFileDialog

from livecoach.ui.documents import in_documents
from livecoach.ui.key_sheet import Ink, Section, paint_sheet, sheet_height

if TYPE_CHECKING:
    from livecoach.ui.shell import Shell

SHEET_PX = 660  # the width of a portrait page, in the sheet's own pixels


def print_keys(shell: Shell) -> None:
    """Ask for a printer and print the key sheet."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, shell).exec():
        paint(printer, shell.key_sections(), shell.theme.family)


def save_keys(shell: Shell) -> None:
    """Ask for a file and write the key sheet there as PDF."""
    chosen, _ = QFileDialog.getSaveFileName(
        shell, "Save the keys as PDF", in_documents("livecoach-keys.pdf"), "PDF (*.pdf)"
    )
    if not chosen:
        return
    if write_keys(Path(chosen), shell.key_sections(), shell.theme.family):
        shell.tell(f"The keys stand in {chosen}.")
    else:
        shell.tell(f"{chosen} could not be written; choose another folder.", trouble=True)


def write_keys(file: Path, sections: list[Section], family: str) -> bool:
    """Write the key sheet as an A4 PDF; return whether it could be written."""
    try:
        with file.open("wb"):
            pass  # Qt would only say on the console that it cannot write here
    except OSError:
        return False
    writer = PdfWriter(str(file))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                    QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    )  # fmt: skip
    writer.setTitle("Livecoach keys")
    return paint(writer, sections, family)


def paint(device: QPagedPaintDevice, sections: list[Section], family: str) -> bool:
    """Paint the sheet on one page, made smaller where it would run over."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = QRectF(painter.viewport())
    unit = page.width() / SHEET_PX

    def font(px: float, weight: int) -> QFont:
        made = QFont(family)
        made.setPixelSize(max(round(px * unit), 1))
        made.setWeight(QFont.Weight(weight))
        return made

    ink = Ink(font, unit, QColor("#000000"), QColor("#444444"), QColor("#888888"))
    while (
        unit > page.width() / (4 * SHEET_PX)
        and sheet_height(painter, page.width(), sections, ink) > page.height() - 48 * unit
    ):
        unit *= 0.95
        ink = replace(ink, unit=unit)
    painter.setFont(font(20, 600))
    painter.drawText(QRectF(page.left(), page.top(), page.width(), 34 * unit),
                     Qt.AlignmentFlag.AlignVCenter, "Livecoach · all keys")  # fmt: skip
    paint_sheet(painter, page.adjusted(0, 48 * unit, 0, 0), sections, ink)
    painter.end()
    return True
