from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from time import thread_time

import pytest

from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.session import Session
from livecoach.store import reading
from livecoach.store.engine import Database
from livecoach.store.reading import NotThere
from livecoach.store.throwaway import throwaway
from tests.core.rooms import snapshot
from tests.store.vaults import meeting

MANY = 20_000


def test_organisations_and_posts_come_in_their_order() -> None:
    rows: list[Row] = [
        Organisation("o2", "Acute", 0),
        Organisation("o1", "Council", 1),
        Post("p3", "o1", "CEO", "Council CEO", place=0),
        Post("p2", "o2", "CEO", "Acute CEO", place=1),
        Post("p1", "o2", "Chair", "Acute Chair", place=0),
    ]
    with throwaway() as writer:
        writer.save(Edit(new_uid(), "Who", "", tuple(map(insert, rows))))
        assert [row.uid for row in writer.ask(reading.organisations)] == ["o2", "o1"]
        assert [row.uid for row in writer.ask(reading.posts)] == ["p1", "p2", "p3"]
        assert writer.ask(lambda db: reading.rows(db, Post)) == rows[2:]


def test_the_list_of_sessions_runs_by_time_and_counts_each() -> None:
    early, late = meeting("Early"), meeting("Late")
    early = replace(early, session=replace(early.session, started_at="2026-01-05T10:00:00+00:00"))
    late = replace(late, session=replace(late.session, planned_at="2026-02-05T10:00:00+00:00"))
    with throwaway() as writer:
        writer.save(late.begins())
        writer.save(early.begins())
        writer.save(early.tag(1))
        lines = writer.ask(reading.sessions)
    assert [(line.title, line.moments, line.seats) for line in lines] == [
        ("Early", 1, 2),
        ("Late", 0, 2),
    ]
    assert lines[0].example is False


def test_two_observers_of_one_session_have_a_timeline_each() -> None:
    about = meeting()
    other = Observation(new_uid(), about.session.uid, "A colleague")
    theirs = replace(about.moment(1), uid=new_uid(), observation=other.uid)
    with throwaway() as writer:
        writer.save(about.begins())
        writer.save(about.edit("Second observer", other, theirs))
        writer.save(about.tag(1))
        uid = about.session.uid
        made = writer.ask(lambda db: reading.observations(db, uid))
        assert made == [about.observation, other]
        first = writer.ask(lambda db: reading.timeline(db, uid))
        second = writer.ask(lambda db: reading.timeline(db, uid, other.uid))
        [line] = writer.ask(reading.sessions)
    assert first.observation == about.observation
    assert list(second.moments) == [theirs.uid]
    assert line.moments == 2


def test_what_is_not_there_is_told() -> None:
    bare = Session(new_uid(), "team", "Board day")
    with throwaway() as writer:
        writer.save(Edit(new_uid(), "Plan", "", (insert(bare),)))
        with pytest.raises(NotThere, match="no session"):
            writer.ask(lambda db: reading.timeline(db, "nowhere"))
        with pytest.raises(NotThere, match="“Board day” has no observation"):
            writer.ask(lambda db: reading.timeline(db, bare.uid))


def filled(db: Database, about: str, count: int) -> None:
    with db.atomic():
        db.execute(
            """
            INSERT INTO moment
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT 'moment' || i, ?, i, i * 100, i * 100, i, 'tag' || (i % 16), NULL, 0, NULL, 0,
              NULL, '', '', 'live', NULL, '', '', '' FROM n
            """,
            [count, about],
        )


def test_a_long_session_loads_within_five_times_its_reading() -> None:
    about = meeting()
    with throwaway() as writer:
        writer.save(about.begins())
        writer.ask(lambda db: filled(db, about.observation.uid, MANY))

        def timed(db: Database) -> tuple[float, float]:
            gc.collect()
            gc.disable()
            start = thread_time()
            rows = db.execute("SELECT * FROM moment").fetchall()
            bare = thread_time() - start
            del rows
            start = thread_time()
            timeline = reading.timeline(db, about.session.uid)
            took = thread_time() - start
            gc.enable()
            assert len(timeline.moments) == MANY
            return bare, took

        writer.ask(timed)
        pairs = [writer.ask(timed) for _ in range(5)]
        again = writer.ask(lambda db: reading.timeline(db, about.session.uid))
        assert snapshot(again) == snapshot(
            writer.ask(lambda db: reading.timeline(db, about.session.uid))
        )
    assert min(took for _, took in pairs) <= 5 * min(bare for bare, _ in pairs)


def test_the_list_stays_quick_with_two_hundred_long_sessions(tmp_path: Path) -> None:
    with throwaway() as writer:
        meetings = [meeting(f"Session {number}") for number in range(200)]
        for one in meetings:
            writer.save(one.begins())
        writer.ask(lambda db: db.execute("UPDATE tally SET moments = 5000").rowcount)
        lines = writer.ask(reading.sessions)
        plan = writer.ask(
            lambda db: [
                row[3]
                for row in db.execute(
                    'EXPLAIN QUERY PLAN SELECT (SELECT count(*) FROM "seat" WHERE '
                    '"session" = s."uid") FROM "session" s'
                )
            ]
        )
    assert len(lines) == 200
    assert any("seat_of_session" in step for step in plan)
