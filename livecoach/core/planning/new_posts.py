"""Add the posts of people who are named but hold none in the system yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from livecoach.core.edit import Edit
from livecoach.core.planning.attendees import Attendee
from livecoach.core.planning.organisations import (
    CEO_WORDS,
    CHAIR_WORDS,
    LONGEST,
    TypedOrganisation,
    TypedPost,
    add_organisations,
    add_seated,
    post_title,
    role_kind,
)
from livecoach.core.programme import Programme
from livecoach.core.session import Seat

NEW = "new"  # an answer: a post that the system does not have yet
_ROLES = sorted(CHAIR_WORDS | CEO_WORDS, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class NewPost:
    """Somebody named, and the organisation and the role of the post to be added."""

    person: str
    organisation: str
    role: str


def likely_post(programme: Programme, attendee: Attendee) -> NewPost:
    """Return what the brackets and the mail's domain suggest; what they do not say is ""."""
    organisation, role = _written(attendee.brackets)
    known = {_joined(row.name): row.name for row in programme.organisations_in_order()}
    if _joined(role) in known:  # written the other way round
        organisation, role = role, organisation
    if not organisation:
        found = [known[hint] for hint in attendee.hints if hint in known]
        found += [hint.capitalize() for hint in attendee.hints if len(hint) > 2]
        organisation = next(iter(found), "")
    return NewPost(attendee.name, known.get(_joined(organisation), organisation), role)


def _written(brackets: str) -> tuple[str, str]:
    """Part "CEO, Ambulance", "Chair of Council" or "Ambulance CEO" into organisation and role."""
    parts = [part.strip() for part in re.split(r"[,/–-]|\b(?:of|at)\b", brackets) if part.strip()]
    roles = [part for part in parts if role_kind(part) != "Other"]
    places = [part for part in parts if part not in roles]
    if roles:
        return " ".join(places[:1]), roles[0]
    if len(parts) != 1:
        return " ".join(parts[1:2]), " ".join(parts[:1])
    for word in _ROLES:
        if parts[0].lower().endswith(f" {word}"):
            return parts[0][: -len(word)].strip(), parts[0][-len(word) :]
    return parts[0], ""


def _joined(name: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", name.lower()))


def add_new_posts(
    programme: Programme, new: Sequence[NewPost]
) -> tuple[Edit | None, dict[str, str]]:
    """
    Return the edit that adds the posts, and for each person's name the new post's uid.

    Raise ValueError, in a sentence, where an organisation or a post is not said, or stands already.
    """
    typed: dict[str, TypedOrganisation] = {}
    titles = {post.title.lower(): post.title for post in programme.posts.values()}
    names = {row.name.lower(): row.name for row in programme.organisations_in_order()}
    where: dict[str, str] = {}  # a title in lower case to the name of who holds it
    for one in new:
        organisation, role = (" ".join(text.split()) for text in (one.organisation, one.role))
        if not organisation:
            raise ValueError(f"Say which organisation {one.person} is from, or leave it out")
        if not role:
            raise ValueError(f"Say which post {one.person} holds, such as Chair")
        if max(len(organisation), len(role)) > LONGEST:
            raise ValueError(f"{one.person}: a name is longer than {LONGEST} characters")
        organisation = names.setdefault(organisation.lower(), organisation)
        title = post_title(organisation, role)
        if title.lower() in titles:
            raise ValueError(
                f"There is a post “{title}” already; choose it for {one.person}, or call the new "
                "post otherwise"
            )
        titles[title.lower()] = title
        where[title.lower()] = one.person
        before = typed.get(organisation.lower(), TypedOrganisation(organisation, ()))
        posts = (*before.posts, TypedPost(role, one.person))
        typed[organisation.lower()] = TypedOrganisation(organisation, posts)
    edit = add_organisations(programme, list(typed.values()))
    made: dict[str, str] = {}
    for change in edit.changes if edit is not None else ():
        title = getattr(change.after, "title", "").lower()
        if title in where:
            made[where[title]] = change.row.uid
    return edit, made


def with_seated_posts(edit: Edit, programme: Programme) -> Edit:
    """Return the edit that reads a session in, with the posts added that its members sit for."""
    rows = [change.after for change in edit.changes]
    members = [row for row in rows if isinstance(row, Seat) and row.attendance == "member"]
    added = add_seated(programme, [seat for seat in members if seat.organisation])
    return edit if added is None else replace(edit, changes=(*edit.changes, *added.changes))


def with_posts(programme: Programme, added: Edit | None) -> Programme:
    """Return a copy of the programme with the posts added, to plan by before anything is kept."""
    copy = Programme(programme.engagement)
    copy.load([*programme.organisations.values(), *programme.posts.values()])
    if added is not None:
        copy.apply(added)
    return copy
