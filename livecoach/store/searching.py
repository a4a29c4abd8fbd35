"""Find words anywhere in the vault, whatever is typed."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST = 200
INDEXED = 4  # letters: the longest beginnings of words the index keeps ready
NEWEST = 200  # so many matches are weighed up; a word in every note has a million


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
    words = _words(text)
    return " ".join(f'"{word}"' for word in words) + " *" if words else ""  # may be half typed


def _words(text: str) -> list[str]:
    plain = text.encode("utf-8", "ignore").decode("utf-8").replace('"', " ").replace("\0", " ")
    return [word for word in plain.split() if any(ch.isalnum() for ch in word)]


def search(db: Database, text: str, most: int = MOST) -> list[Found]:
    """
    Return the rows that hold every word, best first; none for a text without words.

    Of the newest matches, those stand first of which the words are the greater part. (Counting
    how rare each word is, as BM25 does, would read every match; and each row holds them all.)
    """
    words = _words(text)
    if not words:
        return []
    wanted = max(NEWEST, most)
    begun = words[-1]
    # Up to INDEXED letters the index is read as far as is needed. For more, it gathers every
    # match first: dear only where there are many, and then the shorter beginning finds enough.
    if len(begun) > INDEXED and begun.isascii() and begun.isalnum():
        shorter = as_match(" ".join([*words[:-1], begun[:INDEXED]]))
        near = db.execute(
            """
            SELECT m."id", p."body" FROM (
              SELECT rowid AS "id" FROM "phrase_index" WHERE "phrase_index" MATCH ?
              ORDER BY rowid DESC LIMIT ?
            ) m JOIN "phrase" p ON p."id" = m."id"
            """,
            [shorter, 3 * wanted],
        ).fetchall()
        begins = re.compile(rf"(?<![^\W_]){re.escape(begun.casefold())}")
        held = [number for number, body in near if begins.search(_folded(body))][:wanted]
        if len(held) == wanted or len(near) < 3 * wanted:  # enough, or all there are
            return _found(db, shorter, held[-1], held, most) if held else []
    return _found(db, as_match(text), 0, None, most)


def _found(db: Database, match: str, first: int, among: list[int] | None, most: int) -> list[Found]:
    """Return the newest matches from row ``first`` on, shortest first; among some alone."""
    chosen = "" if among is None else """AND +rowid IN (SELECT "value" FROM json_each(?))"""
    found = db.execute(
        f"""
        SELECT p."kind", p."uid", coalesce(s."uid", ''), coalesce(s."title", ''), m."around"
        FROM (
          SELECT rowid AS "id", snippet("phrase_index", 0, ?, ?, '…', 24) AS "around"
          FROM "phrase_index" WHERE "phrase_index" MATCH ? AND rowid >= ? {chosen}
          ORDER BY rowid DESC LIMIT ?
        ) m
        JOIN "phrase" p ON p."id" = m."id"
        LEFT JOIN "observation" o ON o."uid" = p."under"
        LEFT JOIN "session" s ON s."uid" = coalesce(o."session", p."under")
        ORDER BY length(p."body"), p."id" DESC LIMIT ?
        """,
        [
            FOUND_FROM, FOUND_TO, match, first,
            *([] if among is None else [json.dumps(among)]), max(NEWEST, most), most,
        ],
    )  # fmt: skip
    return [Found(*row) for row in found]


def _folded(text: str) -> str:
    """Return the text without accents and case, as the index reads it."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in apart if not unicodedata.combining(ch)).casefold()
