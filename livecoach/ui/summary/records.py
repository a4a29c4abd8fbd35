"""Write a session's whole record beside its summary: CSV, JSON or Parquet, for the coach alone."""

from __future__ import annotations

from pathlib import Path

from livecoach.core.timeline import Timeline
from livecoach.exchange import record_json, session_csv
from livecoach.report.check import Known
from livecoach.report.data.tables import tables
from livecoach.store import reading
from livecoach.store.durable import make_private_folder, write_whole
from livecoach.store.parquet import parquet
from livecoach.store.writer import Writer
from livecoach.ui.summary.release import fingerprint

RECORDS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}


def write_record(
    path: Path, form: str, timeline: Timeline, audience: str, known: Known, writer: Writer
) -> str:
    """
    Write a record in one of RECORDS; return the fingerprint of its first file. Raise OSError.

    Parquet makes a folder of that name with one file a table, at the audience's masking; CSV and
    JSON hold everything and are for the coach alone.
    """
    if form == "parquet":
        return _write_tables(path, timeline, audience, known)
    if audience != "coach":
        raise PermissionError(1, "the whole record is for the coach alone")
    if form == "json":
        organisations = {row.uid: row for row in writer.ask(reading.organisations)}
        posts = {row.uid: row for row in writer.ask(reading.posts)}
        rows = record_json.rows_of([timeline])
        shared = record_json.posts_of(rows, organisations, posts)
        content = record_json.write_record([*shared, *rows])
        write_whole(path, content)
        return fingerprint(content)
    made = session_csv.write_session(timeline)
    for what, part in made.items():
        if not what or part.count(b"\r\n") > 1:
            write_whole(session_csv.beside(path, what) if what else path, part)
    return fingerprint(made[""])


def _write_tables(folder: Path, timeline: Timeline, audience: str, known: Known) -> str:
    make_private_folder(folder)
    marks = []
    for sheet in tables(timeline, audience, known):
        columns = [(column.name, column.kind, column.meaning) for column in sheet.columns]
        content = parquet(columns, sheet.rows, folder)
        write_whole(folder / f"{sheet.name.lower()}.parquet", content)
        marks.append(fingerprint(content))
    return marks[0]
