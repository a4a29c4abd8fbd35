"""Join a session's document to its writer: one place for the window and the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from livecoach import paths
from livecoach.core.timeline import Timeline
from livecoach.report import make
from livecoach.report.check import Known
from livecoach.report.document import Document
from livecoach.ui.summary.drawing import draw

FORMS = ("docx", "pdf", "html", "md")
AUDIENCES = ("coach", "group", "supervision", "sponsor", "person")


def document_for(
    timeline: Timeline,
    audience: str,
    known: Known,
    seat_uid: str = "",
    themes: Sequence[str] = (),
) -> Document:
    """
    Return a session's document for one audience; ``seat_uid`` for a person's own.

    Raise report.make.NotForThem where this audience may not have one, KeyError for no such seat.
    """
    makers: dict[str, Callable[[], Document]] = {
        "coach": lambda: make.for_coach(timeline),
        "group": lambda: make.for_group(timeline, known),
        "supervision": lambda: make.for_supervision(timeline, themes),
        "sponsor": lambda: make.for_sponsor(timeline, known),
        "person": lambda: make.for_person(timeline, seat_uid, known),
    }
    return makers[audience]()


def written(document: Document, form: str, template: Path | None = None) -> bytes:
    """Return a document in one of FORMS; ``template`` is a coach's own Word file."""
    from livecoach.report.writers import docx, html, markdown, pdf

    if form == "docx":
        return docx.write(document, draw, template)
    if form == "pdf":
        shelf = paths.resource("templates/summary.typ")
        return pdf.write(document, draw, shelf, paths.resource("fonts"))
    if form == "html":
        page = paths.resource("templates/summary.html").read_text("utf-8")
        return html.write(document, draw, page)
    if form == "md":
        return markdown.write(document)
    raise ValueError(f"there is no writer for {form}")


def pages(document: Document, dots_an_inch: int = 200) -> list[bytes]:
    """Return the document's pages as PNG."""
    from livecoach.report.writers import pdf

    shelf = paths.resource("templates/summary.typ")
    return pdf.pages(document, draw, shelf, paths.resource("fonts"), dots_an_inch)


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
