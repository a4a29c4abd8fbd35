"""Choose moments by family, tag, seat, organisation, role, lens, agenda item and words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.core.timeline import Timeline

UNTAGGED = ""  # stands for "something happened" among the families


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for. Within one field any of its values will do; every field must fit."""

    text: str = ""
    families: frozenset[str] = frozenset()  # UNTAGGED: not classified yet
    tags: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()  # who spoke or was addressed
    organisations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    lenses: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()  # agenda items that were under way

    @property
    def open(self) -> bool:
        """Return whether every moment passes."""
        return self == Filter() or (not self.text.split() and self == Filter(self.text))


def fold(text: str) -> str:
    """Return the text without case and accents, for comparing: "Réunion" finds "reunion"."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


class Phrases:
    """The folded words and notes of a timeline's moments, made once and kept as edits arrive."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._folded: dict[str, str] = {}

    def of(self, moment: Moment) -> str:
        """Return the moment's words and note, folded."""
        found = self._folded.get(moment.uid)
        if found is None:
            found = self._folded[moment.uid] = fold(f"{moment.words}\n{moment.note}")
        return found

    def follow(self, edit: Edit) -> None:
        """Forget the moments an edit touched."""
        for change in edit.changes:
            self._folded.pop(change.row.uid, None)


def seats_of(timeline: Timeline, chosen: Filter) -> frozenset[str] | None:
    """Return the seats that fit the seat, organisation and role asked for; None for any seat."""
    if not (chosen.seats or chosen.organisations or chosen.roles):
        return None
    return frozenset(
        seat.uid
        for seat in timeline.seats.values()
        if (not chosen.seats or seat.uid in chosen.seats)
        and (not chosen.organisations or seat.organisation in chosen.organisations)
        and (not chosen.roles or seat.role_kind in chosen.roles)
    )


def spans_of(timeline: Timeline, chosen: Filter) -> list[tuple[int, int | None]] | None:
    """Return the times, in ms, of the agenda items asked for; None for any time."""
    if not chosen.items:
        return None
    begun = sorted(
        (item.started_ms, item.place, item.uid)
        for item in timeline.agenda.values()
        if item.started_ms is not None
    )
    found: list[tuple[int, int | None]] = []
    for number, (start, _, uid) in enumerate(begun):
        if uid in chosen.items:
            after = begun[number + 1][0] if number + 1 < len(begun) else None
            ended = timeline.agenda[uid].ended_ms
            found.append((start, after if ended is None else ended))
    return found


def matching(timeline: Timeline, chosen: Filter, phrases: Phrases) -> list[str]:
    """Return the uids of the moments that fit, by time."""
    if chosen.open:
        return [uid for _, _, uid in timeline.moment_order]
    fits = _test_of(timeline, chosen, phrases)
    return [uid for _, _, uid in timeline.moment_order if fits(timeline.moments[uid])]


def _test_of(timeline: Timeline, chosen: Filter, phrases: Phrases) -> Callable[[Moment], bool]:
    """Return one test of a moment, made of the fields that are asked for and no others."""
    tests: list[Callable[[Moment], bool]] = []
    if chosen.families:
        known = {tag.id: tag.family for tag in timeline.board.tags}
        decided = timeline.board.decision_family()

        def family(row: Moment) -> str:
            own = decided if row.tag is None and row.uid in timeline.decision_of else UNTAGGED
            return known.get(row.tag or "", own)

        tests.append(lambda row: family(row) in chosen.families)
    if chosen.tags:
        tests.append(lambda row: row.tag in chosen.tags)
    if chosen.lenses:
        tests.append(lambda row: row.lens in chosen.lenses)
    seats = seats_of(timeline, chosen)
    if seats is not None:
        tests.append(lambda row: row.seat in seats or row.addressee in seats)
    spans = spans_of(timeline, chosen)
    if spans is not None:
        tests.append(
            lambda row: any(
                start <= row.offset_ms and (end is None or row.offset_ms < end)
                for start, end in spans
            )
        )
    words = fold(chosen.text).split()
    if words:
        tests.append(lambda row: all(word in phrases.of(row) for word in words))
    return lambda row: all(test(row) for test in tests)


def family_counts(timeline: Timeline) -> dict[str, int]:
    """Return how many moments there are in each family, the unclassified under UNTAGGED."""
    known = {tag.id: tag.family for tag in timeline.board.tags}
    counts: dict[str, int] = {}
    for tag, count in timeline.tag_counts.items():
        family = known.get(tag or "", UNTAGGED)
        counts[family] = counts.get(family, 0) + count
    decided = timeline.board.decision_family()
    if decided and counts.get(UNTAGGED):
        moments = (timeline.moments.get(uid) for uid in timeline.decision_of)
        bare = sum(moment is not None and moment.tag is None for moment in moments)
        counts[UNTAGGED] -= bare
        counts[decided] = counts.get(decided, 0) + bare
    return counts
