"""Take the page away: save it in a format, copy it, print it; note what left, never its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QFileDialog, QWidget

from livecoach.core.clock import local_iso
from livecoach.core.recorder import Recorder
from livecoach.report.check import Known
from livecoach.report.data.tables import tables
from livecoach.report.document import Document
from livecoach.report.writers import xlsx
from livecoach.report.writers.own_template import BadTemplate
from livecoach.ui import clipboard
from livecoach.ui.aside import aside
from livecoach.ui.desk import Desk
from livecoach.ui.documents import in_documents
from livecoach.ui.noting import note, note_file
from livecoach.ui.summary import files, keeping, release
from livecoach.ui.summary.drag_out import free_name
from livecoach.ui.summary.printing import preview
from livecoach.ui.summary.records import RECORDS, write_record
from livecoach.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the paper now: for whom, and why it may not leave ("" where it may)."""

    document: Document
    audience: str
    seat: str | None
    refusal: str
    alone: bool = False  # it outlived its session's log: there are no tables or records of it


class TakingAway:
    """What is done with the paper; ``shown`` gives what stands on it, or None."""

    def __init__(
        self,
        desk: Desk,
        recorder: Recorder,
        known: Known,
        notice: Notice,
        parent: QWidget,
        shown: Callable[[], Shown | None],
    ) -> None:
        self._desk, self._recorder, self._known = desk, recorder, known
        self._notice, self._parent, self._shown = notice, parent, shown

    def save_as(self, form: str) -> None:
        """Ask where, write the file, and note what left."""
        shown = self._may_leave()
        if shown is None:
            return
        last = self._desk.settings.choices.export_folder
        path = files.ask_where(self._parent, last, shown.audience, form)
        if path is not None:
            self.write_to(path, form)

    def write_to(self, path: Path, form: str, template: Path | None = None) -> None:
        """
        Write the page in a format to a file; it can be stopped.

        What went wrong is said in words; what was written can be opened.
        """
        shown = self._may_leave()
        if shown is None:
            return
        if shown.alone and (form == "xlsx" or form in RECORDS):
            self._notice.say("The raw log is deleted, so there are no tables of it any longer. "
                             "Take the page as Word or PDF.", trouble=True)  # fmt: skip
            return
        if form in RECORDS:
            self._write_record(path, form, shown)
            return
        stop = Event()
        sheets = None
        if form == "xlsx":
            sheets = tables(self._recorder.timeline, shown.audience, self._known, shown.seat)

        def work() -> str:
            if sheets is not None:
                content = xlsx.write(sheets, stop.is_set)
            else:
                content = files.content_of(shown.document, form, template)
            if stop.is_set():
                raise InterruptedError
            return files.write(path, content)

        self._notice.say(f"Writing {path.name}…", ("Stop", stop.set))
        aside(
            work, partial(self._written, path, form, shown.audience), partial(self._failed, path),
            self._parent,
        )  # fmt: skip

    def _write_record(self, path: Path, form: str, shown: Shown) -> None:
        try:
            mark = write_record(
                path, form, self._recorder.timeline, shown.audience, self._known,
                self._desk.writer,
            )  # fmt: skip
        except OSError as error:
            self._failed(path, error)
            return
        self._written(path, form, shown.audience, mark)

    def save_in_own_template(self) -> None:
        """Ask for a Word file of the coach's own, and write the page in its styles."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, "Choose your own Word file", in_documents(), "Word (*.docx)"
        )
        shown = self._may_leave() if chosen else None
        if shown is None:
            return
        last = self._desk.settings.choices.export_folder
        path = files.ask_where(self._parent, last, shown.audience, "docx")
        if path is not None:
            self.write_to(path, "docx", Path(chosen))

    def write_to_carry(self, form: str) -> Path | None:
        """Write the page at once where files were saved last, to be dragged out; None if not."""
        shown = self._may_leave()
        if shown is None or (shown.alone and form == "xlsx"):
            return None
        folder = files.first_folder(self._desk.settings.choices.export_folder)
        path = free_name(folder, files.default_name(shown.audience, form))
        try:
            fingerprint = files.write(path, self._content(shown, form, Event()))
        except OSError as error:
            self._failed(path, error)
            return None
        self._written(path, form, shown.audience, fingerprint)
        return path

    def _content(self, shown: Shown, form: str, stop: Event) -> bytes:
        if form == "xlsx":
            sheets = tables(self._recorder.timeline, shown.audience, self._known, shown.seat)
            return xlsx.write(sheets, stop.is_set)
        return files.content_of(shown.document, form)

    def _written(self, path: Path, form: str, audience: str, fingerprint: str) -> None:
        self._desk.settings.set(export_folder=str(path.parent))
        now = self._desk.read_clock()
        keeping.step_of_release(
            self._recorder, audience, form=form, fingerprint=fingerprint,
            released_at=local_iso(now.wall_utc_ms, now.utc_offset_min),
        )  # fmt: skip
        note_file(self._desk, audience, form)
        self._notice.say(
            f"Saved {path.name}. The file is not encrypted; send it only to its reader.",
            ("Open it", files.open_after(path)),
        )

    def _failed(self, path: Path, error: Exception) -> None:
        if isinstance(error, InterruptedError):
            self._notice.say(f"Stopped; {path.name} was not written.")
        elif isinstance(error, OSError):
            self._notice.say(f"{path.name} was not written: {error.strerror}.", trouble=True)
        elif isinstance(error, BadTemplate):
            self._notice.say(f"{path.name} was not written. {error}", trouble=True)
        else:
            kind = type(error).__name__
            self._notice.say(f"{path.name} was not written, by a fault of ours ({kind}).",
                             trouble=True)  # fmt: skip

    def offer_more(self) -> None:
        """Offer the other ways to take the page away."""
        self._notice.say(
            "Other ways to take this page with you:",
            ("HTML", lambda: self.save_as("html")),
            ("Markdown", lambda: self.save_as("md")),
            ("Word in my own file", self.save_in_own_template),
            *self._data_offers(),
            ("Copy as text", self.copy),
            ("Print", self.print_out),
        )

    def _data_offers(self) -> list[tuple[str, Callable[[], object]]]:
        shown = self._shown()
        if shown is None or shown.alone or shown.audience == "person":
            return []
        forms = tuple(RECORDS) if shown.audience == "coach" else ("parquet",)
        return [(RECORDS[form], partial(self.save_as, form)) for form in forms]

    def copy(self) -> None:
        """Copy the page as text; the clipboard is cleared after a minute."""
        shown = self._may_leave()
        if shown is not None:
            text = files.content_of(shown.document, "md").decode()
            clipboard.put_text(text)
            note(self._desk, "copy", shown.audience, pages=1)
            self._notice.say("Copied. The clipboard is cleared in a minute.")

    def print_out(self) -> None:
        """Print the page, with a preview."""
        shown = self._may_leave()
        if shown is not None:
            preview(release.pages(shown.document), self._parent)
            note(self._desk, "print", shown.audience, pages=1)

    def _may_leave(self) -> Shown | None:
        shown = self._shown()
        if shown is not None and shown.refusal:
            self._notice.say(shown.refusal, trouble=True)
            return None
        return shown
