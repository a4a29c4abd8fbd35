"""Name the coaching of one system: its agreement, its organisations and their posts."""

from __future__ import annotations

from dataclasses import dataclass

ROLE_KINDS = ("Chair", "CEO", "Other")


@dataclass(frozen=True, slots=True)
class Engagement:
    """The coaching of one system under one agreement; a "programme" on screen."""

    uid: str
    name: str
    purpose: str = ""
    starts_on: str = ""  # ISO dates, or "" while not known
    ends_on: str = ""
    agreement_text: str = ""
    agreed_on: str = ""
    sharing: str = ""  # what is shared with whom, in the coach's words
    retain_until: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """A member organisation of the system; ``place`` orders them."""

    uid: str
    name: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """A post in an organisation; a person's name is optional and never needed."""

    uid: str
    organisation: str
    role_kind: str  # one of ROLE_KINDS
    title: str  # how the post is called: "ICB Chair"
    person: str = ""
    place: int = 0
