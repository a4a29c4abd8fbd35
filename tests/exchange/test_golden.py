"""A file that a released Livecoach wrote is read for ever, and is written the same today."""

from __future__ import annotations

from pathlib import Path

from livecoach.core.moment import Remark
from livecoach.core.observation import ClockAnchor, ClockEvent
from livecoach.core.summary import Release, SummaryPiece
from livecoach.exchange.record_json import read_record, rows_of, write_record
from livecoach.exchange.session_csv import beside, write_session
from tests.exchange.records import compared, read_back, timeline_from, timeline_of

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
RECORD, LOG = GOLDEN / "session-v1.json", GOLDEN / "session-v1.csv"
NOT_IN_CSV = (
    *("planned_at", "planned_min", "zone", "location", "post"),
    *("observer", "unheard_after_ms", "reflection"),
    "board",  # a shipped board may grow; the record has it as it was
)


def test_the_record_of_version_1_is_read_and_written_byte_for_byte() -> None:
    assert write_record(read_record(RECORD)) == RECORD.read_bytes()


def test_the_csv_of_version_1_is_written_byte_for_byte() -> None:
    timeline = timeline_from(read_record(RECORD))
    for what, content in write_session(timeline).items():
        assert content == (beside(LOG, what) if what else LOG).read_bytes(), what


def test_the_csv_of_version_1_is_read_as_the_record_it_is_of() -> None:
    record = rows_of([timeline_from(read_record(RECORD))])
    only_in_json = (ClockAnchor, ClockEvent, Remark, SummaryPiece, Release)
    kept = [row for row in record if not isinstance(row, only_in_json)]
    log = rows_of([timeline_of(read_back(LOG))])
    assert compared(log, NOT_IN_CSV) == compared(kept, NOT_IN_CSV)
