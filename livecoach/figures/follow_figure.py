"""Say who follows, addresses and cuts across whom, as squares of counts, seats as they sit."""

from __future__ import annotations

from collections.abc import Mapping

from livecoach.figures.figure import counted
from livecoach.figures.square_figure import Square
from livecoach.measures.following import address_counts, follow_counts
from livecoach.measures.interruptions import interruptions
from livecoach.measures.log import Log


def follow_square(log: Log) -> Square:
    """Return who follows whom."""
    counts = follow_counts(log)
    times = counted(sum(counts.values()), "time", "times")
    kind = "turn" if log.timed else "tagged turn"
    return Square(
        name="who-follows-whom",
        title="Who follows whom",
        sentence=(
            f"Who spoke next after whom, {times} in {counted(len(log.turns), kind, kind + 's')}, "
            "as counts: coming next is not the same as answering, and so few in so many cells "
            "bear no test."
        ),
        corner="First ↓  next →",
        way="Row: who spoke; column: who spoke next",
        n_words=f"n = {times}",
        names=_names(log),
        counts=_rows(log, counts),
    )


def address_square(log: Log) -> Square:
    """Return who addresses whom, as far as it was tagged."""
    counts = address_counts(log)
    times = counted(sum(counts.values()), "time", "times")
    return Square(
        name="who-addresses-whom",
        title="Who addresses whom",
        sentence=(
            f"Who was seen to address whom, {times}, as counts: what was said to everybody, or "
            "tagged without an addressee, is not in it."
        ),
        corner="Speaks ↓  to →",
        way="Row: who speaks; column: to whom",
        n_words=f"n = {times}",
        names=_names(log),
        counts=_rows(log, counts),
    )


def interruption_square(log: Log) -> Square:
    """Return who cut across whom, as far as both were tagged."""
    found = interruptions(log)
    return Square(
        name="who-cut-across-whom",
        title="Who cut across whom",
        sentence=(
            f"Interruptions as they were tagged, {found.took_floor} that took the floor and "
            f"{found.held_off} held off, beside {found.overlap} supportive overlaps left out: "
            "what one ear calls an interruption another calls enthusiasm, and there is no norm."
        ),
        corner="Cuts across ↓  whom →",
        way="Row: who cut across; column: whom",
        n_words=f"n = {sum(found.pairs.values())} in {found.contributions} turns",
        names=_names(log),
        counts=_rows(log, found.pairs),
    )


def _names(log: Log) -> tuple[str, ...]:
    return tuple(seat.label for seat in log.seats)


def _rows(log: Log, counts: Mapping[tuple[str, str], int]) -> tuple[tuple[int, ...], ...]:
    uids = [seat.uid for seat in log.seats]
    return tuple(tuple(counts.get((a, b), 0) for b in uids) for a in uids)
