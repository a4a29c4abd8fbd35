"""Show what was tagged after what, only as far as a session's few tags can honestly bear."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from livecoach.measures.interjections import action_of, is_interjection
from livecoach.measures.log import Log
from livecoach.measures.permuting import Permuted, permutation_p
from livecoach.measures.sequence import (
    Counts,
    Residuals,
    adjusted_residuals,
    too_few,
    transitions,
)

TOO_FEW = "too few"
MOST_CODES = 6  # what tags may be collapsed to
MARK_Z = 2.58  # several cells are looked at at once
MOST_PLACED = 100_000  # codes put in their places by all shuffles, so that a long day stays quick
FEWEST_ROUNDS = 19


@dataclass(frozen=True, slots=True)
class Chains:
    """
    Transitions between tags, or between families, at a lag.

    Where the counts bear it there is a ``test`` and no words; else the words "too few", and
    permutation p-values beside the counts.
    """

    of: str  # "tags" or "families"
    names: tuple[str, ...]
    counts: Counts
    lag: int
    test: Residuals | None
    permuted: Permuted | None
    words: str


def chains(log: Log, lag: int = 1, rounds: int = 999, seed: int = 1) -> Chains:
    """
    Return what was tagged after what, in speech, broken at breaks, time-outs and agenda items.

    Residuals are shown only where every cell expects 5 or more: between tags, or else between
    families if there are at most six. Long sequences get fewer than ``rounds`` shuffles.
    Source: the honesty rules of practice 3.7.
    """
    codes = tag_codes(log)
    labels, counts = transitions(codes, lag)
    table = adjusted_residuals(counts)
    if not too_few(table):
        return Chains("tags", _names(log, labels), counts, lag, table, None, "")
    family_of = {tag.id: tag.family for tag in log.timeline.board.tags}
    collapsed = [None if code is None else family_of[code] for code in codes]
    families, family_counts = transitions(collapsed, lag)
    family_table = adjusted_residuals(family_counts)
    if len(families) <= MOST_CODES and not too_few(family_table):
        names = {family.id: family.name for family in log.timeline.board.families}
        named = tuple(names[family] for family in families)
        return Chains("families", named, family_counts, lag, family_table, None, "")
    most = max(FEWEST_ROUNDS, MOST_PLACED // max(1, len(codes)))
    permuted = permutation_p(codes, lag, rounds=min(rounds, most), seed=seed)
    return Chains("tags", _names(log, labels), counts, lag, None, permuted, TOO_FEW)


def tag_codes(log: Log) -> list[str | None]:
    """Return the tags of all speech in order, with None where the sequence is broken."""
    timeline = log.timeline
    edges = [one.start_ms for one in timeline.breaks.values()]
    edges += [one.started_ms for one in timeline.agenda.values() if one.started_ms is not None]
    edges += [
        moment.offset_ms
        for moment in log.moments
        if is_interjection(log, moment) and _is_time_out(action_of(log, moment))
    ]
    edges.sort()
    codes: list[str | None] = []
    stretch = 0
    for moment in log.speech:
        if moment.tag is None or moment.tag not in log.names:
            continue
        now = bisect_right(edges, moment.offset_ms)
        if codes and now != stretch:
            codes.append(None)
        stretch = now
        codes.append(moment.tag)
    return codes


def _is_time_out(action: str) -> bool:
    return action.casefold().replace("_", "-").endswith("time-out")


def _names(log: Log, labels: list[str]) -> tuple[str, ...]:
    return tuple(log.names[label] for label in labels)
