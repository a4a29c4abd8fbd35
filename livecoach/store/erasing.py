"""
Erase a person, a session or the engagement from the vault, its journal and its backups.

The rows go and the tombstone comes in one transaction. What follows (free pages, the full text,
the backups) is done again at the next opening where it was interrupted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livecoach.core import clock
from livecoach.core.ids import new_uid
from livecoach.core.naming import Names
from livecoach.store import (
    automatic,
    backup,
    header,
    holding,
    keepsakes,
    processing_log,
    rewriting,
    setting_aside,
    tombstones,
)
from livecoach.store.commit import FULL_TEXT_SET
from livecoach.store.engine import Error
from livecoach.store.forgetting import ERASED, MOST_VALUES, SOMEBODY, Plan, plan_together
from livecoach.store.subject import Subject
from livecoach.store.tombstones import Tombstone
from livecoach.store.trouble import VaultError

if TYPE_CHECKING:
    from sqlite_utils import Database


# The steps of an erasure, as ``tell`` hears them; the last with the backup's path.
ROWS, PAGES, BACKUP = "rows", "pages", "backup"
Tell = Callable[[str, Path | None], object]


def _silently(step: str, path: Path | None) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: rows by kind, backups rewritten, and those that could not be."""

    counts: dict[str, int]
    backups: int
    left: tuple[Path, ...]  # damaged or another vault's: to be looked at, or deleted, by hand
    absent: tuple[Path, ...] = ()  # places of backups that were not there: done when they are


def preview(db: Database, subject: Subject, way: str) -> dict[str, int]:
    """Return how many rows of each kind would go or be changed; nothing is done."""
    return preview_together(db, (subject,), way)


def preview_together(db: Database, subjects: Iterable[Subject], way: str) -> dict[str, int]:
    """Return the same for several at once, of whom one at most is a person."""
    made = plan_together(db, subjects, way)
    found = made.counts()
    past = sum(1 for _ in _past(db, made))
    return {**found, "journal": past} if past else found


def erase(
    db: Database,
    folder: Path,
    key: bytes,
    subject: Subject,
    way: str,
    *,
    act: str = "erase",
    places: Iterable[Path] = (),
    tell: Tell = _silently,
) -> Erased:
    """
    Erase a subject in one of forgetting.WAYS, on the writer's thread.

    ``places`` are further folders of backups; ``tell`` hears which step begins. About half a
    second for each thousand moments, and the same for each backup. Raise Held where a legal hold
    stands, VaultError where a backup cannot be written; what is not finished is finished at the
    next opening.
    """
    holding.refuse_if_held(db, subject)
    further = tuple(dict.fromkeys(places))
    tell(ROWS, None)
    stone = tombstones.made_for(subject, way, clock.read().wall_utc_ms)
    with db.atomic():
        counts = forget(db, subject, way)
        tombstones.put(db, stone, finished=False)
        processing_log.write(db, act, subject.what if act == "erase" else way, counts)
    rewritten, left = finish(db, folder, key, further, tell)
    absent = tuple(place for place in further if not place.parent.is_dir())
    return Erased(counts, rewritten, left, absent)


def finish(
    db: Database, folder: Path, key: bytes, places: Iterable[Path] = (), tell: Tell = _silently
) -> tuple[int, tuple[Path, ...]]:
    """Do what an erasure leaves to do; return the backups rewritten, and those that were not."""
    waiting = tombstones.standing(db, unfinished=True)
    if not waiting:
        return 0, ()
    tell(PAGES, None)
    clean_pages(db)
    stones = tombstones.standing(db)
    kept = keepsakes.everything(db)
    rewritten = 0

    def again(copy: Database) -> bool:
        done = obey(copy, stones)
        if done:
            keepsakes.put_in(copy, kept)  # made while the log was there: a copy cannot make them
        return bool(done)

    left: list[Path] = []
    if (folder / header.NAME).exists():  # a throw-away vault has no backups
        tombstones.write_beside(folder, stones)
        vault_id = header.read(folder).vault_id
        for place in dict.fromkeys([folder / backup.FOLDER, *places]):
            if place.is_dir():
                done, not_done = rewriting.rewrite_all(
                    place, vault_id, key, folder, again, lambda path: tell(BACKUP, path)
                )
                rewritten, left = rewritten + done, [*left, *not_done]
                tombstones.write_beside(place, stones)  # last: it says that they are rewritten
        left += setting_aside.change_all(folder, key, again)
    with db.atomic():
        for stone in waiting:
            tombstones.put(db, stone, finished=True)
    return rewritten, tuple(left)


def obey(db: Database, stones: Iterable[Tombstone]) -> int:
    """Erase again what tombstones speak of that this record does not know as erased."""
    known = {one.hash for one in tombstones.standing(db)}
    done = 0
    for stone in stones:
        if stone.hash in known:
            continue
        with db.atomic():
            subject = tombstones.subject_of(db, stone)
            if subject is not None:
                counts = forget(db, subject, stone.way)
                processing_log.write(db, "obey", subject.what, counts, who="program")
            tombstones.put(db, stone, finished=True)
        done += 1
    if done:
        clean_pages(db)
    return done


def catch_up(db: Database, folder: Path, key: bytes, place: Path) -> None:
    """Rewrite the backups of a place that was not there when something was erased."""
    stones = tombstones.standing(db)
    known = {one.hash for one in tombstones.beside(place)}
    if not place.is_dir() or not {one.hash for one in stones} - known:
        return
    vault_id = header.read(folder).vault_id
    rewriting.rewrite_all(place, vault_id, key, folder, lambda copy: bool(obey(copy, stones)))
    tombstones.write_beside(place, stones)


def _sweep(folder: Path) -> None:
    """Delete the copies of backups that a look or a rewriting left when it was cut off."""
    for kind in ("look", "erase", "fresh"):
        for left in folder.glob(f"*{backup.ENDING}.{kind}.part*"):
            left.unlink(missing_ok=True)


def at_opening(db: Database, folder: Path, key: bytes) -> None:
    """Obey what was erased since a restored backup was made; finish what was interrupted."""
    _sweep(folder)
    obey(db, tombstones.beside(folder))
    try:
        places = further_places(db, folder)
        finish(db, folder, key, places)
        for place in places:
            catch_up(db, folder, key, place)
    except (VaultError, Error, OSError):
        return  # the vault opens; the next opening tries again


def further_places(db: Database, folder: Path) -> list[Path]:
    """Return the folders of backups besides the vault's own, whether or not they are there."""
    second = automatic.second_place(db)
    if second is None or not (folder / header.NAME).exists():
        return []
    return [automatic.folder_in(second, header.read(folder).vault_id)]


def clean_pages(db: Database) -> None:
    """Write the full text and the file anew, so that no freed page holds a word."""
    db.execute('INSERT INTO "phrase_index"("phrase_index") VALUES (\'rebuild\')')
    if db.conn.in_transaction:
        db.conn.commit()
    db.execute("VACUUM")


def forget(db: Database, subject: Subject, way: str) -> dict[str, int]:
    """Carry a plan out within the caller's transaction; return the rows by kind."""
    return forget_together(db, (subject,), way)


def forget_together(db: Database, subjects: Iterable[Subject], way: str) -> dict[str, int]:
    """
    Do the same for several at once, of whom one at most is a person.

    The full text strikes the words out, and ``clean_pages`` writes it anew: to wipe each word of
    each row where it stands would take a hundred times as long.
    """
    made = plan_together(db, subjects, way)
    past = list(_past(db, made))  # before the rows change: it reads them
    _drop_figures(db, made, way)
    db.execute(FULL_TEXT_SET, ("secure-delete", 0))
    try:
        _change_rows(db, made)
    finally:
        db.execute(FULL_TEXT_SET, ("secure-delete", 1))
    _forget_past(db, made, past)
    _clean_duties(db, made)
    counts = made.counts()
    return {**counts, "journal": len(past)} if past else counts


def _change_rows(db: Database, made: Plan) -> None:
    for table, rows in made.changed.items():
        gone = made.gone.get(table, set())
        for uid, fields in rows.items():
            if uid not in gone:
                setting = ", ".join(f'"{name}" = ?' for name in fields)
                db.execute(
                    f'UPDATE "{table}" SET {setting} WHERE "uid" = ?', [*fields.values(), uid]
                )
    for table, uids in made.gone.items():
        listed = sorted(uids)
        for start in range(0, len(listed), MOST_VALUES):  # the full text writes out at each
            part = listed[start : start + MOST_VALUES]
            marks = ", ".join("?" * len(part))
            db.execute(f'DELETE FROM "{table}" WHERE "uid" IN ({marks})', part)


def _past(db: Database, made: Plan) -> Iterator[tuple[int, str]]:
    """Yield the journalled edits, with their scopes, that hold anything of what goes."""
    touched = made.touched()
    sessions = made.gone.get("session", set()) | made.deleted
    names = made.names
    for seq, scope, label, changes in db.execute(
        'SELECT "seq", "scope", "label", "changes" FROM "journal"'
    ).fetchall():
        named = names is not None and names.mentioned(label)
        if named or scope in sessions or _holds(json.loads(changes), touched, made):
            yield seq, scope


def _holds(changes: list[dict[str, Any]], touched: set[str], made: Plan) -> bool:
    names = made.names
    for change in changes:
        if change["table"] in made.past_of:
            return True
        for row in (change["before"], change["after"]):
            for value in (row or {}).values():
                if isinstance(value, str) and (
                    value in touched or (names is not None and names.mentioned(value))
                ):
                    return True
    return False


def _forget_past(db: Database, made: Plan, past: list[tuple[int, str]]) -> None:
    """
    Empty the journalled edits that held it; nothing before them can be undone in that scope.

    An undo further back would meet rows that are no longer as they were.
    """
    sessions = made.gone.get("session", set()) | made.deleted
    for seq, _ in past:
        db.execute(
            'UPDATE "journal" SET "changes" = \'[]\', "label" = ? WHERE "seq" = ?', [ERASED, seq]
        )
    for scope in {scope for _, scope in past}:
        db.execute('UPDATE "journal" SET "act" = \'note\', "of" = \'\' WHERE "scope" = ?', [scope])
    newest = db.execute('SELECT max("seq") FROM "journal"').fetchone()[0]
    for scope in sessions:
        # The newest entry stays, empty: by it the writer knows its own file again.
        db.execute('DELETE FROM "journal" WHERE "scope" = ? AND "seq" <> ?', [scope, newest])
        db.execute('UPDATE "journal" SET "scope" = \'\' WHERE "scope" = ?', [scope])
    for scope in {scope for _, scope in past} - sessions:
        db.execute(
            'INSERT INTO "journal"("uid", "scope", "act", "of", "label", "at_utc_ms", "changes") '
            "VALUES (?, ?, 'note', '', ?, ?, '[]')",
            [new_uid(), scope, ERASED, clock.read().wall_utc_ms],
        )


def _drop_figures(db: Database, made: Plan, way: str) -> None:
    """Let figures be made anew, but keep the totals of a session whose raw log goes."""
    now = clock.read()
    today = clock.local_iso(now.wall_utc_ms, now.utc_offset_min)[:10]
    if way in ("raw", "notes"):
        for session in made.subjects - made.deleted:
            keepsakes.keep_figures_that_stand(db, session, today)
        return
    gone = made.gone.get("session", set()) | made.deleted
    for session in gone | made.subjects:
        keepsakes.drop(db, session, figures_too=session in gone)
    if made.past_of and way != "agreement":
        keepsakes.drop(db, keepsakes.PROGRAMME, figures_too=True)
    if made.gone.get("engagement") or way == "totals":
        keepsakes.drop_all(db)
    if made.names is not None:
        names = made.names
        keepsakes.clean(db, lambda body: _cleaned(body, names))
    whole = {
        session
        for (session,) in db.execute(
            'SELECT o."session" FROM "observation" o JOIN "tally" t ON t."observation" = o."uid" '
            'WHERE t."moments" + t."turns" > 0'
        )
    }
    for (session,) in db.execute('SELECT "session" FROM "session_figures"').fetchall():
        if session in whole or session in gone:
            db.execute('DELETE FROM "session_figures" WHERE "session" = ?', [session])


def _cleaned(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return names.cleaned(value, SOMEBODY)
    if isinstance(value, list):
        return [_cleaned(one, names) for one in value]
    if isinstance(value, dict):
        return {_cleaned(key, names): _cleaned(one, names) for key, one in value.items()}
    return value


def _clean_duties(db: Database, made: Plan) -> None:
    """Take what goes out of the list of lifted holds, and of the rows unmasked, as well."""
    touched = made.touched()
    for post, row in db.execute('SELECT "post", "row" FROM "unmasking"').fetchall():
        if post in touched or row in touched:
            db.execute('DELETE FROM "unmasking" WHERE "post" = ? AND "row" = ?', [post, row])
    if made.names is not None:
        for post, row, reason in db.execute(
            'SELECT "post", "row", "reason" FROM "unmasking"'
        ).fetchall():
            cleaned = made.names.cleaned(reason, SOMEBODY)
            db.execute(
                'UPDATE "unmasking" SET "reason" = ? WHERE "post" = ? AND "row" = ?',
                [cleaned, post, row],
            )
    for uid, subject, reason in db.execute(
        'SELECT "uid", "subject", "reason" FROM "legal_hold" WHERE "lifted_on" <> \'\''
    ).fetchall():
        mentioned = made.names is not None and made.names.mentioned(reason)
        if mentioned or subject in made.touched() or made.gone.get("engagement"):
            db.execute('DELETE FROM "legal_hold" WHERE "uid" = ?', [uid])
    if made.names is not None:
        for uid, reason in db.execute('SELECT "uid", "reason" FROM "legal_hold"').fetchall():
            cleaned = made.names.cleaned(reason, SOMEBODY)
            db.execute('UPDATE "legal_hold" SET "reason" = ? WHERE "uid" = ?', [cleaned, uid])
