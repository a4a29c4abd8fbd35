"""Gather what a programme says of itself, to fill the texts to start from with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livecoach import paths
from livecoach.core.coaching import Agreement
from livecoach.core.planning.dates import shown_date
from livecoach.core.retention import CLASSES, rule_of
from livecoach.report.document import Document
from livecoach.report.texts import TEXTS, Value, text_document
from livecoach.store import controller, reading
from livecoach.store.periods import periods

if TYPE_CHECKING:
    from sqlite_utils import Database

LOGGED = (
    "moments in the meeting, each with its kind, its seat, the time and sometimes the words; who "
    "has the floor and for how long."
)
SHARING = (
    "The group sees its summary first and agrees to it. The sponsor then hears themes and totals: "
    "no names, posts, quotations or times."
)


def filled(db: Database, text: str) -> Document:
    """Return one of the texts, filled from the vault. Raise KeyError where there is no such."""
    if text not in {name for name, _, _ in TEXTS}:
        raise KeyError(text)
    template = paths.resource(f"templates/texts/{text}.md").read_text("utf-8")
    return text_document(template, controller.controller(db), values(db), "Draft")


def values(db: Database) -> dict[str, Value]:
    """Return what the texts ask for; what is not known yet stands in square brackets."""
    engagement = reading.engagement(db)
    newest = max(reading.rows(db, Agreement), key=lambda row: row.version, default=None)
    rules = periods(db)
    organisations = [row.name for row in reading.organisations(db)]
    posts = len(reading.posts(db))
    until = "" if engagement is None else engagement.retain_until
    return {
        "programme": ("" if engagement is None else engagement.name) or "[the programme]",
        "purpose": ("" if engagement is None else _sentence(engagement.purpose)) or "[its purpose]",
        "starts": _date("" if engagement is None else engagement.starts_on, "[when it starts]"),
        "ends": _date("" if engagement is None else engagement.ends_on, "[when it ends]"),
        "organisations": _listed(organisations) or "[the organisations]",
        "seats": f"{posts} posts" if posts != 1 else "1 post",
        "logged": ("" if newest is None else _sentence(newest.logged)) or LOGGED,
        "sharing": ("" if newest is None else _sentence(newest.sharing))
        or ("" if engagement is None else _sentence(engagement.sharing))
        or SHARING,
        "retain_until": _date(until, "[the date on which everything is deleted]"),
        "periods": tuple(f"{one.words}: {rule_of(one.id, rules[one.id])}" for one in CLASSES),
    }


def _date(iso: str, unknown: str) -> str:
    return shown_date(iso).partition(" ")[2] if iso else unknown


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words if not words or words[-1] in ".!?" else f"{words}."


def _listed(names: list[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else " and ".join(
            part for part in (", ".join(names[:-1]), names[-1] if names else "") if part
        )
    )
