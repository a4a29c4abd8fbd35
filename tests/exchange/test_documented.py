"""What the page on formats says is what the files have."""

from __future__ import annotations

import json
from pathlib import Path

from livecoach.exchange import agenda_csv, check_out_csv, seats_csv, turns_csv
from livecoach.exchange.example import example_session
from livecoach.exchange.record_json import FORMAT, VERSION, rows_of, write_record
from livecoach.exchange.tag_log_columns import EXAMPLE, OURS
from tests.exchange.records import timeline_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")


def test_every_column_is_documented() -> None:
    for column in (*EXAMPLE, *OURS):
        assert f"`{column}`" in PAGE, column
    for module in (seats_csv, check_out_csv):
        columns, ours = ",".join(module.COLUMNS), ",".join(module.OURS)
        assert f"`{columns}` \\| `{ours}`" in PAGE
    for names in (turns_csv.COLUMNS, agenda_csv.COLUMNS):
        assert f"`{','.join(names)}`" in PAGE


def test_every_list_of_the_record_is_documented() -> None:
    assert f'"format": "{FORMAT}"' in PAGE and f'"version": {VERSION}' in PAGE
    document = json.loads(write_record(rows_of([timeline_of(example_session())])))
    for name in document:
        assert f"`{name}`" in PAGE or f'"{name}"' in PAGE, name
