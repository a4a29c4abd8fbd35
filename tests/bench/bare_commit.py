"""Commit one row to an encrypted file with the vault's own settings, and nothing besides."""

from __future__ import annotations

import secrets
from pathlib import Path

from livecoach.store.connection import open_database
from livecoach.store.keys import KEY_BYTES


class BareCommit:
    """A table of one kind of row; ``row`` is on disk when it returns."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "bare.db"
        file.touch(0o600)
        self._db = open_database(file, secrets.token_bytes(KEY_BYTES))
        self._db.execute(
            "CREATE TABLE row (uid TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, tag TEXT NOT NULL,"
            " seat TEXT, note TEXT NOT NULL) STRICT"
        )

    def row(self, at_ms: int, tag: str) -> None:
        """Commit one row of the size of a moment's."""
        values = (secrets.token_hex(13), at_ms, tag, secrets.token_hex(13), "")
        self._db.execute("BEGIN")
        self._db.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?)", values)
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()
