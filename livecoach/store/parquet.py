"""Write a table of plain cells as Parquet, its columns' meanings with it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

TYPES: dict[type, str] = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def parquet(
    columns: Sequence[tuple[str, type, str]], rows: Sequence[Sequence[object]], scratch: Path
) -> bytes:
    """
    Return the table as Parquet; each column is (name, kind of cell, what it means).

    ``scratch`` is a private folder for the file on its way; nothing stays in it.
    """
    import duckdb

    shape = ", ".join(f"{_name(name)} {TYPES[kind]}" for name, kind, _ in columns)
    meanings = ", ".join(f"{_text(name)}: {_text(meaning)}" for name, _, meaning in columns)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        target = Path(folder) / "sheet.parquet"
        # Nothing is fetched: no extension, no remote file; Parquet is built in.
        made = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "temp_directory": folder,
            },
        )
        try:
            made.execute(f"CREATE TABLE sheet ({shape})")
            marks = ", ".join("?" for _ in columns)
            if rows:
                made.executemany(f"INSERT INTO sheet VALUES ({marks})", [list(r) for r in rows])
            made.execute(
                f"COPY sheet TO {_text(str(target))} "
                f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{meanings}}})"
            )
        finally:
            made.close()
        return target.read_bytes()


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
