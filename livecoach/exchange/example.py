"""Build the shipped example: a fictional system, and one session of it, from resources/example."""

from __future__ import annotations

import tomllib
from dataclasses import replace

from livecoach import paths
from livecoach.core.board import Board, board_from_dict
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import ROLE_KINDS, Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.session import Seat, Session
from livecoach.exchange.session_csv import Wish, read_session

LENGTH_MS = 90 * 60_000
STARTS = "2026-03-05T14:00:00+00:00"
_ENGAGEMENT = Engagement(
    uid="",
    name="Riverbank system (example)",
    purpose="A made-up example to try Livecoach with: Chairs and CEOs of one place who wish to "
    "hear each other better. No person, organisation or remark in it is real.",
    starts_on="2025-04-01",
    ends_on="2026-03-31",
    agreement_text="The group is the client. What is said one to one stays there.",
    agreed_on="2025-09-25",
    sharing="Patterns to the group after each meeting; themes and totals to the sponsor.",
    retain_until="2032-03-31",
    example=True,
)


def example_edits() -> list[Edit]:
    """
    Return two edits: the example's engagement with its organisations and posts; its session.

    Everything is marked as an example. Each call makes new uids.
    """
    session = example_session()
    programme, posts = _programme(session)
    seated = tuple(
        insert(replace(row, post=posts[row.label]) if isinstance(row, Seat) else row)
        for row in (change.row for change in session.changes)
    )
    return [programme, replace(session, changes=seated)]


def example_session() -> Edit:
    """Return the edit that adds the example's session alone, to any engagement."""
    folder = paths.resource("example")
    wish = Wish(
        title="Chairs and CEOs, session 5 (example)",
        date=STARTS,
        kind="live",
        length_ms=LENGTH_MS,
        seats=folder / "example_seats.csv",
        check_out=folder / "example_checkout.csv",
    )
    edit = read_session(folder / "example_session.csv", wish, lambda _: example_board())
    rows = [_marked(change.row) for change in edit.changes]
    return replace(edit, label="Add example", changes=tuple(insert(row) for row in rows))


def example_board() -> Board:
    """Return the board the example was made with."""
    path = paths.resource("boards/example-session.toml")
    return board_from_dict(tomllib.loads(path.read_text("utf-8")))


def _marked(row: Row) -> Row:
    if isinstance(row, Session):
        return replace(row, example=True, zone="Europe/London")
    return row


def _programme(session: Edit) -> tuple[Edit, dict[str, str]]:
    """Return the edit with the engagement, and each seat's post by its label."""
    organisations: dict[str, Organisation] = {}
    posts: list[Post] = []
    for seat in (change.row for change in session.changes):
        if not isinstance(seat, Seat):
            continue
        home = organisations.setdefault(
            seat.organisation, Organisation(new_uid(), seat.organisation, len(organisations))
        )
        role = seat.role_kind if seat.role_kind in ROLE_KINDS else "Other"
        posts.append(Post(new_uid(), home.uid, role, seat.label, place=len(posts)))
    rows: list[Row] = [replace(_ENGAGEMENT, uid=new_uid()), *organisations.values(), *posts]
    edit = Edit(new_uid(), "Add example", "", tuple(insert(row) for row in rows))
    return edit, {post.title: post.uid for post in posts}
