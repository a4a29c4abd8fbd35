"""Bring SQLCipher and sqlite-utils together under one set of errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite-utils prefers a module of this name over the standard library's, and only then does it
# catch the errors that SQLCipher raises.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

from sqlite_utils import Database, Migrations  # noqa: E402  (the two lines above come first)

Error: type[Exception] = sqlcipher3.Error
IntegrityError: type[Exception] = sqlcipher3.IntegrityError
VERSION: tuple[int, int, int] = sqlcipher3.sqlite_version_info
# Older ones can corrupt a database (the WAL-reset bug, mended in 3.51.3).
OLDEST_VERSION = (3, 51, 3)
# More than are ever in use: SQLCipher's full cache throws out the newest first, so that two new
# ones would evict each other at every press.
STATEMENTS = 1000
PAGE_BYTES = 4096  # what SQLCipher takes for a page, unless told otherwise

__all__ = ["OLDEST_VERSION", "PAGE_BYTES", "VERSION", "Database", "Error", "IntegrityError",
           "Migrations", "connect", "connect_to_look", "is_complete"]  # fmt: skip


def connect(path: str) -> Any:
    """Return a bare connection to a file; it waits for no lock and any thread may close it."""
    return sqlcipher3.connect(
        path, timeout=0, check_same_thread=False, cached_statements=STATEMENTS
    )


def connect_to_look(path: Path) -> Any:
    """Return a connection that changes nothing, and plays back no journal either."""
    return sqlcipher3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, uri=True)


def is_complete(sql: str) -> bool:
    """Tell whether a text ends one whole statement; a trigger's inner ones do not count."""
    return bool(sql.strip()) and bool(sqlcipher3.complete_statement(sql))
