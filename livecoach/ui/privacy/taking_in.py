"""Take the text of an agreement into the Agreement page, as a new draft version."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from livecoach.core.coaching import Agreement
from livecoach.core.ids import new_uid
from livecoach.report.document import Document
from livecoach.report.texts import parts_of
from livecoach.ui.conversations.row_book import RowBook
from livecoach.ui.desk import Desk

# The headings of the text, and the part of an agreement each becomes.
HEADINGS = {
    "Parties": "parties",
    "What is logged": "logged",
    "What goes to whom": "sharing",
    "How long it is kept": "retention",
    "Anything else": "text",
}


def take_in(desk: Desk, document: Document) -> Agreement:
    """
    Return the draft that the text became.

    An agreed version stands, and a new one begins; in a draft that stands already, what is
    written is left alone and only empty parts are filled. It can be undone on its page.
    """
    said = parts_of(document)
    made = {name: said.get(heading, "") for heading, name in HEADINGS.items()}
    holder = QObject()
    book = RowBook(desk, (Agreement,), holder)
    newest = max(book.all(Agreement), key=lambda row: row.version, default=None)
    if newest is None or newest.agreed_on:
        version = 1 if newest is None else newest.version + 1
        draft = Agreement(new_uid(), version, "", **made)
        book.replace("Agreement", (None, draft))
        return draft
    draft = newest
    for name, text in made.items():
        if not getattr(newest, name).strip():
            draft = replace(draft, **{name: text})  # type: ignore[arg-type]
    book.replace("Agreement", (newest, draft))
    return draft
