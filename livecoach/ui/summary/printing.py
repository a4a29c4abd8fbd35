"""Print pages with a preview: what is shown is what is printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget


def preview(pages: Sequence[bytes], parent: QWidget) -> None:
    """Show a print preview of pages given as PNG; what is shown is what is printed."""
    from PySide6.QtPrintSupport import QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle("Print")
    dialog.paintRequested.connect(lambda device: put_on(device, pages))
    dialog.exec()


def put_on(printer: QPrinter, pages: Sequence[bytes]) -> None:
    """Paint pages given as PNG on a printer, one a sheet."""
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        free = printer.pageRect(QPrinter.Unit.DevicePixel)
        place = QRectF(-free.left(), -free.top(), sheet.width(), sheet.height())
        painter.drawImage(place, QImage.fromData(page))
    painter.end()
