"""Describe what a purge did: classes, rules, dates and counts, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """What was deleted of one class, by which rule, and when it had fallen due (ISO dates)."""

    kept: str  # the id of a class
    rule: str
    things: int  # sessions, conversations, or 1 for what is of the whole programme
    by_retention_date: int  # of these, how many the engagement's retention date made due
    due_from: str
    due_to: str
    counts: dict[str, int] = field(default_factory=dict)  # rows by kind


@dataclass(frozen=True, slots=True)
class Certificate:
    """One purge. ``made_at`` is ISO with its offset; counts are of backup files."""

    made_at: str
    lines: tuple[Line, ...]
    held: int  # things due that a legal hold kept
    backups: int  # rewritten without what was deleted
    unread: int  # could not be read, so not rewritten
    missed: bool  # the second place for backups was not there


def as_dict(certificate: Certificate) -> dict[str, Any]:
    """Return a certificate as plain values."""
    return asdict(certificate)


def from_dict(values: Mapping[str, Any]) -> Certificate:
    """Return the certificate that ``as_dict`` described."""
    lines = tuple(Line(**line) for line in values["lines"])
    return Certificate(**{**values, "lines": lines})
