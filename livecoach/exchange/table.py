"""Read a CSV file into rows, and write one, so that every cell is text with a known place."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from livecoach.core.sentence import one_line

LARGEST = 32 << 20  # bytes; a log of 50,000 rows with words in each has 21 MB
MOST_ROWS = 100_000
BLOCK = 1 << 20  # bytes
LONGEST_ROW = 1 << 20  # characters, line breaks within quotation marks included


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


def read_bytes(path: Path, largest: int) -> bytes:
    """Return a file's bytes. Raise BadFile when it is missing, no file, or over ``largest``."""
    try:
        if not path.exists():
            raise BadFile(f"{path} is not there; check the name.")
        if not path.is_file():
            raise BadFile(f"{path} is not a file; name one.")
        size = path.stat().st_size
        if size > largest:
            raise _too_large(path, largest)
        with path.open("rb") as file:
            content = file.read(size + 1)
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > size:
        raise BadFile(f"{path.name} is being written to just now; try again once that is done.")
    return content


def _too_large(path: Path, largest: int) -> BadFile:
    return BadFile(
        f"{path.name} is larger than {largest >> 20} MB, far more than one meeting; "
        "check that it is the right file."
    )


def check_text(name: str, content: bytes) -> None:
    """Raise BadFile where bytes are no UTF-8 text, with or without its mark."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadFile(f"{name} is a spreadsheet; save it as “CSV UTF-8” and give that file.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile(f"{name} is UTF-16 text; save it as UTF-8 and try again.")
    if b"\0" in content:
        raise BadFile(f"{name} is not a text file: it holds zero bytes.")
    # Block by block: as one text it may take four times the room of the file.
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), BLOCK):
        try:
            decoder.decode(content[start : start + BLOCK], final=start + BLOCK >= len(content))
        except UnicodeDecodeError as error:
            carried = len(error.object) - len(content[start : start + BLOCK])
            line = content.count(b"\n", 0, start - carried + error.start) + 1
            raise BadFile(
                f"{name} is not UTF-8 text (line {line}); save it as UTF-8 and try again."
            ) from None


class _Rows:
    """The lines of a file, until those of one row are longer than any row of a meeting."""

    def __init__(self, name: str, content: bytes) -> None:
        # Decoded as it is read: the text as a whole would take four times the room of the file.
        self._text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
        self.name, self.row, self._left = name, 0, LONGEST_ROW

    def begin(self) -> str:
        """Return the beginning of the first line that is not empty; reading starts there."""
        first = ""
        for _ in range(MOST_ROWS):
            line = self._text.readline(10_000)
            first = line.strip("\r\n")
            if first or not line:
                break
        self._text.seek(0)
        return first

    def next_row(self) -> None:
        """Count the next row's characters afresh."""
        self.row, self._left = self.row + 1, LONGEST_ROW

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_ROW + 1):
            self._left -= len(line)
            if self._left < 0:
                raise BadFile(
                    f"{self.name}, row {self.row + 1} is longer than a million characters; "
                    "look for a quotation mark that is never closed."
                )
            yield line


def read_table(path: Path, needed: Sequence[str], extra: Sequence[str] = ()) -> Table:
    """
    Return the table in a CSV file. Commas, semicolons and tabs part cells alike.

    Raise BadFile where a ``needed`` column is missing, a column is neither needed nor ``extra``,
    a row is longer or shorter than the first, or the file is no CSV.
    """
    content = read_bytes(path, LARGEST)
    check_text(path.name, content)
    rows = _Rows(path.name, content)
    delimiter = _delimiter(rows.begin(), needed)
    reader = csv.reader(iter(rows), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] = ()
    lines: list[Line] = []
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            rows.next_row()
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


def _delimiter(first: str, needed: Sequence[str]) -> str:
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
