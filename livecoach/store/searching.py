"""Find words anywhere in the vault, whatever is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST = 200


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
    if not words:
        return ""
    return " ".join(f'"{word}"' for word in words) + " *"  # the last may be half typed


def search(db: Database, text: str, most: int = MOST) -> list[Found]:
    """Return the rows that hold every word, best first; none for a text without words."""
    match = as_match(text)
    if not match:
        return []
    found = db.execute(
        """
        SELECT p."kind", p."uid", coalesce(s."uid", ''), coalesce(s."title", ''),
          snippet("phrase_index", 0, ?, ?, '…', 24)
        FROM "phrase_index"
        JOIN "phrase" p ON p."id" = "phrase_index".rowid
        LEFT JOIN "observation" o ON o."uid" = p."under"
        LEFT JOIN "session" s ON s."uid" = coalesce(o."session", p."under")
        WHERE "phrase_index" MATCH ? ORDER BY rank LIMIT ?
        """,
        [FOUND_FROM, FOUND_TO, match, most],
    )
    return [Found(*row) for row in found]
