"""Tables of data: what each audience gets, and how they open again."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.report.check import known_from
from livecoach.report.data.programme_tables import programme_tables
from livecoach.report.data.sheet import Column, Sheet
from livecoach.report.data.tables import tables
from livecoach.report.writers import xlsx
from livecoach.store.parquet import parquet
from tests.report.meetings import example, seat_named, with_canaries


def words_in(sheets: tuple[Sheet, ...]) -> str:
    return "\n".join(str(cell) for sheet in sheets for row in sheet.rows for cell in row)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_no_word_of_the_record_reaches_the_tables_of_group_sponsor_or_supervision(
    seed: int,
) -> None:
    timeline, canaries = with_canaries(seed)
    known = known_from(timeline.seats.values())
    for audience in ("group", "sponsor", "supervision"):
        text = words_in(tables(timeline, audience, known))
        assert not [word for word in canaries if word in text]


def test_the_sponsors_tables_have_no_single_row_of_the_meeting() -> None:
    timeline = example()
    sheets = tables(timeline, "sponsor", known_from(timeline.seats.values()))
    assert [sheet.name for sheet in sheets] == ["Measures", "Check-out", "Columns"]
    assert not [row for sheet in sheets for row in sheet.rows if str(row[0]).startswith("seat")]


def test_a_persons_tables_hold_their_own_rows() -> None:
    timeline = example()
    seat = seat_named(timeline, "Ambulance CEO")
    known = known_from(timeline.seats.values())
    sheets = tables(timeline, "person", known, seat.uid)
    text = words_in(sheets)
    assert "Nine in ten long waits" in text and "Mental Health" not in text
    assert [sheet.name for sheet in sheets] == ["Moments", "Turns", "Measures", "Columns"]


def test_the_workbook_opens_with_every_cell_as_it_was() -> None:
    timeline = example()
    sheets = tables(timeline, "coach", known_from(timeline.seats.values()))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(sheets)))
    assert book.sheetnames == [sheet.name for sheet in sheets]
    for sheet in sheets:
        read = list(book[sheet.name].iter_rows(values_only=True))
        assert read[0] == tuple(column.name for column in sheet.columns)
        for row, cells in zip(sheet.rows, read[1:], strict=True):
            assert [None if cell == "" else cell for cell in row] == [
                None if cell == "" else cell for cell in cells
            ]
    assert not book.properties.creator


def test_no_hostile_cell_becomes_a_formula_or_a_link() -> None:
    dice = random.Random(7)
    starts = ("=", "+", "-", "@", "\t=", "=HYPERLINK(", "http://", "file://", "{=", "mailto:a@b")
    cells = tuple((dice.choice(starts) + str(n),) for n in range(10_000))
    sheet = Sheet("Moments", "", (Column("note", str, ""),), cells)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write([sheet])))
    page = book["Moments"]
    for (said,), (cell,) in zip(cells, page.iter_rows(min_row=2), strict=True):
        assert cell.data_type == "s" and cell.value == said and cell.hyperlink is None


def test_writing_a_workbook_can_be_stopped() -> None:
    sheet = Sheet("Moments", "", (Column("n", int, ""),), tuple((n,) for n in range(10_000)))
    with pytest.raises(InterruptedError):
        xlsx.write([sheet], lambda: True)


def test_parquet_opens_with_its_columns_and_their_meanings(tmp_path: Path) -> None:
    import duckdb

    timeline = example()
    (moments, *_) = tables(timeline, "coach", known_from(timeline.seats.values()))
    columns = [(column.name, column.kind, column.meaning) for column in moments.columns]
    path = tmp_path / "moments.parquet"
    path.write_bytes(parquet(columns, moments.rows, tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == ["moments.parquet"]
    read = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    assert read == list(moments.rows)
    meanings = duckdb.execute(
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(path)]
    ).fetchall()
    assert ("lens", "through whose eyes") in meanings


def test_a_programme_is_told_in_totals_and_to_the_sponsor_without_a_date() -> None:
    live, private = example(), example()
    private.session = replace(private.session, kind="pair", title="Two of them")
    known = known_from(live.seats.values())
    for audience in ("group", "sponsor"):
        sheets = programme_tables([live, private], audience, known)
        assert [sheet.name for sheet in sheets] == ["Sessions", "Columns"]
        assert len(sheets[0].rows) == 1 and "Two of them" not in words_in(sheets)
        dated = "5 March 2026" in words_in(sheets)
        assert dated is (audience == "group")
    own = programme_tables([live, private], "coach", known)
    names = [sheet.name for sheet in own]
    assert names == ["Sessions", "Moments", "Turns", "Measures", "Check-out", "Columns"]
    assert len(own[1].rows) == 140 and {row[0] for row in own[1].rows} == {1, 2}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**9))
def test_no_word_of_the_record_reaches_the_programmes_tables(seed: int) -> None:
    timeline, canaries = with_canaries(seed)
    known = known_from(timeline.seats.values())
    for audience in ("group", "sponsor", "supervision"):
        text = words_in(programme_tables([timeline], audience, known))
        assert not [word for word in canaries if word in text]
