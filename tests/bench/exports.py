"""Time a ninety-minute session to each document, and 100,000 rows to Excel against bare XlsxWriter.

``python -m tests.bench.exports`` prints medians in seconds and the ratio; both sides of the ratio
are interleaved in one run.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from statistics import median

import xlsxwriter

from livecoach.report import make
from livecoach.report.check import known_from
from livecoach.report.data.sheet import Cell, Column, Sheet
from livecoach.report.writers import xlsx
from livecoach.ui.summary.drawing import without_screen
from livecoach.ui.summary.release import written
from tests.report.meetings import example

FORMS = ("docx", "pdf", "html", "md")
ROW: tuple[Cell, ...] = (
    12.5, "Language", "Us and them", "Patient", "live", "interject", "catalytic",
    "words that were said in the room", "and what the coach makes of them",
)  # fmt: skip


def seconds(act: Callable[[], None]) -> float:
    """Return how long an act takes, in seconds."""
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def documents(times: int) -> dict[str, float]:
    """Return the median seconds of the group's summary in each format, drafting included."""
    without_screen()
    timeline = example()
    known = known_from(timeline.seats.values())
    found = {}
    for form in FORMS:
        written(make.for_group(timeline, known), form)  # the writer is loaded once a start

        def once(form: str = form) -> None:
            written(make.for_group(timeline, known), form)

        found[form] = median(seconds(once) for _ in range(times))
    return found


def excel(rows: int, times: int) -> tuple[float, float]:
    """Return the median seconds of our workbook and of the same cells written bare."""
    kinds = [float, *[str] * (len(ROW) - 1)]
    columns = tuple(Column(f"c{n}", kind, "") for n, kind in enumerate(kinds))
    sheet = Sheet("Moments", "", columns, (ROW,) * rows)

    def ours() -> None:
        xlsx.write([sheet])

    def bare() -> None:
        book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
        page = book.add_worksheet()
        for line, row in enumerate(sheet.rows):
            for place, cell in enumerate(row):
                page.write(line, place, cell)
        book.close()

    sides: tuple[Callable[[], None], ...] = (ours, bare)
    taken: list[list[float]] = [[], []]
    for _ in range(times):
        for place, side in enumerate(sides):
            taken[place].append(seconds(side))
    return median(taken[0]), median(taken[1])


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--times", type=int, default=3)
    args = asked.parse_args()
    for form, taken in documents(args.times * 3).items():
        print(f"{form:5} {taken * 1000:7.0f} ms")
    ours, bare = excel(args.rows, args.times)
    print(f"xlsx  {ours:7.2f} s for {args.rows} rows, bare {bare:.2f} s, ratio {ours / bare:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
