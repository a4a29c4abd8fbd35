"""Write sheets of data as an Excel workbook; a string never becomes a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import datetime

from livecoach.report.data.sheet import Sheet

_NO_DATE = datetime(2000, 1, 1)
_WIDEST = 60
_CELL = 32_000  # Excel holds 32,767 characters in a cell


def _never() -> bool:
    return False


def write(sheets: Iterable[Sheet], stopped: Callable[[], bool] = _never) -> bytes:
    """Return the workbook. ``stopped`` is asked now and then; InterruptedError when it says so."""
    import xlsxwriter

    held = io.BytesIO()
    # In memory: a temporary file would hold the record in clear.
    book = xlsxwriter.Workbook(
        held,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
         "in_memory": True, "nan_inf_to_errors": True},
    )  # fmt: skip
    book.set_properties({"author": "", "title": "", "created": _NO_DATE})
    head = book.add_format({"bold": True, "bottom": 1, "font_name": "Calibri"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, _width(sheet, place))
            page.write_string(0, place, column.name, head)
        write_string, write_number = page.write_string, page.write_number
        write_boolean = page.write_boolean
        for line, row in enumerate(sheet.rows, 1):
            if line % 2000 == 0 and stopped():
                raise InterruptedError("Writing the workbook was stopped; nothing was left behind.")
            for place, cell in enumerate(row):
                if type(cell) is str:
                    write_string(line, place, cell[:_CELL])
                elif cell is None:
                    continue
                elif type(cell) is bool:
                    write_boolean(line, place, cell)
                else:
                    write_number(line, place, cell)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    book.close()
    return held.getvalue()


def _width(sheet: Sheet, place: int) -> int:
    """Return a column's width from its first rows; every row would cost as much as writing."""
    sample = [len(str(row[place])) for row in sheet.rows[:200] if row[place] is not None]
    return min(_WIDEST, max([len(sheet.columns[place].name), *sample]) + 2)
