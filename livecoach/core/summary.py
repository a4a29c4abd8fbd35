"""Describe what a coach changed in a summary's draft, and what was released to whom."""

from __future__ import annotations

from dataclasses import dataclass

PIECE_STATES = ("kept", "dropped", "added")
AUDIENCES = ("coach", "group", "supervision", "sponsor", "person")


@dataclass(frozen=True, slots=True)
class SummaryPiece:
    """
    One sentence of a summary as the coach wants it; it outlives every new draft.

    ``key`` names the drafted sentence it stands for, or the piece's own uid where it was added.
    """

    uid: str
    session: str
    key: str
    section: str
    text: str = ""  # "" leaves the drafted words
    place: int | None = None  # None leaves it where the draft has it
    state: str = "kept"  # one of PIECE_STATES
    released: bool = False  # the coach lets it stand though it names a seat or quotes


@dataclass(frozen=True, slots=True)
class Release:
    """What left the vault, for whom and when: a fingerprint of the file, never its content."""

    uid: str
    session: str | None  # None: about the whole programme
    audience: str  # one of AUDIENCES
    form: str  # docx, pdf, html, md, xlsx …
    shown_on: str = ""  # ISO dates: shown to the group, its agreement, let go
    agreed_on: str = ""
    released_at: str = ""
    recipient: str = ""
    fingerprint: str = ""  # SHA-256 of the file
