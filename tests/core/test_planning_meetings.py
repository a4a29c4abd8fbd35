from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote
from livecoach.core.edit import Row, inverse
from livecoach.core.engagement import Engagement
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.planning.duties import BadEngagement, amend_engagement, duties
from livecoach.core.planning.meetings import (
    BadSession,
    amend_session,
    choose_board,
    copy_set_up,
    delete_session,
    duration_min,
    last_of_kind,
    new_session,
    next_session,
    next_title,
    overdue,
    set_up_of,
)
from livecoach.core.planning.organisations import add_organisations, read_organisations
from livecoach.core.programme import Programme, instant
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.core.timeline import Timeline

TODAY = date(2026, 11, 23)
NOON_MS = int(instant("2026-11-23T12:00+00:00") * 1000)
LONDON = "Europe/London"


def riverbank(*sessions: Session) -> Programme:
    programme = Programme(Engagement("e", "Riverbank"))
    edit = add_organisations(programme, read_organisations("Acute: Chair, CEO\nICB: Chair"))
    assert edit is not None
    programme.apply(edit)
    programme.load(sessions)
    return programme


def held(uid: str, title: str, planned_at: str) -> Session:
    return Session(uid, "live", title, "ended", planned_at, 120, planned_at, zone=LONDON,
                   location="Board room")  # fmt: skip


def test_a_new_live_session_seats_every_post_and_a_pair_seats_nobody() -> None:
    programme = riverbank()
    edit = new_session(programme, "live", "Chairs & CEOs", "2026-12-01T09:30+00:00", LONDON, "")
    rows = [change.row for change in edit.changes]
    assert isinstance(rows[0], Session)
    assert edit.scope == ""
    labels = [(row.label, row.key) for row in rows if isinstance(row, Seat)]
    assert labels == [("Acute Chair", "7"), ("Acute CEO", "8"), ("ICB Chair", "9")]
    assert sum(isinstance(row, Observation) for row in rows) == 1
    pair = new_session(programme, "pair", "", "", "", "")
    assert not any(isinstance(change.row, Seat) for change in pair.changes)
    assert next(c.row.title for c in pair.changes if isinstance(c.row, Session)) == "Pair"


def test_one_action_sets_up_the_next_session_as_the_last_of_its_kind() -> None:
    last = held("7", "Chairs & CEOs · meeting 7", "2026-10-20T09:30+01:00")
    programme = riverbank(held("6", "Chairs & CEOs · meeting 6", "2026-09-22T09:30+01:00"), last)
    assert last_of_kind(programme, "live") == last
    assert last_of_kind(programme, "team") is None
    timeline = Timeline(last, Observation("o", "7", unheard_after_ms=900_000, board=""))
    chair = programme.posts_in_order()[0]
    timeline.load([
        Seat("b", "7", "Patient voice", attendance="guest", place=1, key="8"),
        Seat("a", "7", "Acute Chair", post=chair.uid, place=0, key="7", present_from_ms=60_000),
        Seat("c", "7", "Left the system", post="gone", place=2, key="9"),
        AgendaItem("i", "7", "Stroke pathway", 0, 25, 0, 1_500_000),
        Turn("t", "o", 0, 1000, "a"),
    ])  # fmt: skip
    edit = copy_set_up(programme, set_up_of(timeline), TODAY)
    rows = [change.row for change in edit.changes]
    (session,) = [row for row in rows if isinstance(row, Session)]
    assert session.title == "Chairs & CEOs · meeting 8"
    # Four weeks' rhythm, after today, at half past nine on the wall though summer time is over.
    assert session.planned_at == "2026-12-15T09:30+00:00"
    assert (session.planned_min, session.location, session.state) == (120, "Board room", "planned")
    assert (session.started_at, session.zone) == ("", LONDON)
    seats = [row for row in rows if isinstance(row, Seat)]
    assert [(s.label, s.key, s.attendance) for s in seats] == [
        ("Acute Chair", "7", "member"),
        ("Patient voice", "8", "guest"),
        ("Left the system", "9", "member"),
    ]
    assert [seat.post for seat in seats] == [chair.uid, None, None]
    assert all(seat.present_from_ms is None and seat.session == session.uid for seat in seats)
    (item,) = [row for row in rows if isinstance(row, AgendaItem)]
    assert (item.title, item.planned_min, item.started_ms) == ("Stroke pathway", 25, None)
    (observation,) = [row for row in rows if isinstance(row, Observation)]
    assert observation.unheard_after_ms == 900_000
    assert not {row.uid for row in rows} & {"7", "a", "b", "c", "i", "o"}


@pytest.mark.parametrize(
    ("title", "following"),
    [("Meeting 9", "Meeting 10"), ("Stage 2 of 3, week 4 (am)", "Stage 2 of 3, week 5 (am)"),
     ("Board", "Board")],
)  # fmt: skip
def test_a_numbered_title_counts_on(title: str, following: str) -> None:
    assert next_title(title) == following


def test_with_one_session_only_the_next_is_a_week_later_and_after_today() -> None:
    only = held("1", "Board", "2026-11-09T14:00+00:00")
    programme = riverbank(only)
    edit = copy_set_up(programme, set_up_of(Timeline(only, Observation("o", "1"))), TODAY)
    session = next(change.row for change in edit.changes if isinstance(change.row, Session))
    assert session.planned_at == "2026-11-30T14:00+00:00"


def test_deleting_a_session_takes_all_of_it_and_undo_brings_all_of_it_back() -> None:
    session = held("1", "Board", "2026-11-09T14:00+00:00")
    programme = riverbank(session)
    timeline = Timeline(session, Observation("o", "1"))
    timeline.load([Seat("a", "1", "Chair"), Turn("t", "o", 0, 5, "a"),
                   Moment("m", "o", 1, 0, 0, None)])  # fmt: skip
    edit = delete_session([timeline])
    tables = [change.table for change in edit.changes]
    assert tables == ["moment", "turn", "observation", "seat", "session"]  # children first
    programme.apply(edit)
    assert "1" not in programme.sessions
    back = inverse(edit, "undo")
    programme.apply(back)
    assert programme.sessions["1"] == session
    assert [change.table for change in back.changes] == tables[::-1]


def test_what_is_next_is_what_runs_then_what_is_planned_soonest() -> None:
    soon = Session("s", "live", "Soon", planned_at="2026-11-23T10:30+00:00")
    later = Session("l", "live", "Later", planned_at="2026-12-01T09:30+00:00")
    past = Session("p", "team", "Past", planned_at="2026-11-01T09:30+00:00")
    undated = Session("u", "pair", "Some day")
    programme = riverbank(undated, later, past, soon)
    assert next_session(programme, NOON_MS) == soon  # late by an hour and a half is normal
    assert overdue(programme, NOON_MS) == [past]
    programme.load([replace(soon, state="ended")])
    assert next_session(programme, NOON_MS) == later
    programme.load([replace(later, state="skipped")])
    assert next_session(programme, NOON_MS) == undated
    programme.load([replace(past, state="live")])
    assert next_session(programme, NOON_MS) == replace(past, state="live")
    assert next_session(riverbank(), NOON_MS) is None


def test_sessions_are_in_order_of_time_whatever_their_zone() -> None:
    early = Session("a", "live", "Early", planned_at="2026-06-01T10:00+02:00")
    late = Session("b", "live", "Late", planned_at="2026-06-01T09:30+01:00")
    undated = Session("c", "live", "Some day")
    order = riverbank(early, undated, late).sessions_in_order()
    assert [row.title for row in order] == ["Some day", "Late", "Early"]


def test_a_session_and_its_board_are_changed_in_its_own_scope() -> None:
    session = Session("1", "live", "Board")
    edit = amend_session(session, location="Town Hall")
    assert edit is not None
    assert edit.scope == "1"
    assert amend_session(session, location="") is None
    with pytest.raises(BadSession, match="needs a title"):
        amend_session(session, title=" ")
    with pytest.raises(BadSession, match="one minute"):
        amend_session(session, planned_min=0)
    board = choose_board(Observation("o", "1"), "{}")
    assert board is not None
    assert board.scope == "1"
    assert choose_board(Observation("o", "1", board="{}"), "{}") is None


def test_a_held_session_says_how_long_it_took() -> None:
    session = Session("1", "live", "Board", "ended", started_at="2026-10-25T00:30+01:00",
                      ended_at="2026-10-25T01:40+00:00")  # fmt: skip
    assert duration_min(session) == 130  # through the end of summer time
    assert duration_min(replace(session, ended_at="")) is None


def test_what_is_due_is_said_in_sentences() -> None:
    programme = Programme(Engagement("e", "Riverbank"))
    assert [duty.id for duty in duties(programme, TODAY)] == ["agreement", "retention", "people"]
    programme = riverbank()
    programme.engagement = replace(
        programme.engagement, agreement_text="We log patterns.", retain_until="2026-12-01"
    )
    assert [duty.sentence for duty in duties(programme, TODAY)] == [
        "Records are kept until Tue 1 Dec 2026, 8 days from now",
        "The agreement has no date yet",
    ]
    programme.engagement = replace(
        programme.engagement, agreed_on="2026-04-01", retain_until="2026-11-01"
    )
    (duty,) = duties(programme, TODAY)
    assert duty.sentence.startswith("The retention date was Sun 1 Nov 2026")
    programme.engagement = replace(programme.engagement, retain_until="2027-11-01")
    assert duties(programme, TODAY) == []


def test_the_programme_keeps_a_name_and_ends_after_it_starts() -> None:
    engagement = Engagement("e", "Riverbank", starts_on="2026-04-01")
    with pytest.raises(BadEngagement, match="ends before it starts"):
        amend_engagement(engagement, ends_on="2026-03-01")
    with pytest.raises(BadEngagement, match="needs a name"):
        amend_engagement(engagement, name="")
    assert amend_engagement(engagement, name="Riverbank") is None
    edit = amend_engagement(engagement, ends_on="2027-03-31")
    assert edit is not None
    assert edit.scope == ""


def test_the_newest_version_of_the_agreement_is_the_one_that_counts() -> None:
    programme = riverbank()
    programme.engagement = replace(programme.engagement, retain_until="2027-11-01")
    first, second = Agreement("a", 1, "2026-04-01"), Agreement("b", 2, "")
    assert duties(programme, TODAY, [first]) == []
    (duty,) = duties(programme, TODAY, [second, first])
    assert duty.sentence == "Version 2 is a draft, not agreed yet"


def test_what_speaks_of_a_deleted_session_goes_with_it_or_lets_it_go() -> None:
    session = held("1", "Board", "2026-11-09T14:00+00:00")
    timeline = Timeline(session, Observation("o", "1"))
    timeline.load([Moment("m", "o", 1, 0, 0, None)])
    others: list[Row] = [
        SummaryPiece("p", "1", "k", "patterns"), SummaryPiece("q", "2", "k", "patterns"),
        Diagnosis("d", "1", "History?"), PairNote("n", "1"), Release("r", "1", "group", "docx"),
        Pair("x", "a", "b", "held", "", "1"), Pair("y", "a", "c", "held", "", "2"),
        Agreement("g", 2, "", moment="m"), Agreement("h", 1, ""),
    ]  # fmt: skip
    changes = delete_session([timeline], others).changes
    gone = {change.row.uid for change in changes if change.after is None}
    assert gone == {"1", "o", "m", "p", "d", "n"}
    kept = {change.row.uid: change.after for change in changes if change.after is not None}
    assert set(kept) == {"r", "x", "g"}
    assert [getattr(kept[uid], "session", None) for uid in ("r", "x")] == [None, None]
    assert kept["g"] == Agreement("g", 2, "")
