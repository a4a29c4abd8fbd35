"""Read sessions in, list them, and write them out, from the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from livecoach.commands.refusal import Refusal
from livecoach.commands.vaults import keep, opened
from livecoach.commands.writing import put
from livecoach.core import timecode
from livecoach.core.edit import Edit, Row
from livecoach.core.engagement import Engagement
from livecoach.core.moment import Moment
from livecoach.core.planning.new_posts import with_seated_posts
from livecoach.core.programme import Programme
from livecoach.core.session import CheckOut, Seat, Session

if TYPE_CHECKING:
    from livecoach.core.timeline import Timeline
    from livecoach.store.reading import SessionLine
    from livecoach.store.writer import Writer

_CSV_ONLY = ("seats", "checkout", "length", "board", "new_tags")


def bring_in(args: Namespace) -> None:
    """Read a tag log or a record in as a new session; print its id as the last word."""
    path = Path(args.file)
    record = path.suffix.lower() == ".json"
    rows = _record(args, path) if record else []
    edit = None if record else _tag_log(args, path)
    with opened(Path(args.vault), args.passphrase_file) as writer:
        if edit is None:
            from livecoach.exchange.record_json import as_edit

            edit = as_edit(rows, _there(writer))
        elif args.seats is not None:
            edit = with_seated_posts(edit, _programme(writer))
        keep(writer, [edit])
    kinds = [type(change.row) for change in edit.changes]
    print(
        f"Read in {kinds.count(Moment)} moments, {kinds.count(Seat)} seats and "
        f"{kinds.count(CheckOut)} check-outs as session {edit.scope}"
    )


def _tag_log(args: Namespace, path: Path) -> Edit:
    from livecoach.exchange.session_csv import Wish, read_session
    from livecoach.store import library

    wish = Wish(
        title=args.title or "",
        date=args.date or "",
        kind=args.kind or "",
        length_ms=None if args.length is None else _length(args.length),
        board=args.board or "",
        new_tags=args.new_tags,
        seats=None if args.seats is None else Path(args.seats),
        check_out=None if args.checkout is None else Path(args.checkout),
    )
    return read_session(path, wish, library.shelf(library.own_folder()).board)


def _record(args: Namespace, path: Path) -> list[Row]:
    from livecoach.exchange.record_json import read_record

    for name in _CSV_ONLY:
        if getattr(args, name):
            option = name.replace("_", "-")
            raise Refusal(f"--{option} goes with a CSV log; {path.name} says it all. Leave it out.")
    said = {"title": args.title, "started_at": args.date, "kind": args.kind}
    changed = {name: value for name, value in said.items() if value}
    return [
        replace(row, **changed) if isinstance(row, Session) else row for row in read_record(path)
    ]


def _length(text: str) -> int:
    try:
        return timecode.parse(text)
    except ValueError:
        raise Refusal(f"--length {text!r} is no time; write minutes, such as 90:00.") from None


def _programme(writer: Writer) -> Programme:
    """Return who is in the system, by what the vault has."""
    from livecoach.store import reading

    engagement = writer.ask(reading.engagement) or Engagement("", "")
    return writer.ask(lambda db: reading.people(db, engagement))


def _there(writer: Writer) -> set[str]:
    """Return the uids of what the vault has: sessions, organisations and posts."""
    from livecoach.store import reading

    lists = (
        writer.ask(reading.sessions),
        writer.ask(reading.organisations),
        writer.ask(reading.posts),
    )
    return {row.uid for rows in lists for row in cast(Iterable[Row], rows)}


def list_all(args: Namespace) -> None:
    """Print a line for each session, or all of them as JSON."""
    from livecoach.store import processing_log, reading

    with opened(Path(args.vault), args.passphrase_file) as writer:
        lines = writer.ask(reading.sessions)
        processing_log.note(writer, "tell", "sessions", {"sessions": len(lines)})
    if args.json:
        print(json.dumps([_line(line) for line in lines], ensure_ascii=False, indent=1))
        return
    for line in lines:
        when = (line.started_at or line.planned_at)[:16].replace("T", " ") or "no date"
        print(
            f"{line.uid}  {when:16}  {line.kind:10}  {line.state:7}  "
            f"{line.moments} moments, {line.seats} seats  {line.title}"
        )
    if not lines:
        print("There is no session in this vault yet.")


def _line(line: SessionLine) -> dict[str, object]:
    values = asdict(line)
    return {"id": values.pop("uid"), **values}


def write_out(args: Namespace) -> None:
    """Write a session as CSV or JSON; as tables for one audience, Excel or Parquet."""
    if args.session == "all" and args.format not in ("xlsx", "parquet"):
        raise Refusal("All sessions at once are written as xlsx or parquet.")
    if args.format in ("xlsx", "parquet") or args.for_ not in (None, "coach"):
        from livecoach.commands.summary import tables

        tables(args)
        return
    from livecoach.store import processing_log

    check_target(Path(args.out))
    with opened(Path(args.vault), args.passphrase_file) as writer:
        timelines, posts = _read(writer, args.session)
        write_session(timelines, posts, args.format, Path(args.out))
        processing_log.note(writer, "record", "coach", {args.format: 1})


def check_target(out: Path) -> None:
    """Raise Refusal where no file of that name can be written."""
    if out.is_dir():
        raise Refusal(f"{out} is a folder; name a file in it.")
    if not out.parent.is_dir():
        raise Refusal(f"There is no folder {out.parent}; make it first, or name another.")


def write_session(
    timelines: Sequence[Timeline], posts: Sequence[Row], form: str, out: Path
) -> None:
    """Write a session's files, each whole and for its owner alone, and print their names."""
    from livecoach.exchange import record_json, session_csv

    if form == "json":
        put(out, record_json.write_record([*posts, *record_json.rows_of(timelines)]))
        return
    if len(timelines) > 1:
        print(f"There are {len(timelines)} observers; CSV holds the first. JSON holds them all.")
    files = session_csv.write_session(timelines[0])
    for what, content in files.items():
        path = session_csv.beside(out, what) if what else out
        # One that holds nothing is left out, unless it would leave an earlier one standing.
        if not what or content.count(b"\r\n") > 1 or path.exists():
            put(path, content)


def _read(writer: Writer, reference: str) -> tuple[list[Timeline], list[Row]]:
    from livecoach.exchange.record_json import posts_of, rows_of
    from livecoach.store import reading

    uid = find(writer.ask(reading.sessions), reference)
    made = writer.ask(lambda db: reading.observations(db, uid))
    if not made:
        raise Refusal("This session has not been held yet, so there is nothing to write.")
    timelines = [
        writer.ask(lambda db, one=one: reading.timeline(db, uid, one.uid))  # type: ignore[misc]
        for one in made
    ]
    organisations = {row.uid: row for row in writer.ask(reading.organisations)}
    posts = {row.uid: row for row in writer.ask(reading.posts)}
    return timelines, posts_of(rows_of(timelines), organisations, posts)


def find(lines: Sequence[SessionLine], reference: str) -> str:
    """Return the id of the session meant by an id or the beginning of one. Raise Refusal."""
    found = [line.uid for line in lines if line.uid == reference]
    found = found or [line.uid for line in lines if reference and line.uid.startswith(reference)]
    if not found:
        raise Refusal(f"There is no session {reference!r}; “livecoach sessions” lists them.")
    if len(found) > 1:
        raise Refusal(f"{len(found)} sessions begin with {reference!r}; type more of the id.")
    return found[0]
