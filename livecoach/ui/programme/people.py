"""Who is in the system: organisations and posts in a table edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from livecoach.core.engagement import ROLE_KINDS, Organisation, Post
from livecoach.core.planning.matching import name_posts
from livecoach.core.planning.new_posts import NewPost, add_new_posts
from livecoach.core.planning.organisations import (
    TypedOrganisation,
    add_organisations,
    add_post,
    add_seated,
    amend_post,
    move_organisation,
    move_post,
    remove_organisation,
    remove_posts,
    rename_organisation,
)
from livecoach.core.programme import Programme
from livecoach.core.session import Seat
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.grid import Column, Grid, GridModel
from livecoach.ui.programme.several import Several
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.text import Text

NEW_POST = "New post"


@dataclass(frozen=True, slots=True)
class PostRow:
    """One row: a post in its organisation, or an organisation without posts."""

    uid: str
    organisation: Organisation
    post: Post | None
    first: bool  # the organisation's first row bears its name

    def order(self) -> tuple[int, str, str, int, str]:
        """Return what the rows are ordered by."""
        place, title = (-1, "") if self.post is None else (self.post.place, self.post.title)
        row = self.organisation
        return (row.place, row.name, row.uid, place, title)


def post_rows(programme: Programme) -> list[PostRow]:
    """Return the rows of the table."""
    rows: list[PostRow] = []
    for organisation in programme.organisations_in_order():
        posts = programme.posts_of(organisation.uid)
        if not posts:
            rows.append(PostRow(organisation.uid, organisation, None, True))
        for number, post in enumerate(posts):
            rows.append(PostRow(post.uid, organisation, post, number == 0))
    return rows


class PeopleCard(Card):
    """The table, its buttons, and the box that takes in several at once."""

    def __init__(
        self, theme: Theme, book: Book, notice: Notice, go: Callable[[str, str], object]
    ) -> None:
        super().__init__(theme, "Organisations and posts")
        self._book = book
        self._go = go
        self._notice = notice
        book.changed.connect(notice.edited)
        self._wrong = Text(theme, "", "trouble", wrap=True)
        self._wrong.hide()
        self.model = GridModel(theme, self._columns(), PostRow.order, self)
        self.model.refused.connect(self._say)
        self.grid = Grid(theme, self.model, "Organisations and posts")
        self.grid.show_all_rows(2)
        self.grid.delete_asked.connect(self.delete)
        self.grid.move_asked.connect(self.shift)
        self._none = Text(
            theme, "Nobody yet. Type the organisations below, a line each, and every post will "
            "have a seat in each session you plan.", "muted", wrap=True,
        )  # fmt: skip
        self.several = Several(theme, lambda: book.programme, self._add, self._name, self._seat)
        self._buttons = [
            Button(theme, "Add a post", self.add_post),
            Button(theme, "Up", lambda: self.shift(self.grid.current_uid(), -1)),
            Button(theme, "Down", lambda: self.shift(self.grid.current_uid(), 1)),
            Button(theme, "Delete", lambda: self.delete(self.grid.current_uid())),
            Button(theme, "What is held…", self.show_held),
        ]
        self.body.addWidget(self._none)
        self.body.addWidget(self.grid)
        self.body.addWidget(self._wrong)
        self.body.addWidget(flow(*self._buttons))
        self.body.addWidget(self.several)
        self.body.addStretch(1)
        self.refresh()

    def _columns(self) -> list[Column]:
        return [
            Column("Organisation", lambda row: row.organisation.name if row.first else "",
                   self._rename, value=lambda row: row.organisation.name, width=170),
            Column("Post", lambda row: row.post.title if row.post else "No post yet",
                   self._title, value=lambda row: row.post.title if row.post else ""),
            Column("Role", lambda row: row.post.role_kind if row.post else "",
                   self._role, lambda row: [(kind, kind) for kind in ROLE_KINDS], width=96),
            Column("Name, if wanted", lambda row: row.post.person if row.post else "",
                   self._person, muted=True),
        ]  # fmt: skip

    def refresh(self) -> None:
        """Show who stands in the programme now."""
        kept = self.grid.current_uid()
        self.model.show_rows(post_rows(self._book.programme))
        if kept and self.grid.current_uid() != kept:
            self.grid.go_to(kept, max(self.grid.currentIndex().column(), 0))
        none = self.model.rowCount() == 0
        self._none.setVisible(none)
        self.grid.setVisible(not none)
        for button in self._buttons:
            button.setVisible(not none)

    def _say(self, words: str) -> None:
        self._wrong.say(words)
        self._wrong.setVisible(bool(words))

    # Cells -----------------------------------------------------------------------------------

    def _rename(self, row: PostRow, text: str) -> None:
        self._say("")
        if not text.strip():
            raise ValueError("An organisation needs a name; to take it out, delete its posts")
        self._book.do(rename_organisation(self._book.programme, row.organisation.uid, text))

    def _title(self, row: PostRow, text: str) -> None:
        self._say("")
        title = " ".join(text.split())
        if not title:
            raise ValueError("A post needs a title; to take it out, press Delete")
        if row.post is None:
            self._book.do(add_post(self._book.programme, row.organisation.uid, title))
        else:
            self._book.do(amend_post(row.post, title=title))

    def _role(self, row: PostRow, kind: str) -> None:
        if row.post is not None:
            self._book.do(amend_post(row.post, role_kind=kind))

    def _person(self, row: PostRow, text: str) -> None:
        if row.post is not None:
            self._book.do(amend_post(row.post, person=" ".join(text.split())))

    # Buttons ---------------------------------------------------------------------------------

    def add_post(self) -> None:
        """Add a post to the organisation the cursor is in, ready to be named."""
        programme = self._book.programme
        uid = self.grid.current_uid()
        post = programme.posts.get(uid)
        organisation = post.organisation if post else uid or self.model.row_at(0).organisation.uid
        if not self._book.do(add_post(programme, organisation, NEW_POST)):
            self._say("Name the new post first, then add another")
        made = next(
            row for row in programme.posts_of(organisation)[::-1] if row.title.endswith(NEW_POST)
        )
        self.grid.go_to(made.uid, 1)
        self.grid.edit(self.grid.currentIndex())

    def shift(self, uid: str, by: int) -> None:
        """Move a post within its organisation; past its edge, the organisation moves."""
        programme = self._book.programme
        post = programme.posts.get(uid)
        if post is not None:
            order = [row.uid for row in programme.posts_of(post.organisation)]
            to = order.index(uid) + by
            if 0 <= to < len(order):
                self._book.do(move_post(programme, uid, to))
                return
        organisation = post.organisation if post is not None else uid
        places = [row.uid for row in programme.organisations_in_order()]
        if organisation in places:
            to = places.index(organisation) + by
            self._book.do(move_organisation(programme, organisation, to))

    def delete(self, uid: str) -> None:
        """Delete a post, or an organisation that has none; Undo is offered."""
        programme = self._book.programme
        if uid in programme.posts:
            title = programme.posts[uid].title
            self._book.do(remove_posts(programme, [uid], self._book.seats(), self._book.pairs()))
            self._notice.say(
                f"“{title}” is deleted, and stays in the sessions, the journal and the backups.",
                ("Undo", self._book.undo),
                ("Erase for good…", lambda: self._go("erase", f"person:{uid}")),
            )
            return
        if uid in programme.organisations:
            title = programme.organisations[uid].name
            self._book.do(
                remove_organisation(programme, uid, self._book.seats(), self._book.pairs())
            )
        else:
            return
        self._notice.say(f"“{title}” is deleted.", ("Undo", self._book.undo))

    def post_chosen(self) -> str:
        """Return the uid of the post the cursor is on, or ""."""
        uid = self.grid.current_uid()
        return uid if uid in self._book.programme.posts else ""

    def show_held(self) -> None:
        """Go to what is held about the post the cursor is on, or about the first."""
        self._go("held", self.post_chosen())

    # Several at once -------------------------------------------------------------------------

    def _add(self, typed: Sequence[TypedOrganisation]) -> bool:
        return self._book.do(add_organisations(self._book.programme, typed))

    def _name(self, answers: dict[str, str], new: list[NewPost]) -> bool:
        if not any(answers.values()):
            raise ValueError("Say which post each name holds, or that it is a new post")
        added, _ = add_new_posts(self._book.programme, new)
        named = name_posts(self._book.programme, answers)
        edits = [edit for edit in (added, named) if edit is not None]
        changes = tuple(change for edit in edits for change in edit.changes)
        return self._book.do(replace(edits[0], changes=changes) if edits else None)

    def _seat(self, seats: Sequence[Seat]) -> bool:
        return self._book.do(add_seated(self._book.programme, seats))
