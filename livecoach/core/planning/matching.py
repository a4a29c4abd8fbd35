"""Match the people invited to the posts they hold, and say where the coach must be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from livecoach.core.edit import Change, Edit
from livecoach.core.engagement import Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.planning.attendees import Attendee, plain_name
from livecoach.core.planning.organisations import role_kind
from livecoach.core.programme import Programme

GUEST = "guest"  # an answer: somebody without a post in the system
NOBODY = ""  # an answer: leave this name out
_SMALL_WORDS = frozenset({"the", "of", "and", "nhs", "trust", "foundation", "ft", "for", "in"})


@dataclass(frozen=True, slots=True)
class Match:
    """One attendee with the post they hold, when sure, or the posts it may be, likeliest first."""

    attendee: Attendee
    post: str | None
    candidates: tuple[str, ...]


def match_attendees(programme: Programme, attendees: Sequence[Attendee]) -> list[Match]:
    """
    Return a match for each attendee; a post is given to one attendee at most.

    Sure is: the same name as the post's person, and nobody else's; the post itself as the name; or
    a role and an organisation in brackets that name one post. Everything else is a suggestion, to
    be asked.
    """
    posts = programme.posts_in_order()
    found: list[Match] = []
    taken: set[str] = set()
    for attendee in attendees:
        sure = [post.uid for post in posts if _same_person(attendee, post)]
        if not sure:
            sure = [post.uid for post in posts if _is_post(attendee.name, post, programme)]
        if not sure:
            sure = [post.uid for post in posts if _names_post(attendee, post, programme)]
        post = sure[0] if len(sure) == 1 and sure[0] not in taken else None
        if post is not None:
            taken.add(post)
        found.append(Match(attendee, post, _candidates(attendee, posts, programme, sure)))
    return [
        match
        if match.post is not None
        else Match(match.attendee, None, tuple(uid for uid in match.candidates if uid not in taken))
        for match in found
    ]


def _same_person(attendee: Attendee, post: Post) -> bool:
    return bool(post.person) and plain_name(attendee.name) == plain_name(post.person)


def _is_post(name: str, post: Post, programme: Programme) -> bool:
    """Whether a name is a post's own, "ICB Chair", or its organisation's with its role."""
    written = _letters(name)
    if written == _letters(post.title):
        return bool(written)
    words = name.split()
    organisation = _letters(programme.organisations[post.organisation].name)
    return any(
        _letters(" ".join(words[:cut])) == organisation
        and role_kind(" ".join(words[cut:]).strip(" ,-–")) == post.role_kind != "Other"
        for cut in range(1, len(words))
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _names_post(attendee: Attendee, post: Post, programme: Programme) -> bool:
    """Whether the brackets hold both the post's role and its organisation, or its very title."""
    written = attendee.brackets.lower()
    if not written:
        return False
    if written == post.title.lower():
        return True
    organisation = programme.organisations[post.organisation]
    roles = re.split(r"[,/–-]|\bof\b", written)
    named = any(role_kind(part.strip()) == post.role_kind != "Other" for part in roles)
    return named and _in_organisation(attendee, organisation)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _SMALL_WORDS}


def _in_organisation(attendee: Attendee, organisation: Organisation) -> bool:
    named = _words(organisation.name)
    if not named:
        return False
    joined = "".join(re.findall(r"[a-z0-9]+", organisation.name.lower()))
    return named <= _words(attendee.brackets) or any(
        joined in hint or set(hint.split()) == named for hint in attendee.hints
    )


def _candidates(
    attendee: Attendee, posts: Sequence[Post], programme: Programme, sure: Sequence[str]
) -> tuple[str, ...]:
    surname = plain_name(attendee.name).split()[-1:]
    likely: list[str] = list(sure)
    for post in posts:
        same_surname = bool(post.person) and plain_name(post.person).split()[-1:] == surname
        if post.uid not in likely and same_surname:
            likely.append(post.uid)
    for post in posts:
        here = _in_organisation(attendee, programme.organisations[post.organisation])
        if post.uid not in likely and here:
            likely.append(post.uid)
    return tuple(likely)


def name_posts(programme: Programme, answers: Mapping[str, str]) -> Edit | None:
    """Return the edit that writes each name (key) to its post (value: a post's uid), or None."""
    changes = [
        Change(post, replace(post, person=name))
        for name, uid in answers.items()
        if (post := programme.posts.get(uid)) is not None
        and post.person != name
        and not _is_post(name, post, programme)
    ]
    return Edit(new_uid(), "Name posts", "", tuple(changes)) if changes else None
