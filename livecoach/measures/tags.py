"""Count what was tagged: by tag and family, ours-and-theirs beside we, and through whose eyes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from livecoach.core.moment import Moment
from livecoach.measures.log import Log

UNCLASSIFIED = "Something happened"


@dataclass(frozen=True, slots=True)
class TagCount:
    """How often one tag, or one family, was used; the rate is for ten contributions."""

    id: str | None
    name: str
    count: int
    per_ten: float | None  # None where nothing was said


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named stretch of the meeting in ms, with what was tagged in it."""

    name: str
    start_ms: int
    end_ms: int
    contributions: int
    families: dict[str, int]  # moments by family id, every family of the board
    lenses: dict[str, int]  # contributions by lens id; only those used
    us_and_them: int
    we_system: int


def by_tag(log: Log) -> list[TagCount]:
    """Return how often each tag of the board was used, in the board's order; unused ones too."""
    counts: dict[str | None, int] = {}
    for moment in log.moments:
        counts[moment.tag] = counts.get(moment.tag, 0) + 1
    rows = [(tag.id, tag.name) for tag in log.timeline.board.tags]
    found = [_count(log, tag_id, name, counts.get(tag_id, 0)) for tag_id, name in rows]
    if counts.get(None):
        found.append(_count(log, None, UNCLASSIFIED, counts[None]))
    return found


def by_family(log: Log) -> list[TagCount]:
    """Return how often each family of the board was used, in the board's order."""
    family_of = {tag.id: tag.family for tag in log.timeline.board.tags}
    counts: dict[str, int] = {}
    for moment in log.moments:
        family = family_of.get(moment.tag or "")
        if family is not None:
            counts[family] = counts.get(family, 0) + 1
    return [
        _count(log, family.id, family.name, counts.get(family.id, 0))
        for family in log.timeline.board.families
    ]


def lens_counts(log: Log) -> dict[str, int]:
    """
    Return through whose eyes, by lens id: the contributions seen so.

    A timed turn with several moments through one lens counts once; a moment by a seat outside any
    of its turns counts by itself.
    """
    seen: set[tuple[str, str]] = set()
    counts: dict[str, int] = {}
    starts: dict[str, list[tuple[int, int, str]]] = {}
    if log.timed:
        for turn in log.turns:
            starts.setdefault(turn.seat, []).append((turn.start_ms, turn.end_ms, turn.uid))
    for moment in log.speech:
        if moment.lens is None:
            continue
        contribution = _turn_of(moment, starts.get(moment.seat or "", [])) or moment.uid
        if (contribution, moment.lens) not in seen:
            seen.add((contribution, moment.lens))
            counts[moment.lens] = counts.get(moment.lens, 0) + 1
    return counts


def over_time(log: Log, parts: int = 6) -> list[Stretch]:
    """Return ``parts`` equal stretches of the meeting with their lenses and language."""
    edges = [log.length_ms * part // parts for part in range(parts + 1)]
    return [
        _stretch(log, f"{edges[i] // 60_000}–{edges[i + 1] // 60_000} min", edges[i], edges[i + 1])
        for i in range(parts)
    ]


def by_agenda_item(log: Log) -> list[Stretch]:
    """Return each agenda item that was begun, with its lenses and language."""
    return [
        _stretch(
            log, item.title, item.started_ms,
            log.length_ms if item.ended_ms is None else item.ended_ms,
        )
        for item in log.timeline.agenda_in_order()
        if item.started_ms is not None
    ]  # fmt: skip


def meaning_counts(log: Log, moments: Iterable[Moment]) -> dict[str, int]:
    """Return how many of these moments carry each meaning a board gives its tags."""
    counts: dict[str, int] = {}
    for moment in moments:
        meaning = log.meaning(moment)
        if meaning:
            counts[meaning] = counts.get(meaning, 0) + 1
    return counts


def _count(log: Log, row_id: str | None, name: str, count: int) -> TagCount:
    said = len(log.turns)
    return TagCount(row_id, name, count, 10 * count / said if said else None)


def _stretch(log: Log, name: str, start_ms: int, end_ms: int) -> Stretch:
    last = end_ms >= log.length_ms
    part = log.within(start_ms, end_ms + 1 if last else end_ms)  # the very end belongs to the last
    language = meaning_counts(log, part.moments)
    return Stretch(
        name=name,
        start_ms=start_ms,
        end_ms=end_ms,
        contributions=len(part.turns),
        families={family.id or "": family.count for family in by_family(part)},
        lenses=lens_counts(part),
        us_and_them=language.get("us_and_them", 0),
        we_system=language.get("we_system", 0),
    )


def _turn_of(moment: Moment, spans: list[tuple[int, int, str]]) -> str | None:
    place = bisect_right(spans, (moment.offset_ms, 1 << 62, "")) - 1
    if place < 0 or moment.offset_ms > spans[place][1]:
        return None
    return spans[place][2]
