"""Take the timeline out of the program: SVG, PNG, the clipboard, paper with a preview first."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, QStandardPaths
from PySide6.QtGui import QFont, QPageLayout, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from livecoach.figures.timeline_export import full_size, image, paint_picture, png, svg
from livecoach.figures.tokens import LIGHT
from livecoach.store.durable import write_whole
from livecoach.ui import clipboard
from livecoach.ui.review.heading import foot_words
from livecoach.ui.review.scene import Scene

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FORMS = {"svg": "SVG picture", "png": "PNG picture"}
PAGE_PX = 1120
PAPER = replace(LIGHT, ground="#FFFFFF")
TITLE = "Timeline"  # a file's name and properties tell nothing; its foot says which session


class Pictures:
    """The timeline as it is zoomed and filtered now, in the light scheme, every lane in it."""

    def __init__(self, scene: Scene, family: str) -> None:
        self._scene = scene
        self._family = family

    def font(self, px: int = 13) -> QFont:
        """Return the font pictures are set in."""
        made = QFont(self._family)
        made.setPixelSize(px)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    def content(self, form: str) -> bytes:
        """Return the picture as "svg" or "png"."""
        scene, font = self._scene, self.font()
        size = full_size(scene.lanes, font)
        view, foot = scene.picture_view(), foot_words(scene.timeline)
        if form == "svg":
            return svg(scene.lanes, view, LIGHT, font, size, scene.lighting, TITLE, foot)
        return png(image(scene.lanes, view, LIGHT, font, size, scene.lighting, foot=foot))

    def copy(self) -> None:
        """Put the picture on the clipboard, for a minute."""
        scene, font = self._scene, self.font()
        size = full_size(scene.lanes, font)
        made = image(
            scene.lanes, scene.picture_view(), LIGHT, font, size, scene.lighting,
            foot=foot_words(scene.timeline),
        )  # fmt: skip
        held = QMimeData()
        held.setImageData(made)
        clipboard.minute().put(held)

    def paint_page(self, printer: QPrinter) -> None:
        """Paint the timeline across one page of a printer."""
        painter = QPainter(printer)
        page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
        # As wide as keeps the letters readable on A4; as high as the page, or as the lanes need.
        least = full_size(self._scene.lanes, self.font(), PAGE_PX)
        box = QRectF(0, 0, PAGE_PX, max(PAGE_PX * page.height() / page.width(), least.height()))
        scale = min(page.width() / box.width(), page.height() / box.height())
        painter.scale(scale, scale)
        view = self._scene.picture_view()
        lanes, foot = self._scene.lanes, foot_words(self._scene.timeline)
        paint_picture(painter, box, lanes, view, PAPER, self.font(), self._scene.lighting, foot)
        painter.end()


def save(parent: QWidget, pictures: Pictures, form: str) -> tuple[str, bool]:
    """Ask for a file and write the picture there; return what to say and whether it went wrong."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    start = os.fspath(Path(folder or Path.home()) / f"timeline.{form}")
    chosen, _ = QFileDialog.getSaveFileName(
        parent, f"Save the timeline as {FORMS[form]}", start, f"{FORMS[form]} (*.{form})"
    )
    if not chosen:
        return "", False
    path = Path(chosen)
    return write(path if path.suffix else path.with_suffix(f".{form}"), pictures, form)


def write(path: Path, pictures: Pictures, form: str) -> tuple[str, bool]:
    """Write the picture to a file; return what to say and whether it went wrong."""
    try:
        write_whole(path, pictures.content(form))
    except OSError as error:
        reason = error.strerror or "it was refused"
        return f"{path} could not be written: {reason}. Choose another folder.", True
    return f"The timeline stands in {path}. It shows the seats by name.", False


def preview(parent: QWidget, pictures: Pictures) -> None:
    """Show the page as it will be printed, with the printer's own choices."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(TITLE)
    shown = QPrintPreviewDialog(printer, parent)
    shown.paintRequested.connect(pictures.paint_page)
    shown.resize(1000, 720)
    shown.exec()
