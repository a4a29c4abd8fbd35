"""Open the window, or do the example without one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.commands.refusal import Refusal
from livecoach.commands.writing import put

if TYPE_CHECKING:
    from livecoach.core.timeline import Timeline

SUMMARIES = (".docx", ".pdf", ".html", ".md")


def window(args: Namespace) -> int:
    """Open the window on a vault, or on the first page where none is named."""
    _need_display("Run “livecoach demo --out FILE” to see the example's record without one.")
    from livecoach.main import run

    return run(None if args.vault is None else Path(args.vault))


def demo(args: Namespace) -> int:
    """Open the example in a throw-away vault; or write its record, or paint every window."""
    if args.out is None and args.pictures is None:
        _need_display("Name a file with --out, or a folder with --pictures, to do without one.")
        from livecoach.main import demo as show_example

        return show_example()
    if args.out is not None:
        _write_example(Path(args.out))
    if args.pictures is not None:
        from livecoach.ui.pictures import paint_all

        paint_all(Path(args.pictures))
        print(f"Painted the windows into {args.pictures}")
    return 0


def _write_example(out: Path) -> None:
    from livecoach.commands.sessions import check_target, write_session
    from livecoach.commands.vaults import keep
    from livecoach.exchange.example import example_edits
    from livecoach.exchange.record_json import posts_of, rows_of
    from livecoach.store import reading
    from livecoach.store.durable import make_private_folder
    from livecoach.store.throwaway import throwaway

    forms = {".csv": "csv", ".json": "json"}
    form = out.suffix.lower()
    if form not in forms and form not in SUMMARIES:
        raise Refusal(
            f"{out.name} should end in .csv or .json for the record, or in .docx, .pdf, .html or "
            ".md for the group's summary."
        )
    edits = example_edits()
    with throwaway() as writer:
        keep(writer, edits)
        timeline = writer.ask(lambda db: reading.timeline(db, edits[1].scope))
        organisations = {row.uid: row for row in writer.ask(reading.organisations)}
        posts = {row.uid: row for row in writer.ask(reading.posts)}
    if not out.parent.exists():
        make_private_folder(out.parent)
    check_target(out)
    if form in SUMMARIES:
        _write_summary(timeline, out, form[1:])
        return
    shared = posts_of(rows_of([timeline]), organisations, posts)
    write_session([timeline], shared, forms[form], out)


def _write_summary(timeline: Timeline, out: Path, form: str) -> None:
    from livecoach.report.check import known_from
    from livecoach.ui.summary import drawing, release

    drawing.without_screen()
    document = release.document_for(timeline, "group", known_from(timeline.seats.values()))
    put(out, release.written(document, form))


def _need_display(instead: str) -> None:
    from livecoach.system import display_trouble

    trouble = display_trouble()
    if trouble:
        raise Refusal(f"{trouble} {instead}")
