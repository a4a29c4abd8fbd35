"""Read organisations and their posts as typed, a line each, and keep them in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from livecoach.core.coaching import Pair
from livecoach.core.edit import Change, Edit, delete, insert
from livecoach.core.engagement import ROLE_KINDS, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.programme import Programme
from livecoach.core.session import Seat

Placed = TypeVar("Placed", Organisation, Post)
LONGEST = 120  # characters in a name: a pasted paragraph is a mistake, not a name
CHAIR_WORDS = frozenset({"chair", "chairman", "chairwoman", "chairperson", "ch"})
CEO_WORDS = frozenset(
    {"ceo", "ce", "chief exec", "chief executive", "chief executive officer", "chief officer"}
)
_PERSON = re.compile(r"(.*?)\s*\(([^()]*)\)")


class BadLine(ValueError):
    """A typed line that cannot be read; the message names the line and what to do."""


@dataclass(frozen=True, slots=True)
class TypedPost:
    """A post as typed: "CEO (Jo Smith)"; the person is optional."""

    role: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class TypedOrganisation:
    """One typed line: an organisation and its posts."""

    name: str
    posts: tuple[TypedPost, ...]


def role_kind(role: str) -> str:
    """Return Chair, CEO or Other for a role as typed; a deputy or vice is Other."""
    plain = " ".join(role.lower().replace(".", "").split())
    if plain in CHAIR_WORDS:
        return "Chair"
    return "CEO" if plain in CEO_WORDS else "Other"


def post_title(organisation: str, role: str) -> str:
    """Return how a post is called: "Acute Chair"; a role that names its place stays as it is."""
    if not role:
        return organisation
    return role if organisation.lower() in role.lower() else f"{organisation} {role}"


def read_organisations(text: str) -> list[TypedOrganisation]:
    """
    Return the organisations of "Acute: Chair, CEO" lines; names may follow in brackets.

    Lines that name one organisation twice are one organisation. Raise BadLine, with the line's
    number, where a line cannot be read.
    """
    found: dict[str, TypedOrganisation] = {}
    for number, line in enumerate(text.splitlines(), 1):
        plain = " ".join(line.replace("\t", ": ", 1).split()).strip(" -•*")
        if not plain:
            continue
        name, _, roles = plain.partition(":")
        name = name.strip()
        if not name:
            raise BadLine(f"Line {number}: the organisation's name is missing before the colon")
        posts = [_post(part, number) for part in _parts(roles)]
        before = found.get(name.lower())
        known = list(before.posts) if before else []
        for post in posts:
            if any(post.role.lower() == other.role.lower() for other in known):
                raise BadLine(
                    f"Line {number}: “{post.role}” stands twice for {name}; give each post its "
                    "own title"
                )
            known.append(post)
        if max(len(name), *(len(post.role) for post in known), 0) > LONGEST:
            raise BadLine(f"Line {number}: a name is longer than {LONGEST} characters; shorten it")
        found[name.lower()] = TypedOrganisation(before.name if before else name, tuple(known))
    return list(found.values())


def _parts(roles: str) -> list[str]:
    """Part at commas and semicolons that stand outside brackets."""
    parts = re.split(r"[,;](?![^()]*\))", roles)
    return [part.strip() for part in parts if part.strip()]


def _post(part: str, number: int) -> TypedPost:
    found = _PERSON.fullmatch(part)
    if found is None:
        return TypedPost(part)
    if not found[1]:
        raise BadLine(f"Line {number}: “{part}” names a person but no post; write CEO {part}")
    return TypedPost(found[1], found[2].strip())


def add_organisations(programme: Programme, typed: Sequence[TypedOrganisation]) -> Edit | None:
    """
    Return the edit that adds what is not there yet, or None when all of it is.

    An organisation is known again by its name and a post by its title, whatever their case; a
    name typed for a known post that has none is put in.
    """
    changes: list[Change] = []
    known = {row.name.lower(): row for row in programme.organisations_in_order()}
    for entry in typed:
        row = known.get(entry.name.lower())
        if row is None:
            row = Organisation(new_uid(), entry.name, len(known))
            known[entry.name.lower()] = row
            changes.append(insert(row))
        changes += _added_posts(programme, row, entry.posts)
    return Edit(new_uid(), "Add organisations", "", tuple(changes)) if changes else None


def _added_posts(
    programme: Programme, row: Organisation, posts: Sequence[TypedPost]
) -> list[Change]:
    here = programme.posts_of(row.uid)
    titles = {post.title.lower(): post for post in here}
    changes: list[Change] = []
    for post in posts:
        title = post_title(row.name, post.role)
        old = titles.get(title.lower())
        if old is None:
            place = len(here) + len(changes)
            new = Post(new_uid(), row.uid, role_kind(post.role), title, post.person, place)
            changes.append(insert(new))
        elif post.person and not old.person:
            changes.append(Change(old, replace(old, person=post.person)))
    return changes


def add_seated(programme: Programme, seats: Iterable[Seat]) -> Edit | None:
    """Return the edit that adds the organisations and posts that seats speak of, or None."""
    changes: list[Change] = []
    known = {row.name.lower(): row for row in programme.organisations_in_order()}
    titles = {(post.organisation, post.title.lower()) for post in programme.posts.values()}
    for place, seat in enumerate(seats):
        name = seat.organisation or seat.label
        row = known.get(name.lower())
        if row is None:
            row = Organisation(new_uid(), name, len(known))
            known[name.lower()] = row
            changes.append(insert(row))
        if (row.uid, seat.label.lower()) in titles:
            continue
        titles.add((row.uid, seat.label.lower()))
        kind = seat.role_kind if seat.role_kind in ROLE_KINDS else role_kind(seat.role_kind)
        changes.append(insert(Post(new_uid(), row.uid, kind, seat.label, "", 1000 + place)))
    return Edit(new_uid(), "Add organisations", "", tuple(changes)) if changes else None


def rename_organisation(programme: Programme, uid: str, name: str) -> Edit | None:
    """Return the edit that renames an organisation and the posts called after it, or None."""
    row, name = programme.organisations[uid], " ".join(name.split())
    if not name or name == row.name:
        return None
    changes = [Change(row, replace(row, name=name))]
    for post in programme.posts_of(uid):
        if post.title.startswith(row.name):
            title = name + post.title[len(row.name) :]
            changes.append(Change(post, replace(post, title=title)))
    return Edit(new_uid(), "Rename organisation", "", tuple(changes))


def amend_post(post: Post, **fields: str) -> Edit | None:
    """Return the edit that changes a post's title, role kind or person, or None for no change."""
    after = replace(post, **fields)  # type: ignore[arg-type]
    if after == post or not after.title.strip():
        return None
    return Edit(new_uid(), "Change post", "", (Change(post, after),))


def add_post(programme: Programme, organisation: str, role: str, person: str = "") -> Edit | None:
    """Return the edit that adds one post to an organisation, or None when it has it already."""
    changes = _added_posts(
        programme, programme.organisations[organisation], [TypedPost(role, person)]
    )
    return Edit(new_uid(), "Add post", "", tuple(changes)) if changes else None


def remove_posts(
    programme: Programme, posts: Iterable[str], seats: Iterable[Seat], pairs: Iterable[Pair] = ()
) -> Edit:
    """
    Return the edit that removes posts.

    ``seats`` are all seats kept for any session: those of the posts stay, with the label they
    had, and no longer point to a post. ``pairs`` are all pairs: those of the posts go too.
    """
    gone = set(posts)
    changes = [Change(seat, replace(seat, post=None)) for seat in seats if seat.post in gone]
    changes += [delete(pair) for pair in pairs if {pair.post_a, pair.post_b} & gone]
    changes += [delete(programme.posts[uid]) for uid in gone]
    return Edit(new_uid(), "Delete post", "", tuple(changes))


def remove_organisation(
    programme: Programme, uid: str, seats: Iterable[Seat], pairs: Iterable[Pair] = ()
) -> Edit:
    """Return the edit that removes an organisation and its posts; see ``remove_posts``."""
    posts = remove_posts(programme, [post.uid for post in programme.posts_of(uid)], seats, pairs)
    changes = (*posts.changes, delete(programme.organisations[uid]))
    return Edit(posts.uid, "Delete organisation", "", changes)


def move_organisation(programme: Programme, uid: str, to: int) -> Edit | None:
    """Return the edit that puts an organisation at place ``to`` of the order, or None."""
    rows = programme.organisations_in_order()
    return _moved(rows, [row.uid for row in rows].index(uid), to, "Reorder organisations")


def move_post(programme: Programme, uid: str, to: int) -> Edit | None:
    """Return the edit that puts a post at place ``to`` within its organisation, or None."""
    rows = programme.posts_of(programme.posts[uid].organisation)
    return _moved(rows, [row.uid for row in rows].index(uid), to, "Reorder posts")


def _moved(rows: Sequence[Placed], at: int, to: int, label: str) -> Edit | None:
    order = list(rows)
    order.insert(max(0, min(to, len(order) - 1)), order.pop(at))
    changes = tuple(
        Change(row, replace(row, place=place))
        for place, row in enumerate(order)
        if row.place != place
    )
    return Edit(new_uid(), label, "", changes) if changes else None
