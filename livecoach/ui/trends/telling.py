"""Make the programme's summary for the group or the sponsor, and write it where the coach wants."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from livecoach.core.clock import local_iso
from livecoach.core.coaching import Pair
from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.core.pairing import possible_pairs
from livecoach.core.summary import Release
from livecoach.report.audiences.programme import (
    group_programme,
    group_programme_document,
    programme_totals,
    sponsor_programme_document,
)
from livecoach.report.check import known_from
from livecoach.report.document import Document
from livecoach.store import reading
from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.noting import note
from livecoach.ui.privacy.outliving import told_themes
from livecoach.ui.programme.figures_kept import held_sessions
from livecoach.ui.summary import files

GROUP_FIRST = "The group sees it first: save the group's summary, then the sponsor's."


def programme_document(desk: Desk, audience: str) -> Document:
    """Return the programme's document for the group or the sponsor."""
    writer = desk.writer
    lines = writer.ask(reading.sessions)
    organisations, posts = writer.ask(lambda db: (reading.organisations(db), reading.posts(db)))
    worked = writer.ask(lambda db: reading.rows(db, Pair))
    held: dict[str, int] = {}
    for line in lines:
        if line.state == "ended":
            held[line.kind] = held.get(line.kind, 0) + 1
    sessions = held_sessions(writer, "live", lines)
    totals = programme_totals(
        held,
        sessions,
        told_themes(writer),
        (sum(pair.state == "held" for pair in worked), len(possible_pairs(organisations, posts))),
        known_from((), organisations, posts),
        any(line.example for line in lines),
    )
    if audience == "sponsor":
        return sponsor_programme_document(totals)
    return group_programme_document(group_programme(totals, sessions))


def shown_to_group(desk: Desk) -> bool:
    """Tell whether the group's summary of the programme has left the vault."""
    released = desk.writer.ask(lambda db: reading.rows(db, Release))
    return any(row.session is None and row.audience == "group" for row in released)


class Telling:
    """Save the programme's summary; the sponsor's only after the group's."""

    def __init__(
        self, desk: Desk, parent: QWidget, tell: Callable[..., None], done: Callable[[], object]
    ) -> None:
        self._desk, self._parent, self._tell, self._done = desk, parent, tell, done

    def save(self, audience: str, form: str = "docx") -> None:
        """Ask where to, and write the summary there."""
        if audience == "sponsor" and not shown_to_group(self._desk):
            self._tell(GROUP_FIRST, trouble=True)
            return
        last = self._desk.settings.choices.export_folder
        path = files.ask_where(self._parent, last, f"programme-{audience}", form)
        if path is not None:
            self.write(path, audience, path.suffix[1:].lower())

    def write(self, path: Path, audience: str, form: str) -> None:
        """Write the summary to a file, aside; note what left, never its content."""
        document = programme_document(self._desk, audience)
        aside(
            lambda: files.write(path, files.content_of(document, form)),
            partial(self._written, path, audience, form), partial(self._failed, path),
            self._parent,
        )  # fmt: skip

    def _written(self, path: Path, audience: str, form: str, fingerprint: str) -> None:
        now = self._desk.read_clock()
        row = Release(
            new_uid(), None, audience, form, fingerprint=fingerprint,
            released_at=local_iso(now.wall_utc_ms, now.utc_offset_min),
        )  # fmt: skip
        self._desk.save(Edit(new_uid(), "Release", "", (Change(None, row),), act="note"))
        note(self._desk, "programme", audience, **{form: 1})
        self._desk.settings.set(export_folder=str(path.parent))
        self._tell(f"Saved {path.name}. The file is not encrypted; send it only to its reader.",
                   ("Open it", files.open_after(path)))  # fmt: skip
        self._done()

    def _failed(self, path: Path, error: Exception) -> None:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self._tell(f"{path.name} was not written: {why}.", trouble=True)
