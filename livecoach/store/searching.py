"""Find words anywhere in the vault, whatever is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST = 200
NEWEST = 200  # so many matches are weighed up; a word in every note has a million
FIRST_LOOK, FURTHER = 2000, 16  # rows back from the newest, and how many times as far each time


@dataclass(frozen=True, slots=True)
class Found:
    """One row that holds the words: which kind, where, and the text around them."""

    kind: str  # a table's name
    uid: str
    session: str  # the session it stands in, or "" for the engagement
    title: str  # that session's title, or ""
    text: str  # plain text; found words stand between FOUND_FROM and FOUND_TO


FOUND_FROM, FOUND_TO = "\x02", "\x03"


def as_match(text: str) -> str:
    """Return what was typed as quoted words, so that nothing in it is an operator."""
    plain = text.encode("utf-8", "ignore").decode("utf-8").replace('"', " ").replace("\0", " ")
    words = [word for word in plain.split() if any(ch.isalnum() for ch in word)]
    return " ".join(f'"{word}"' for word in words) + " *" if words else ""  # may be half typed


def search(db: Database, text: str, most: int = MOST) -> list[Found]:
    """
    Return the rows that hold every word, best first; none for a text without words.

    Of the newest matches, those stand first of which the words are the greater part. (Counting
    how rare each word is, as BM25 does, would read every match; and each row holds them all.)
    """
    match = as_match(text)
    if not match:
        return []
    wanted = max(NEWEST, most)
    newest = _newest(db, match, wanted)
    if not newest:
        return []
    found = db.execute(
        """
        SELECT p."kind", p."uid", coalesce(s."uid", ''), coalesce(s."title", ''), m."around"
        FROM (
          SELECT rowid AS "id", snippet("phrase_index", 0, ?, ?, '…', 24) AS "around"
          FROM "phrase_index" WHERE "phrase_index" MATCH ? AND rowid >= ?
        ) m
        JOIN "phrase" p ON p."id" = m."id"
        LEFT JOIN "observation" o ON o."uid" = p."under"
        LEFT JOIN "session" s ON s."uid" = coalesce(o."session", p."under")
        ORDER BY length(p."body"), p."id" DESC LIMIT ?
        """,
        [FOUND_FROM, FOUND_TO, match, newest[0], most],
    )
    return [Found(*row) for row in found]


def _newest(db: Database, match: str, wanted: int) -> list[int]:
    """
    Return so many of the newest matches' numbers, oldest of them first.

    The index is read forwards from ever further back: it keeps a way to jump in from the front,
    while backwards it must first walk through every match of every word.
    """
    last = db.execute('SELECT max("id") FROM "phrase"').fetchone()[0] or 0
    back = FIRST_LOOK
    while True:
        found = db.execute(
            'SELECT rowid FROM "phrase_index" WHERE "phrase_index" MATCH ? AND rowid > ?',
            [match, last - back],
        ).fetchall()
        if len(found) >= wanted or back >= last:
            return [number for (number,) in found[-wanted:]]
        back *= FURTHER
