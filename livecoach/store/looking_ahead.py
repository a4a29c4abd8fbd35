"""Say before an erasure what it would take away, what would be left, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.core.summary import Release
from livecoach.store import backup, erasing, header, holding, reading, setting_aside
from livecoach.store.forgetting import WAYS
from livecoach.store.holding import Hold
from livecoach.store.journalled import deleted_sessions, rows_as_they_were
from livecoach.store.reading import NotThere
from livecoach.store.subject import Subject, seats_of, who_in

if TYPE_CHECKING:
    from sqlite_utils import Database

# Which of WAYS fit which subject; the rest end a class of records at the end of its period.
FITTING = {
    "person": ("delete", "unlink"),
    "session": ("delete", "unlink"),
    "engagement": ("delete", "unlink"),
}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What erasing would do, before anything is done."""

    counts: dict[str, int]  # rows by kind, "KIND changed" and "journal" among them
    backups: int  # beside the vault
    further: int  # in the second place
    set_aside: int  # vaults that a restore or a rescue kept in this one's folder
    absent: tuple[Path, ...]  # second places that are not there now
    went_out: tuple[Release, ...]  # files that left earlier, to be deleted by hand
    hold: Hold | None  # why it may not be done


def ways_for(what: str) -> dict[str, str]:
    """Return the ways in which a kind of subject can be erased, in words."""
    return {way: WAYS[way] for way in FITTING[what]}


def title_of(db: Database, subject: Subject) -> str:
    """Return how a subject is called, also where it was deleted before. Raise NotThere."""
    if subject.what == "person":
        return who_in(db, subject.uid).label
    if subject.what == "session":
        there = {one.uid: one.title for one in reading.sessions(db)}
        title = there.get(subject.uid)
        if title is None:
            gone = (one.title for one in deleted_sessions(db) if one.uid == subject.uid)
            title = next(gone, None)
        if title is None:
            raise NotThere("There is no such session in this vault.")
        return title
    engagement = reading.engagement(db)
    if engagement is None or engagement.uid != subject.uid:
        raise NotThere("There is no such programme in this vault.")
    return engagement.name


def deleted_posts(db: Database) -> dict[str, str]:
    """Return the posts that were deleted and that the journal still holds, with their titles."""
    there = {post.uid for post in reading.posts(db)}
    past = rows_as_they_were(db, ("post",))["post"]
    return {row["uid"]: row["title"] for row in past if row["uid"] not in there}


def look_ahead(db: Database, folder: Path, subject: Subject, way: str) -> Ahead:
    """Return what erasing a subject in one of WAYS would do; nothing is done. Raise NotThere."""
    title_of(db, subject)
    places = erasing.further_places(db, folder)
    return Ahead(
        erasing.preview(db, subject, way),
        len(_ours(folder, folder / backup.FOLDER)),
        sum(len(_ours(folder, place)) for place in places),
        len(setting_aside.records(folder)),
        tuple(place for place in places if not place.parent.is_dir()),
        tuple(went_out(db, subject)),
        holding.standing(db, subject),
    )


def went_out(db: Database, subject: Subject) -> list[Release]:
    """Return what left the vault that may hold something of a subject, the newest first."""
    found = [one for one in reading.rows(db, Release) if one.released_at]
    if subject.what == "session":
        found = [one for one in found if one.session == subject.uid]
    elif subject.what == "person":
        names, seats = who_in(db, subject.uid).names, seats_of(db, subject.uid)
        sat = {
            session
            for seat, session in db.execute('SELECT "uid", "session" FROM "seat"')
            if seat in seats
        }
        found = [
            one for one in found
            if one.session in sat or names.mentioned(one.recipient)
            or (one.session is None and one.audience in ("coach", "person"))
        ]  # fmt: skip
    return sorted(found, key=lambda one: one.released_at, reverse=True)


def _ours(folder: Path, place: Path) -> list[Path]:
    if not (folder / header.NAME).exists():
        return []
    vault_id = header.read(folder).vault_id
    return [one.path for one in backup.listed(place) if one.keys.vault_id == vault_id]
