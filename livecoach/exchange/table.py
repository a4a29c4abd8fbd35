"""Read a CSV file into rows, and write one, so that every cell is text with a known place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from livecoach.core.sentence import one_line

LARGEST = 64 << 20  # bytes; a meeting of 50,000 rows is about 8 MB
MOST_ROWS = 200_000


class BadFile(ValueError):
    """A file that cannot be read in; the message says which, where, why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(one_line(words))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number as a spreadsheet shows it, and its cells by column."""

    row: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell in a column; a column the file does not have is empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file's name, columns and rows."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def wrong(self, line: Line, column: str, words: str) -> BadFile:
        """Return the error for one cell: file, row, column, and ``words`` with what to do."""
        return BadFile(f"{self.name}, row {line.row}, column {column}: {words}")


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return a file's bytes. Raise BadFile when it is missing, no file, or over ``largest``."""
    try:
        if not path.exists():
            raise BadFile(f"{path} is not there; check the name.")
        if not path.is_file():
            raise BadFile(f"{path} is not a file; name one.")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > largest:
        raise BadFile(
            f"{path.name} is larger than {largest >> 20} MB, far more than one meeting; "
            "check that it is the right file."
        )
    return content


def read_text(path: Path, largest: int = LARGEST) -> str:
    """Return a file's text, from UTF-8 with or without a mark. Raise BadFile for other bytes."""
    content = read_bytes(path, largest)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadFile(f"{path.name} is a spreadsheet; save it as “CSV UTF-8” and give that file.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile(f"{path.name} is UTF-16 text; save it as UTF-8 and try again.")
    if b"\0" in content:
        raise BadFile(f"{path.name} is not a text file: it holds zero bytes.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(
            f"{path.name} is not UTF-8 text (line {line}); save it as UTF-8 and try again."
        ) from None


def read_table(path: Path, needed: Sequence[str], extra: Sequence[str] = ()) -> Table:
    """
    Return the table in a CSV file. Commas, semicolons and tabs part cells alike.

    Raise BadFile where a ``needed`` column is missing, a column is neither needed nor ``extra``,
    a row is longer or shorter than the first, or the file is no CSV.
    """
    text = read_text(path)
    delimiter = _delimiter(text, needed)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] = ()
    lines: list[Line] = []
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if not columns:
                columns = _columns(path.name, cells, needed, extra)
            elif cells:
                lines.append(_line(path.name, row, columns, cells))
            if row > MOST_ROWS:
                raise BadFile(f"{path.name} has more than {MOST_ROWS} rows; give it in parts.")
    except csv.Error as error:
        raise BadFile(
            f"{path.name}, row {row + 1} is not CSV: {error}. Look for a quotation mark too many "
            "or too few."
        ) from None
    if not columns:
        raise BadFile(f"{path.name} is empty; its first row should be {','.join(needed)}.")
    return Table(path.name, columns, tuple(lines))


def _delimiter(text: str, needed: Sequence[str]) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0][:10_000]
    for sign in (",", ";", "\t"):
        if {needed[0], needed[-1]} <= {cell.strip(' "\r').casefold() for cell in first.split(sign)}:
            return sign
    return ","


def _columns(
    name: str, cells: Sequence[str], needed: Sequence[str], extra: Sequence[str]
) -> tuple[str, ...]:
    columns = tuple(cell.strip().casefold() for cell in cells)
    missing = [column for column in needed if column not in columns]
    if len(missing) == len(needed):
        raise BadFile(
            f"{name} does not begin with the names of columns; its first row should be "
            f"{','.join(needed)}."
        )
    if missing:
        raise BadFile(f"{name}, row 1: column {missing[0]} is missing; add it, empty if need be.")
    for column in columns:
        if columns.count(column) > 1:
            raise BadFile(f"{name}, row 1: column {column} stands twice; take one out.")
        if column not in needed and column not in extra:
            raise BadFile(
                f"{name}, row 1: column {column!r} is not one Livecoach knows; take it out, so "
                "that nothing is lost unseen."
            )
    return columns


def _line(name: str, row: int, columns: Sequence[str], cells: Sequence[str]) -> Line:
    if len(cells) != len(columns):
        raise BadFile(
            f"{name}, row {row} has {len(cells)} cells where the first row has {len(columns)}; "
            "put text that holds commas in quotation marks."
        )
    return Line(row, dict(zip(columns, cells, strict=True)))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with its mark, as spreadsheets need it, and RFC 4180 lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
