"""Count who cut across whom: gaining the floor, held off, or in support."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.measures.log import Log

KINDS = ("took_floor", "held_off", "overlap")


@dataclass(frozen=True, slots=True)
class Interruptions:
    """
    Interruptions of one session; supportive overlap is counted apart and is not one.

    ``pairs`` is (who, whom) -> count and holds only those whose two seats are known.
    """

    took_floor: int
    held_off: int
    overlap: int
    made: dict[str, int]  # by seat, those with any
    received: dict[str, int]
    pairs: dict[tuple[str, str], int]
    contributions: int  # the n beside them


def interruptions(log: Log) -> Interruptions:
    """Return the session's interruptions as the coach tagged them (practice 3.3)."""
    counts = dict.fromkeys(KINDS, 0)
    made: dict[str, int] = {}
    received: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for moment in log.moments:
        kind = log.meaning(moment)
        if kind not in counts or moment.by_coach:
            continue
        counts[kind] += 1
        if kind == "overlap":
            continue
        who, whom = moment.seat, moment.addressee
        if who is not None:
            made[who] = made.get(who, 0) + 1
        if whom is not None:
            received[whom] = received.get(whom, 0) + 1
        if who is not None and whom is not None:
            pairs[who, whom] = pairs.get((who, whom), 0) + 1
    return Interruptions(
        took_floor=counts["took_floor"],
        held_off=counts["held_off"],
        overlap=counts["overlap"],
        made=made,
        received=received,
        pairs=pairs,
        contributions=len(log.turns),
    )
