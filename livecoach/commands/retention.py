"""Say how long each class of record is kept and what is due, and delete what is, when asked."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livecoach.commands.refusal import Refusal
from livecoach.commands.sessions import check_target
from livecoach.commands.vaults import opened

if TYPE_CHECKING:
    from sqlite_utils import Database

    from livecoach.core.certificate import Certificate
    from livecoach.core.retention import Due, Period
    from livecoach.store.holding import Hold
    from livecoach.store.purging import Part
    from livecoach.store.writer import Writer

WORD = "delete"  # what is typed before anything is deleted
FORMS = {".pdf": "pdf", ".docx": "docx", ".md": "md", ".html": "html"}


def retention(args: Namespace) -> None:
    """Print the classes with their periods and what falls due, or delete what is due."""
    if args.certificate is not None and not args.purge:
        raise Refusal("--certificate goes with --purge: it says what was deleted.")
    if args.purge and (args.due or args.json):
        raise Refusal("--purge shows what is due before it asks; leave --due and --json out.")
    form = _form_of(args.certificate)
    with opened(Path(args.vault), args.passphrase_file) as writer:
        if args.purge:
            _purge(writer, args.certificate, form)
        else:
            _tell(writer, args.due, args.json)


def _tell(writer: Writer, due_only: bool, as_json: bool) -> None:
    from livecoach.core.retention import due_now

    periods, found, holds, titles = writer.ask(_read)
    shown = due_now(found, _today()) if due_only else found
    if as_json:
        classes = [] if due_only else _classes(periods, found)
        items = [_item(one, holds) for one in shown]
        document = {"due": items} if due_only else {"classes": classes, "items": items}
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if not due_only:
        for one in _classes(periods, found):
            print(f"{one['words']}: {one['rule']}" + _next(one["next_due"]))
    for due in shown:
        print(_line(due, holds, titles))
    if due_only and not shown:
        print("Nothing is due.")


def _purge(writer: Writer, certificate: str | None, form: str) -> None:
    from livecoach.core import clock
    from livecoach.store import processing_log
    from livecoach.store.durable import write_whole
    from livecoach.ui.privacy import purge
    from livecoach.ui.summary import drawing

    plan, parts = purge.planned(writer, _today())
    _, _, holds, titles = writer.ask(_read)
    for due in plan.held:
        print(_line(due, holds, titles))
    if not plan.steps:
        print("Nothing can be deleted now.")
        return
    for step in plan.steps:
        print(_line(step.due, {}, titles))
    for words in _preview(parts):
        print(words)
    print("Totals and summaries that were let go stay until their own period ends. Backups within "
          "reach are rewritten. This cannot be undone.")  # fmt: skip
    if not sys.stdin.isatty():
        raise Refusal("There is no terminal to confirm on; nothing was deleted.")
    if input(f"Type “{WORD}” to delete these for good: ").strip().lower() != WORD:
        raise Refusal("Nothing was deleted.")
    done = purge.carry_out(writer, plan, clock.read())
    print(_done(done))
    if certificate is not None:
        drawing.without_screen()
        write_whole(Path(certificate), _written(done, form))
        processing_log.note(writer, "certificate", "purge", {form: 1})
        print(f"Wrote {certificate}")


def _read(
    db: Database,
) -> tuple[dict[str, Period], list[Due], dict[Due, Hold], dict[str, str]]:
    from livecoach.store import falling_due, reading
    from livecoach.store.periods import periods

    found = falling_due.items(db)
    titles = {line.uid: line.title for line in reading.sessions(db)}
    return periods(db), found, falling_due.holds_on(db, found), titles


def _classes(periods: dict[str, Period], found: list[Due]) -> list[dict[str, Any]]:
    from livecoach.core.retention import CLASSES, next_of, rule_of

    return [
        {
            "class": one.id,
            "words": one.words,
            "amount": periods[one.id].amount,
            "unit": periods[one.id].unit,
            "rule": rule_of(one.id, periods[one.id]),
            "held": sum(due.kept == one.id for due in found),
            "next_due": next_of(found, one.id),
        }
        for one in CLASSES
    ]


def _item(due: Due, holds: dict[Due, Hold]) -> dict[str, Any]:
    return {
        "class": due.kept,
        "session": due.session,
        "on": due.on,
        "why": due.why,
        "held": due in holds,
    }


def _line(due: Due, holds: dict[Due, Hold], titles: dict[str, str]) -> str:
    from livecoach.core.retention import BY_ID

    what = BY_ID[due.kept].words
    if due.session:
        what += f", “{titles.get(due.session, 'a deleted session')}”"
    hold = holds.get(due)
    held = "" if hold is None else f" Kept by a legal hold since {hold.placed_on}."
    return f"{due.on or 'no date':10}  {what}. {due.why}.{held}"


def _preview(parts: list[Part]) -> list[str]:
    from livecoach.core.retention import BY_ID
    from livecoach.report.certificate import row_words

    found = []
    for part in parts:
        rows = "; ".join(f"{row_words(name)} {count:,}" for name, count in part.counts.items())
        found.append(f"{BY_ID[part.kept].words}: {len(part.dues)} due. {rows}.")
    return found


def _done(done: Certificate) -> str:
    things = sum(line.things for line in done.lines)
    words = f"Deleted {things} that were due; {done.backups} backups rewritten."
    if done.unread:
        words += f" {done.unread} files among the backups could not be read; look at them."
    if done.missed:
        words += " The second place for backups was not there."
    return words


def _next(on: str) -> str:
    return f"; next on {on}" if on else "; nothing with a date"


def _form_of(certificate: str | None) -> str:
    if certificate is None:
        return ""
    path = Path(certificate)
    form = FORMS.get(path.suffix.lower(), "")
    if not form:
        raise Refusal(f"{path.name} should end in .pdf, .docx, .md or .html.")
    check_target(path)
    return form


def _written(done: Certificate, form: str) -> bytes:
    from livecoach.report.certificate import certificate_document
    from livecoach.ui.summary import release

    return release.written(certificate_document(done), form)


def _today() -> date:
    from livecoach.core import clock

    now = clock.read()
    return date.fromisoformat(clock.local_iso(now.wall_utc_ms, now.utc_offset_min)[:10])
