"""Who sits where: a session's seats in a table edited in place, in the order round the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from livecoach.core import timecode
from livecoach.core.edit import Change, Edit, insert
from livecoach.core.ids import new_uid
from livecoach.core.planning.matching import GUEST
from livecoach.core.planning.new_posts import NewPost, add_new_posts, with_posts
from livecoach.core.planning.organisations import TypedOrganisation, add_organisations
from livecoach.core.planning.seating import (
    add_seats,
    amend_seat,
    clashes,
    deal_keys,
    guest,
    move_seat,
    remove_seat,
    seat_posts,
    set_key,
)
from livecoach.core.session import Seat
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.fields import narrow
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.grid import Column, Grid, GridModel
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.programme.row_dragging import RowDragging
from livecoach.ui.programme.session_list import counted
from livecoach.ui.programme.several import Several
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.text import Text

HERE_AS = (("member", "Member"), ("deputy", "Deputy"), ("guest", "Guest"))


class SeatsCard(Card):
    """The seats, the ways to add some, and a sentence for keys that clash."""

    def __init__(self, theme: Theme, book: Book, opened: OpenSession, notice: Notice) -> None:
        super().__init__(theme, "Seats round the table")
        self._book, self._opened, self._notice = book, opened, notice
        self._summary = Text(theme, "", "muted", wrap=True)
        self._wrong = Text(theme, "", "trouble", wrap=True)
        self._wrong.hide()
        self.model = GridModel(theme, self._columns(), lambda seat: seat.place, self)
        self.model.refused.connect(self._say)
        self.grid = Grid(theme, self.model, "Seats", numbered=True)
        self.grid.show_all_rows(1)
        self.grid.delete_asked.connect(self.delete)
        self.grid.move_asked.connect(self.shift)
        RowDragging(theme, self.grid)
        self.posts = ChoiceBox()
        self.posts.setAccessibleName("Seat a post")
        narrow(self.posts)
        self.posts.activated.connect(self._seat_post)
        self.guest = QLineEdit()
        self.guest.setPlaceholderText("Guest, such as Patient voice")
        self.guest.setAccessibleName("Add a guest")
        self.guest.returnPressed.connect(self.add_guest)
        self.several = Several(
            theme, lambda: book.programme, self._typed, self._named, self._read, guests=True
        )
        self.body.addWidget(self._summary)
        self.body.addWidget(self.grid)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._buttons(theme))
        adding = QHBoxLayout()
        adding.setSpacing(10)
        adding.addWidget(self.posts, 1)
        adding.addWidget(self.guest, 1)
        self.body.addLayout(adding)
        self.body.addWidget(self.several)
        self.body.addStretch(1)
        self.refresh()

    def _buttons(self, theme: Theme) -> QWidget:
        return flow(
            Button(theme, "Up", lambda: self.shift(self.grid.current_uid(), -1)),
            Button(theme, "Down", lambda: self.shift(self.grid.current_uid(), 1)),
            Button(theme, "Give out keys in order", self.deal),
            Button(theme, "Delete", lambda: self.delete(self.grid.current_uid())),
        )

    def _columns(self) -> list[Column]:
        return [
            Column("Seat", lambda seat: seat.label, self._write("label"), least=164),
            Column("Organisation", lambda seat: seat.organisation, self._write("organisation"),
                   width=106, muted=True),
            Column("Here as", lambda seat: dict(HERE_AS)[seat.attendance],
                   self._write("attendance"), lambda seat: HERE_AS,
                   lambda seat: seat.attendance, width=88),
            Column("Key", lambda seat: seat.key, self._key, width=56),
            Column("From", lambda seat: _time(seat.present_from_ms), self._time("present_from_ms"),
                   width=72),
            Column("To", lambda seat: _time(seat.present_to_ms), self._time("present_to_ms"),
                   width=72),
        ]  # fmt: skip

    def _seats(self) -> list[Seat]:
        return self._opened.timeline.seats_in_order()

    def refresh(self) -> None:
        """Show the seats as they stand."""
        kept = self.grid.current_uid()
        seats = self._seats()
        self.model.show_rows(seats)
        if kept and self.grid.current_uid() != kept:
            self.grid.go_to(kept, max(self.grid.currentIndex().column(), 0))
        self.grid.setVisible(bool(seats))
        members = sum(seat.attendance == "member" for seat in seats)
        words = [counted(len(seats), "seat")] if seats else ["No seats yet"]
        if seats and members != len(seats):
            words.append(f"{len(seats) - members} deputies or guests")
        bare = sum(not seat.key for seat in seats)
        if bare:
            words.append(f"{bare} without a key, reached by Shift or a tap")
        self._summary.say(" · ".join(words) + ". Clockwise from the top, as they sit.")
        board = self._opened.timeline.board
        keys = {lens.key: f"the lens {lens.name}" for lens in board.lenses if lens.key}
        keys |= {tag.key: f"the tag {tag.name}" for tag in board.tags if tag.key}
        self._say("; ".join(clashes(seats, keys)))
        self._offer_posts(seats)

    def _offer_posts(self, seats: Sequence[Seat]) -> None:
        seated = {seat.post for seat in seats}
        free = [post for post in self._book.programme.posts_in_order() if post.uid not in seated]
        self.posts.clear()
        self.posts.addItem("Seat a post…" if free else "Every post has a seat", "")
        if len(free) > 1:
            self.posts.addItem(f"Every post without a seat ({len(free)})", "*")
        for post in free:
            self.posts.addItem(post.title, post.uid)
        self.posts.setEnabled(bool(free))

    def _say(self, words: str) -> None:
        self._wrong.say(words)
        self._wrong.setVisible(bool(words))

    # Cells -----------------------------------------------------------------------------------

    def _write(self, name: str) -> Callable[[Seat, str], None]:
        def write(seat: Seat, text: str) -> None:
            fields = {name: " ".join(text.split())}
            self._opened.do(amend_seat(self._seats(), seat.uid, **fields))

        return write

    def _key(self, seat: Seat, text: str) -> None:
        if len(text.strip()) > 1:
            raise ValueError("A seat's key is one letter or figure")
        self._opened.do(set_key(self._seats(), seat.uid, text))

    def _time(self, name: str) -> Callable[[Seat, str], None]:
        def write(seat: Seat, text: str) -> None:
            offset = timecode.parse(text) if text.strip() else None
            start = offset if name == "present_from_ms" else seat.present_from_ms
            end = offset if name == "present_to_ms" else seat.present_to_ms
            if end is not None and end < (start or 0):
                raise ValueError(f"{seat.label} would leave before it came; change the other time")
            self._opened.do(amend_seat(self._seats(), seat.uid, **{name: offset}))

        return write

    # Buttons ---------------------------------------------------------------------------------

    def _guarded(self, make: Callable[[], Edit | None]) -> bool:
        try:
            return self._opened.do(make())
        except ValueError as problem:
            self._say(str(problem))
            return False

    def add_guest(self) -> None:
        """Give a guest a seat."""
        session = self._opened.timeline.session.uid
        seats = self._seats()
        if self._guarded(lambda: add_seats(session, [guest(session, self.guest.text(), seats)])):
            self.guest.clear()

    def _seat_post(self) -> None:
        chosen = str(self.posts.currentData() or "")
        programme = self._book.programme
        posts = programme.posts_in_order() if chosen == "*" else [programme.posts[chosen]] if (
            chosen in programme.posts) else []  # fmt: skip
        session = self._opened.timeline.session.uid
        self._guarded(
            lambda: add_seats(session, seat_posts(programme, session, posts, self._seats()))
        )

    def shift(self, uid: str, by: int) -> None:
        """Move a seat round the table."""
        order = [seat.uid for seat in self._seats()]
        if uid in order:
            self._opened.do(move_seat(self._seats(), uid, order.index(uid) + by))

    def deal(self) -> None:
        """Give the keys out anew in the order round the table."""
        if self._seats():
            self._opened.do(deal_keys(self._seats()))

    def delete(self, uid: str) -> None:
        """Take a seat away, unless the record speaks of it."""
        timeline = self._opened.timeline
        seat = timeline.seats.get(uid)
        if seat is None:
            return
        if uid in timeline.voices or any(
            uid in (moment.seat, moment.addressee) for moment in timeline.moments.values()
        ) or any(turn.seat == uid for turn in timeline.turns.values()) or any(
            answer.seat == uid for answer in timeline.check_outs.values()
        ):  # fmt: skip
            self._say(f"{seat.label} is spoken of in the record; set when it came and left instead")
            return
        self._opened.do(remove_seat(seat))
        self._notice.say(f"“{seat.label}” is deleted.", ("Undo", self._opened.recorder.undo))

    # Several at once -------------------------------------------------------------------------

    def _typed(self, typed: Sequence[TypedOrganisation]) -> bool:
        """Add the organisations to the programme, then seat their posts."""
        programme = self._book.programme
        self._book.do(add_organisations(programme, typed))
        names = {entry.name.lower() for entry in typed}
        posts = [
            post
            for post in programme.posts_in_order()
            if programme.organisations[post.organisation].name.lower() in names
        ]
        session = self._opened.timeline.session.uid
        return self._opened.do(
            add_seats(session, seat_posts(programme, session, posts, self._seats()))
        )

    def _named(self, answers: dict[str, str], new: list[NewPost]) -> bool:
        """Seat the posts named, the new ones too, and a guest's seat for each guest."""
        added, made = add_new_posts(self._book.programme, new)
        answers = {**answers, **made}
        session = self._opened.timeline.session.uid
        programme = with_posts(self._book.programme, added)
        have = self._seats()
        posts = [programme.posts[uid] for uid in answers.values() if uid in programme.posts]
        seats = seat_posts(programme, session, posts, have)
        for name, answer in answers.items():
            if answer == GUEST:
                seats.append(guest(session, name, [*have, *seats]))
        edit = add_seats(session, seats)
        self._book.do(added)
        return self._opened.do(edit)

    def _read(self, seats: Sequence[Seat]) -> bool:
        """Add the seats read from a file, each to its post where one is called so."""
        timeline = self._opened.timeline
        session, have = timeline.session.uid, self._seats()
        labels = {seat.label.casefold() for seat in have}
        posts = {post.title.casefold(): post.uid for post in self._book.programme.posts.values()}
        keys = {seat.key for seat in have}
        changes: list[Change] = []
        for number, seat in enumerate(seats):
            if seat.label.casefold() in labels:
                continue
            changes.append(insert(Seat(
                new_uid(), session, seat.label, seat.organisation, seat.role_kind,
                posts.get(seat.label.casefold()), seat.attendance, len(have) + number,
                "" if seat.key in keys else seat.key, seat.present_from_ms, seat.present_to_ms,
            )))  # fmt: skip
        if len(have) + len(changes) > 30:
            raise ValueError("A session holds 30 seats at most; leave some out of the file")
        return bool(changes) and self._opened.do(
            Edit(new_uid(), "Add seats", session, tuple(changes))
        )


def _time(offset_ms: int | None) -> str:
    return "" if offset_ms is None else timecode.minutes(offset_ms)
