"""Everything a vault holds about one person, as the coach may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from livecoach.core.person.around import Around
from livecoach.core.person.rows import HeldRow
from livecoach.core.person.told import read_by


@dataclass(frozen=True, slots=True)
class Unmasking:
    """Why the coach lets one row be read with the others in it."""

    kind: str
    uid: str
    ground: str  # one of GROUNDS
    reason: str
    on_date: str  # ISO date


# Data Protection Act 2018, schedule 2, paragraph 16: when others may be told of.
GROUNDS = {
    "agreed": "They agreed to it",
    "known": "The person knows it already",
    "reasonable": "It is reasonable without asking them",
}


@dataclass(frozen=True, slots=True)
class Held:
    """
    What is held about one person: rows, and where else something of them is.

    ``backups`` are those that hold something of the person, of so many ``backups_seen``; None
    until they were looked into.
    """

    around: Around
    rows: tuple[HeldRow, ...]
    unmasked: Mapping[tuple[str, str], Unmasking]
    journalled: int  # edits kept for undo
    backups: int | None = None
    backups_seen: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind there are, in the order of the first of each."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.kind] = found.get(row.kind, 0) + 1
        return found

    def masked(self, row: HeldRow) -> bool:
        """Tell whether something in a row is taken out of what the person reads."""
        return row.key not in self.unmasked and any(
            read_by(told, self.around) != told.text for told in row.told
        )
