"""Count how often two posts' contributions came next to each other in a session."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.measures.following import follow_counts
from livecoach.measures.log import Log

Key = tuple[str, str]  # uids of two posts, in order


@dataclass(frozen=True, slots=True)
class Beside:
    """One session of a pair's line: how often one came next after the other, of how many turns."""

    session: str
    on: str  # ISO time
    title: str
    exchanges: int | None  # None where they were not both at the table
    contributions: int


def exchanges(log: Log) -> dict[Key, int]:
    """
    Return how often two posts' contributions came next to each other, either way round.

    Pairs of posts that were both seated and never did count 0. Source: practice 3.6.
    """
    post_of = {seat.uid: seat.post for seat in log.seats if _was_there(seat.present_from_ms, log)}
    posts = sorted({post for post in post_of.values() if post is not None})
    counts = {(one, two): 0 for place, one in enumerate(posts) for two in posts[place + 1 :]}
    for (a, b), count in follow_counts(log).items():
        one, two = post_of.get(a), post_of.get(b)
        if one is not None and two is not None and one != two:
            counts[(one, two) if one < two else (two, one)] += count
    return counts


def _was_there(present_from_ms: int | None, log: Log) -> bool:
    return present_from_ms is None or present_from_ms < log.length_ms


def changed_words(line: list[Beside], first_pair: str) -> str:
    """Say how often they came next to each other before and after a day, and never why."""
    before = [one.exchanges for one in line if one.exchanges is not None and one.on < first_pair]
    after = [one.exchanges for one in line if one.exchanges is not None and one.on >= first_pair]
    if len(before) < 2 or len(after) < 2:
        return (
            f"Too few sessions to compare: {len(before)} with both of them before their first pair "
            f"session, {len(after)} after."
        )
    first, second = sum(before) / len(before), sum(after) / len(after)
    return (
        f"One came next after the other {first:.1f} times a session in the {len(before)} sessions "
        f"before their first pair session, and {second:.1f} times in the {len(after)} after. "
        "Other things changed too; this does not say why."
    )
