"""The JSON record holds a session complete, and takes in nothing that is not one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from livecoach.core.edit import Row
from livecoach.core.engagement import Organisation, Post
from livecoach.core.moment import Remark
from livecoach.core.observation import ClockAnchor, ClockEvent
from livecoach.core.session import Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.core.timeline import Timeline
from livecoach.exchange.example import example_edits
from livecoach.exchange.record_json import (
    as_edit,
    posts_of,
    read_record,
    rows_of,
    write_record,
)
from livecoach.exchange.table import BadFile
from tests.exchange.records import compared, sessions, timeline_from, timeline_of

Document = dict[str, Any]


def example_rows() -> list[Row]:
    programme, session = example_edits()
    timeline = timeline_of(session)
    observation = timeline.observation.uid
    timeline.load([
        ClockAnchor("anchor", observation, 0, "boot", 5, 1_790_000_000_000, 60),
        ClockEvent("event", observation, 9, "stepped", -2500, 1_790_000_000_000),
        Remark("remark", observation, next(iter(timeline.moments)), "dispute", "No!", "2026-03-06"),
        SummaryPiece("piece", timeline.session.uid, "piece", "patterns", "Late voices", 2, "added"),
        Release("release", timeline.session.uid, "group", "docx", released_at="2026-03-09"),
    ])  # fmt: skip
    shared = [change.row for change in programme.changes]
    organisations = {row.uid: row for row in shared if isinstance(row, Organisation)}
    posts = {row.uid: row for row in shared if isinstance(row, Post)}
    rows = rows_of([timeline])
    return [*posts_of(rows, organisations, posts), *rows]


def out_and_in(rows: list[Row], folder: Path) -> list[Row]:
    path = folder / "record.json"
    path.write_bytes(write_record(rows))
    return read_record(path)


def test_every_field_of_every_row_comes_back(tmp_path: Path) -> None:
    rows = example_rows()
    assert len([row for row in rows if isinstance(row, Post)]) == 14
    assert set(out_and_in(rows, tmp_path)) == set(rows)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(timeline=sessions())
def test_any_session_comes_back_with_hostile_text_and_all(
    timeline: Timeline, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = rows_of([timeline])
    assert set(out_and_in(rows, tmp_path_factory.mktemp("out"))) == set(rows)


def test_a_vault_without_the_session_gets_it_under_its_own_ids(tmp_path: Path) -> None:
    rows = example_rows()
    edit = as_edit(out_and_in(rows, tmp_path), taken=set())
    assert {change.row for change in edit.changes} == set(rows)
    assert edit.scope == next(row.uid for row in rows if isinstance(row, Session))


def test_a_vault_that_has_it_gets_a_second_one_seated_on_the_same_posts(tmp_path: Path) -> None:
    rows = example_rows()
    edit = as_edit(out_and_in(rows, tmp_path), taken={row.uid for row in rows})
    made = [change.row for change in edit.changes]
    assert not {row.uid for row in made} & {row.uid for row in rows}
    own = [row for row in rows if not isinstance(row, Organisation | Post)]
    assert compared(made) != [] and len(made) == len(own)
    piece = next(row for row in made if isinstance(row, SummaryPiece))
    assert piece.key == piece.uid
    posts = {row.uid for row in rows if isinstance(row, Post)}
    assert {row.post for row in made if isinstance(row, Seat)} == posts
    without_key = [row for row in own if not isinstance(row, SummaryPiece)]
    made_without = [row for row in made if not isinstance(row, SummaryPiece)]
    assert compared(made_without) == compared(without_key)


def test_the_board_stands_in_it_as_a_document_to_read() -> None:
    document = json.loads(write_record(example_rows()))
    assert document["format"] == "livecoach session" and document["version"] == 1
    assert document["observation"][0]["board"]["name"] == "Example session"
    assert len(document["moment"]) == 70
    assert "diagnosis" not in document and "pair_note" not in document


def put(table: str, **fields: Any) -> Callable[[Document], None]:
    return lambda document: document[table][0].update(fields)


def twice(table: str) -> Callable[[Document], None]:
    return lambda document: document[table].append(document[table][0])


def drop(table: str) -> Callable[[Document], None]:
    return lambda document: document[table].pop(0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d.pop("format"), "is not a session that Livecoach wrote"),
        (lambda d: d.update(version=2), "is of version 2, this Livecoach reads up to 1"),
        (lambda d: d.update(version=True), "is of version True"),
        (lambda d: d.update(diagnosis=[]), "'diagnosis' is no part of a session"),
        (lambda d: d.update(moment={}), "'moment' should be a list of rows"),
        (lambda d: d.update(moment=[7]), "moment 1 should be a row"),
        (put("moment", mood="blue"), "moment 1: moment: unknown field 'mood'"),
        (lambda d: d["moment"][0].pop("seq"), "moment 1: moment: "),
        (put("moment", seq=1.5), "moment.seq: expected int, found float"),
        (put("moment", seq="1"), "moment.seq: expected int, found str"),
        (put("moment", offset_ms=-1), "offset_ms: -1 is out of bounds"),
        (put("moment", offset_ms=1 << 60), "is out of bounds"),
        (put("moment", seat="nobody"), "there is no seat 'nobody'"),
        (put("moment", observation="other"), "there is no observation 'other'"),
        (put("moment", source="guessed"), "'guessed' is not one of live, back-dated, imported"),
        (put("moment", by_coach=True), "is both the coach's and a seat's"),
        (put("moment", ref="M 1"), "should be one word"),
        (put("moment", ref="M02"), "M02 stands twice"),
        (put("moment", words="\ud800"), "holds a character that is none"),
        (put("moment", note="x" * 1_000_001), "longer than 1000000 characters"),
        (put("moment", uid="../../etc"), "is no identifier"),
        (put("session", started_at="Thursday"), "'Thursday' is no ISO 8601 time"),
        (put("session", kind="party"), "'party' is not one of"),
        (put("decision", choice="hum"), "'hum' is not one of let_run, interject"),
        (put("check_out", heard=11), "11 is over 10"),
        (put("seat", present_from_ms=9, present_to_ms=3), "present_to_ms lies before"),
        (put("clock_anchor", utc_offset_min=9999), "9999 minutes is no offset"),
        (put("clock_anchor", wall_utc_ms=1 << 52), "is no time this side of 2100"),
        (put("observation", board="{"), "observation"),
        (put("observation", board={"id": "x"}), "'name' is missing"),
        (twice("moment"), "stands twice"),
        (twice("session"), "stands twice"),
        (drop("session"), "there are 0 sessions where one is meant"),
        (lambda d: d.update(observation=[], moment=[]), "there is no observation"),
        (lambda d: d["link"][0].update(earlier=d["link"][0]["later"]), "a moment to itself"),
        (lambda d: d["decision"][1].update(moment=d["decision"][0]["moment"]), "two decisions"),
    ],
)  # fmt: skip
def test_a_record_that_is_not_sound_is_refused(
    change: Callable[[Document], None], says: str, tmp_path: Path
) -> None:
    document = json.loads(write_record(example_rows()))
    change(document)
    path = tmp_path / "record.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadFile) as told:
        read_record(path)
    assert says in str(told.value) and str(told.value).startswith("record.json")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not JSON: line 1, column 1"),
        ("[]", "is not a session that Livecoach wrote"),
        ('{"format": "livecoach session", "format": 1}', "'format' stands twice in one place"),
        ('{"version": NaN}', "NaN is not a number that JSON has"),
        ('{"version": -Infinity}', "-Infinity is not a number"),
        ('{"version": ' + "9" * 5000 + "}", "record.json"),
        ("[" * 100_000, "is nested too deep"),
        ('{"a": 1,}', "is not JSON: line 1"),
    ],
)
def test_what_is_not_strict_json_is_refused(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as told:
        read_record(path)
    assert says in str(told.value)


def test_two_observers_of_one_session_are_both_in_it(tmp_path: Path) -> None:
    rows = example_rows()
    first = timeline_from(rows)
    second = Timeline(first.session, replace(first.observation, uid="o2", observer="Second"))
    second.load(first.seats.values())
    shared = [row for row in rows if isinstance(row, Organisation | Post)]
    both = [*shared, *rows_of([first, second])]
    assert set(out_and_in(both, tmp_path)) == set(both)
