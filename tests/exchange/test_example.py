"""The shipped example is whole, marked as an example, and makes nothing up but what it says."""

from __future__ import annotations

from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.session import AgendaItem
from livecoach.exchange.checks import check_session
from livecoach.exchange.example import example_board, example_edits, example_session
from livecoach.store import library
from tests.exchange.records import timeline_of


def test_the_example_is_a_programme_and_a_session_marked_as_examples() -> None:
    programme, session = example_edits()
    rows = [change.row for change in programme.changes]
    (engagement,) = (row for row in rows if isinstance(row, Engagement))
    assert engagement.example and "(example)" in engagement.name
    assert [row.name for row in rows if isinstance(row, Organisation)][:3] == [
        "ICB", "North Acute", "South Acute",
    ]  # fmt: skip
    posts = {row.uid: row for row in rows if isinstance(row, Post)}
    assert len(posts) == 14 and not any(post.person for post in posts.values())
    timeline = timeline_of(session)
    assert timeline.session.example and timeline.session.state == "ended"
    for seat in timeline.seats.values():
        assert seat.post is not None and posts[seat.post].title == seat.label
    check_session([*rows[1:], *(change.row for change in session.changes)])


def test_no_agenda_is_made_up() -> None:
    rows = [change.row for change in example_session().changes]
    assert not any(isinstance(row, AgendaItem) for row in rows)


def test_each_example_has_ids_of_its_own_and_edits_name_nothing() -> None:
    first, second = example_session(), example_session()
    assert not {c.row.uid for c in first.changes} & {c.row.uid for c in second.changes}
    assert first.label == "Add example"


def test_the_example_was_made_with_a_board_that_ships() -> None:
    assert example_board() == library.shipped_board("example-session")
