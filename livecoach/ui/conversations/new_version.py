"""Begin a new version of the agreement from the moment it was spoken about again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from livecoach.core.coaching import Agreement
from livecoach.core.ids import new_uid
from livecoach.ui.conversations.row_book import RowBook
from livecoach.ui.desk import Desk


def begin_from(desk: Desk, moment_uid: str) -> Agreement:
    """
    Return the draft that comes from a moment: one that stands, or a new version.

    A draft that came from no moment is taken as this one's: there is never more than one.
    """
    holder = QObject()
    book = RowBook(desk, (Agreement,), holder)
    newest = max(book.all(Agreement), key=lambda row: row.version, default=None)
    if newest is not None and not newest.agreed_on:
        if newest.moment is not None:
            return newest
        made = replace(newest, moment=moment_uid)
        book.replace("Agreement", (newest, made))
        return made
    base = newest or Agreement("", 0, "")
    made = replace(
        base, uid=new_uid(), version=base.version + 1, agreed_on="", moment=moment_uid
    )  # fmt: skip
    book.replace("Agreement", (None, made))
    return made
