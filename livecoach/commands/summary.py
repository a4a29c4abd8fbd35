"""Write a session's summary for one audience, or its tables of data."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.commands.refusal import Refusal
from livecoach.commands.sessions import check_target, find
from livecoach.commands.vaults import opened
from livecoach.commands.writing import put

ALL = "all"

if TYPE_CHECKING:
    from livecoach.core.timeline import Timeline
    from livecoach.report.check import Known
    from livecoach.report.data.sheet import Sheet
    from livecoach.report.document import Document
    from livecoach.store.writer import Writer


def summary(args: Namespace) -> None:
    """Write a summary; say what is left to look at before it leaves."""
    from livecoach.store import processing_log
    from livecoach.ui.summary import drawing, release

    check_target(Path(args.out))
    template = None if args.template is None else Path(args.template)
    if template is not None and (args.format != "docx" or not template.is_file()):
        raise Refusal("--template names a Word file, and goes with --format docx.")
    with opened(Path(args.vault), args.passphrase_file) as writer:
        timeline, known = read(writer, args.session)
        drawing.without_screen()
        audience, document = _document(writer, timeline, known, args.for_)
        put(Path(args.out), release.written(document, args.format, template))
        processing_log.note(writer, "summary", audience, {args.format: 1})
    if audience in ("group", "sponsor"):
        for words in left_to_look_at(document, known, audience):
            print(words)


def left_to_look_at(document: Document, known: Known, audience: str) -> list[str]:
    """Return a line for each thing to look at before a document leaves."""
    from livecoach.report import make

    found = make.checked(document, known, times_too=audience == "sponsor")
    return [f"Look at {one.found!r} ({one.kind}): {one.advice}." for one in found]


def tables(args: Namespace) -> None:
    """Write a session's tables as Excel, or as one Parquet file a table in a folder."""
    from livecoach.report.data.tables import tables as sheets_of
    from livecoach.report.writers import xlsx
    from livecoach.store import processing_log

    out = Path(args.out)
    if args.format not in ("xlsx", "parquet"):
        raise Refusal("CSV and JSON hold the whole record, for the coach alone; use xlsx.")
    if args.format == "xlsx":
        check_target(out)
    with opened(Path(args.vault), args.passphrase_file) as writer:
        if args.session == ALL:
            audience, sheets = args.for_ or "coach", _all_sheets(writer, args.for_ or "coach")
        else:
            timeline, known = read(writer, args.session)
            refuse_without_log(writer, timeline.session.uid)
            audience, seat = audience_of(timeline, args.for_ or "coach")
            sheets = sheets_of(timeline, audience, known, seat or None)
        if args.format == "xlsx":
            put(out, xlsx.write(sheets))
        else:
            _write_parquet(out, sheets)
        processing_log.note(writer, "tables", audience, {args.format: 1})


def _write_parquet(out: Path, sheets: tuple[Sheet, ...]) -> None:
    from livecoach.store.durable import make_private_folder
    from livecoach.store.parquet import parquet

    if out.exists() and not out.is_dir():
        raise Refusal(f"{out} is a file; Parquet is written as one file a table in a folder.")
    make_private_folder(out)
    for sheet in sheets:
        columns = [(column.name, column.kind, column.meaning) for column in sheet.columns]
        path = out / f"{sheet.name.lower()}.parquet"
        put(path, parquet(columns, sheet.rows, out))


def _all_sheets(writer: Writer, whom: str) -> tuple[Sheet, ...]:
    from livecoach.report.check import known_from
    from livecoach.report.data.programme_tables import programme_tables
    from livecoach.store import keepsakes, reading
    from livecoach.ui.programme.figures_kept import figures_standing

    if whom not in ("coach", "group", "supervision", "sponsor"):
        raise Refusal("All sessions are told to coach, group, supervision or sponsor.")
    held = [line.uid for line in writer.ask(reading.sessions) if line.state == "ended"]
    timelines = [
        writer.ask(lambda db, uid=uid: reading.timeline(db, uid))  # type: ignore[misc]
        for uid in held
        if writer.ask(lambda db, uid=uid: reading.observations(db, uid))  # type: ignore[misc]
    ]
    seats = [seat for timeline in timelines for seat in timeline.seats.values()]
    known = known_from(seats, writer.ask(reading.organisations), writer.ask(reading.posts))
    kept = {one: figures_standing(writer, one) for one in held}
    return programme_tables(
        timelines, whom, known, kept, writer.ask(keepsakes.sessions_without_log)
    )


def read(writer: Writer, reference: str) -> tuple[Timeline, Known]:
    """Return a session's timeline and everybody who could be recognised in it."""
    from livecoach.report.check import known_from
    from livecoach.store import reading

    uid = find(writer.ask(reading.sessions), reference)
    if not writer.ask(lambda db: reading.observations(db, uid)):
        raise Refusal("This session has not been held yet, so there is nothing to write.")
    timeline = writer.ask(lambda db: reading.timeline(db, uid))
    organisations = writer.ask(reading.organisations)
    posts = writer.ask(reading.posts)
    return timeline, known_from(timeline.seats.values(), organisations, posts)


def refuse_without_log(writer: Writer, session: str) -> None:
    """Raise Refusal where a session's raw log was deleted, so that nothing is left to count."""
    from livecoach.ui.privacy import log_gone

    on = log_gone.gone_on(writer, session)
    if on:
        words = log_gone.in_words(on)
        raise Refusal(f"{words} “livecoach programme” and “livecoach summary” tell them.")


def audience_of(timeline: Timeline, said: str) -> tuple[str, str]:
    """Return the audience and the seat's uid of "group", or of "person:ICB Chair"."""
    from livecoach.core.quickline import slug
    from livecoach.core.summary import AUDIENCES

    audience, _, post = said.partition(":")
    if audience not in AUDIENCES:
        raise Refusal(f"--for is one of {', '.join(AUDIENCES[:-1])} or person:POST, not {said!r}.")
    if audience != "person":
        return audience, ""
    found = [seat for seat in timeline.seats.values() if slug(seat.label) == slug(post)]
    if len(found) != 1:
        labels = "; ".join(seat.label for seat in timeline.seats_in_order())
        raise Refusal(f"No seat is called {post!r}. The seats are: {labels}.")
    return audience, found[0].uid


def _document(writer: Writer, timeline: Timeline, known: Known, said: str) -> tuple[str, Document]:
    from livecoach.report.make import NotForThem
    from livecoach.ui.privacy import outliving

    audience, seat = audience_of(timeline, said)
    try:
        return audience, outliving.document_for(writer, timeline, audience, known, seat)
    except NotForThem as error:
        raise Refusal(str(error)) from None
