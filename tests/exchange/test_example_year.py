"""The example's year is whole, the same each time, marked, and no tale of steady success."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote, Rhythm
from livecoach.core.edit import TABLES, Edit, Row
from livecoach.core.engagement import Post
from livecoach.core.moment import Decision, Link, Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.exchange.checks import check_session
from livecoach.exchange.example import example_edits
from livecoach.exchange.example_year import year_edit
from livecoach.measures.programme import Held, figures_of, trends
from livecoach.store import reading
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from livecoach.ui.programme.figures_kept import held_sessions


def whole() -> list[Row]:
    programme, session = example_edits()
    year = year_edit(programme)
    return [change.row for edit in (programme, session, year) for change in edit.changes]


def kind(rows: list[Row], which: Any) -> list[Any]:
    return [row for row in rows if isinstance(row, which)]


def without_uids(rows: list[Row]) -> list[tuple[Any, ...]]:
    names = {row.uid: f"{TABLES[type(row)]} {number}" for number, row in enumerate(rows)}
    told = []
    for row in rows:
        if isinstance(row, Pair):  # kept in the order of uids, which differ from call to call
            one, two = sorted((names[row.post_a], names[row.post_b]))
            row = replace(row, post_a=one, post_b=two)
        values = (getattr(row, name) for name in row.__slots__)
        told.append(tuple(names.get(value, value) if isinstance(value, str) else value
                          for value in values))  # fmt: skip
    return told


def test_the_year_is_the_same_each_time_but_for_its_ids() -> None:
    one, two = whole(), whole()
    assert not {row.uid for row in one} & {row.uid for row in two}
    assert without_uids(one) == without_uids(two)


def test_some_thirty_sessions_stand_in_twelve_months_each_marked_as_an_example() -> None:
    sessions: list[Session] = kind(whole(), Session)
    assert all(session.example and "(example)" in session.title for session in sessions)
    count = {
        (name, state): sum(1 for one in sessions if (one.kind, one.state) == (name, state))
        for name in ("one_to_one", "team", "live", "pair")
        for state in ("ended", "skipped", "planned")
    }
    assert count["one_to_one", "ended"] == 14
    assert count["live", "skipped"] == 2
    assert 30 <= sum(n for (_, state), n in count.items() if state == "ended") <= 40
    held = [one for one in sessions if one.state == "ended"]
    assert all("2025-04-01" <= one.started_at[:10] <= "2026-03-31" for one in held)
    newest = max(held, key=lambda one: one.started_at)
    assert newest.title == "Chairs and CEOs, session 5 (example)"
    assert all(not one.planned_at for one in sessions if one.state == "planned")


def test_every_session_is_sound_by_the_checks_that_imports_pass() -> None:
    rows = whole()
    posts = [row for row in rows if isinstance(row, Post) or TABLES[type(row)] == "organisation"]
    observations = {row.uid: row.session for row in kind(rows, Observation)}
    inside: dict[str, list[Row]] = {row.uid: [row] for row in kind(rows, Session)}
    for row in rows:
        if isinstance(row, Observation | Seat | CheckOut | AgendaItem):
            inside[row.session].append(row)
        elif isinstance(row, Turn | Moment | Decision | Link):
            inside[observations[row.observation]].append(row)
    for session in inside.values():
        check_session([*posts, *session])


def test_what_surrounds_the_meetings_is_there_and_nobody_is_named() -> None:
    rows = whole()
    assert [row.version for row in kind(rows, Agreement)] == [1, 2]
    assert [row.every_days for row in kind(rows, Rhythm)] == [7, 30]
    assert {row.state for row in kind(rows, Pair)} == {
        "none", "planned", "offered", "held", "declined", "not_needed",
    }  # fmt: skip
    assert len(kind(rows, PairNote)) == 9
    assert {row.may_be_used for row in kind(rows, Diagnosis)} == {
        "nothing", "theme", "attributed",
    }  # fmt: skip
    assert not any(row.person for row in kind(rows, Post))


def read_back(writer: Writer, session: str) -> Timeline:
    return writer.ask(lambda db: reading.timeline(db, session))


def test_the_vault_takes_it_and_its_lines_rise_and_fall() -> None:
    programme, session = example_edits()
    with throwaway() as writer:
        for edit in (programme, session, year_edit(programme)):
            writer.save(edit)
        assert writer.flush(30) and writer.refused() == []
        held: list[Held] = held_sessions(writer, "live")
        again: list[Edit] = writer.ask(lambda db: reading.journal(db, ""))
        live = [one for one in held if one.figures is not None]
        for one in live:  # what is kept is what a full recomputation finds
            assert figures_of(read_back(writer, one.session)) == one.figures
        assert held_sessions(writer, "live") == held
    assert [edit.act for edit in again] == ["do", "note"]
    assert (len(held), len(live)) == (13, 11)
    for name in ("felt_heard", "evenness", "us_and_them", "challenge"):
        line = next(line for line in trends(held) if line.name == name)
        values = [point.value for point in line.points if point.value is not None]
        steps = [two - one for one, two in pairwise(values)]
        assert any(step > 0 for step in steps) and any(step < 0 for step in steps)
