"""Say who follows whom and who addresses whom, as counts and probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from livecoach.measures.log import Log
from livecoach.measures.voice import participation_shifts

Pair = tuple[str, str]


def follow_counts(log: Log) -> dict[Pair, int]:
    """
    Return how often seat b's contribution came next after seat a's, a and b different.

    Coach rows and silences between the two are passed over. Source: practice 3.6.
    """
    counts: dict[Pair, int] = {}
    for a, b in pairwise(log.turns):
        if a.seat != b.seat:
            counts[a.seat, b.seat] = counts.get((a.seat, b.seat), 0) + 1
    return counts


def address_counts(log: Log) -> dict[Pair, int]:
    """Return how often one seat addressed another; what is said to all, and the coach, left out."""
    counts: dict[Pair, int] = {}
    seats = log.timeline.seats
    for moment in log.speech:
        to = moment.addressee
        if moment.seat is None or to is None or moment.to_all or to == moment.seat:
            continue
        if to in seats:
            counts[moment.seat, to] = counts.get((moment.seat, to), 0) + 1
    return counts


def probabilities(counts: Mapping[Pair, int]) -> dict[Pair, float]:
    """Return each count over all counts from the same seat (practice 3.6: F_ab / F_a+)."""
    totals: dict[str, int] = {}
    for (a, _), count in counts.items():
        totals[a] = totals.get(a, 0) + count
    return {pair: count / totals[pair[0]] for pair, count in counts.items()}


def shift_counts(log: Log) -> dict[str, int]:
    """
    Return how often each of Gibson's participation shifts happened, by name.

    From what was tagged, since only a tag says to whom; no addressee means the group.
    """
    talk = [
        (one.seat, "0" if one.to_all or one.addressee is None else one.addressee)
        for one in log.speech
        if one.seat is not None
    ]
    counts: dict[str, int] = {}
    for name in participation_shifts(talk):
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
