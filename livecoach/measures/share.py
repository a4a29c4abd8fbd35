"""Say who was heard: turns and time a seat, an organisation or a role, and stretches unheard."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from livecoach.core.session import Seat
from livecoach.measures.log import Log, Spoken
from livecoach.measures.voice import evenness, gini


@dataclass(frozen=True, slots=True)
class Share:
    """What one seat, organisation or role said, beside an equal share. Times in ms."""

    name: str  # as it is written
    seats: tuple[str, ...]  # uids
    turns: int
    spoken_ms: int
    turn_share: float  # 0 where nobody spoke
    time_share: float
    equal_share: float  # its seats over all seats


@dataclass(frozen=True, slots=True)
class Heard:
    """When one seat was heard. Times in ms from the session's start."""

    seat: str
    first_ms: int | None  # None: never
    last_ms: int | None
    longest_unheard: tuple[int, int]  # from, to


@dataclass(frozen=True, slots=True)
class Evenness:
    """How evenly the floor was shared among ``seats`` seats, silent ones counted."""

    seats: int
    heard: int
    turns: int
    turns_gini: float
    turns_gini_corrected: float
    turns_evenness: float
    time_gini: float
    time_evenness: float


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the meeting, in ms, and how the floor was shared in it."""

    start_ms: int
    end_ms: int
    turns: int
    heard: int
    evenness: float  # 0 with no turns: read it beside ``turns``


def by_seat(log: Log) -> list[Share]:
    """Return each seat's share, as they sit; shares of turns and of their stated time."""
    return _shares(log, ((seat.label, (seat.uid,)) for seat in log.seats))


def by_organisation(log: Log) -> list[Share]:
    """Return each organisation's share, in the order its first seat sits."""
    return _grouped(log, lambda seat: seat.organisation)


def by_role(log: Log) -> list[Share]:
    """Return each kind of role's share, in the order its first seat sits."""
    return _grouped(log, lambda seat: seat.role_kind)


def how_even(log: Log) -> Evenness:
    """Return how evenly the floor was shared (practice 3.1: Gini, Pielou); silent seats count."""
    shares = by_seat(log)
    turns = [share.turns for share in shares]
    spoken = [share.spoken_ms for share in shares]
    return Evenness(
        seats=len(turns),
        heard=sum(1 for count in turns if count),
        turns=sum(turns),
        turns_gini=gini(turns),
        turns_gini_corrected=gini(turns, corrected=True),
        turns_evenness=evenness(turns),
        time_gini=gini(spoken),
        time_evenness=evenness(spoken),
    )


def halves(log: Log) -> tuple[Log, Log]:
    """Return the log's two halves, split at half of the session's length."""
    middle = log.length_ms // 2 + log.length_ms % 2  # offsets are whole milliseconds
    first = -(1 << 62)
    return log.within(first, middle), log.within(middle, 1 << 62)


def heard(log: Log) -> list[Heard]:
    """
    Return when each seat was heard first and last, and its longest stretch unheard.

    Stretches run from the start (or the seat's arrival) to its first turn, from the end of a turn
    to the start of its next, and from its last to the session's end (or its leaving); a seat never
    heard has one, its whole presence. Source: practice 3.2; Gibson 2010, conversational latency.
    """
    spans: dict[str, list[Spoken]] = {seat.uid: [] for seat in log.seats}
    for turn in log.turns:
        spans[turn.seat].append(turn)
    found = []
    for seat in log.seats:
        came, left = _presence(seat, log.length_ms)
        longest = (came, came)
        quiet_since = came
        for turn in spans[seat.uid]:
            if turn.start_ms - quiet_since > longest[1] - longest[0]:
                longest = (quiet_since, turn.start_ms)
            quiet_since = max(quiet_since, turn.end_ms)
        if left - quiet_since > longest[1] - longest[0]:
            longest = (quiet_since, left)
        own = spans[seat.uid]
        last = max((turn.end_ms for turn in own), default=None)
        found.append(Heard(seat.uid, own[0].start_ms if own else None, last, longest))
    return found


def rolling(log: Log, window_ms: int = 600_000, step_ms: int = 60_000) -> list[Window]:
    """
    Return windows of ``window_ms``, moved by ``step_ms`` over the meeting, by starts of turns.

    The last one ends with the session.
    """
    found: list[Window] = []
    inside: deque[Spoken] = deque()
    counts = dict.fromkeys((seat.uid for seat in log.seats), 0)
    coming = 0
    ends = [*range(min(window_ms, log.length_ms), log.length_ms, step_ms), log.length_ms]
    for end in ends:
        while coming < len(log.turns) and log.turns[coming].start_ms < end:
            inside.append(log.turns[coming])
            counts[log.turns[coming].seat] += 1
            coming += 1
        start = max(0, end - window_ms)
        while inside and inside[0].start_ms < start:
            counts[inside.popleft().seat] -= 1
        values = list(counts.values())
        spoke = sum(1 for count in values if count)
        found.append(Window(start, end, len(inside), spoke, evenness(values)))
    return found


def _presence(seat: Seat, length_ms: int) -> tuple[int, int]:
    """Return when the seat was in the room; one that never came counts for the whole meeting."""
    came = seat.present_from_ms or 0
    left = length_ms if seat.present_to_ms is None else min(seat.present_to_ms, length_ms)
    return (came, left) if left > came else (0, length_ms)


def _grouped(log: Log, key: Callable[[Seat], str]) -> list[Share]:
    groups: dict[str, list[str]] = {}
    for seat in log.seats:
        groups.setdefault(key(seat), []).append(seat.uid)
    return _shares(log, ((name, tuple(uids)) for name, uids in groups.items()))


def _shares(log: Log, groups: Iterable[tuple[str, Sequence[str]]]) -> list[Share]:
    turns = dict.fromkeys((seat.uid for seat in log.seats), 0)
    spoken = dict.fromkeys(turns, 0)
    for turn in log.turns:
        turns[turn.seat] += 1
        spoken[turn.seat] += turn.end_ms - turn.start_ms
    all_turns, all_time = sum(turns.values()), sum(spoken.values())
    found = []
    for name, uids in groups:
        said = sum(turns[uid] for uid in uids)
        time = sum(spoken[uid] for uid in uids)
        found.append(
            Share(
                name=name,
                seats=tuple(uids),
                turns=said,
                spoken_ms=time,
                turn_share=said / all_turns if all_turns else 0.0,
                time_share=time / all_time if all_time else 0.0,
                equal_share=len(uids) / len(turns),
            )
        )
    return found
