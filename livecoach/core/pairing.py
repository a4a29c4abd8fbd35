"""All pairs of posts by kind, and rounds in which nobody appears twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from livecoach.core.coaching import Pair
from livecoach.core.engagement import Organisation, Post

# In the order of the case study: peers first, then one organisation, then across both.
KINDS = (
    ("same_role", "same role, other organisation"),
    ("same_organisation", "same organisation, other role"),
    ("other", "other role, other organisation"),
)
WORKED = frozenset(("held",))
SETTLED = frozenset(("held", "declined", "not_needed"))


@dataclass(frozen=True, slots=True)
class PossiblePair:
    """Two posts that can be worked with together; ``first`` stands before ``second``."""

    first: str  # uids of posts
    second: str
    kind: str  # a name in KINDS

    @property
    def key(self) -> tuple[str, str]:
        """Return the pair's posts in the order they are kept in."""
        return (self.first, self.second) if self.first < self.second else (self.second, self.first)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The pair to offer next, and why; never a score."""

    pair: PossiblePair
    reason: str


def kind_of(first: Post, second: Post) -> str:
    """
    Return the kind of pair two posts make.

    Two posts of one role in one organisation, such as shared Chairs, count as one organisation's.
    """
    if first.organisation == second.organisation:
        return "same_organisation"
    return "same_role" if first.role_kind == second.role_kind else "other"


def possible_pairs(
    organisations: Sequence[Organisation], posts: Iterable[Post]
) -> list[PossiblePair]:
    """
    Return every pair of posts, by kind in the order of KINDS, then as posts stand.

    With a Chair and a CEO in each of N organisations that is N(N-1), N and N(N-1) pairs (practice
    4.1); with uneven posts and vacancies it is what there is. Posts of organisations that are not
    listed are left out.
    """
    place = {organisation.uid: n for n, organisation in enumerate(organisations)}
    standing = [post for post in posts if post.organisation in place]
    standing.sort(key=lambda post: (place[post.organisation], post.place, post.title, post.uid))
    order = {name: n for n, (name, _) in enumerate(KINDS)}
    found = [
        PossiblePair(one.uid, two.uid, kind_of(one, two)) for one, two in combinations(standing, 2)
    ]
    return sorted(found, key=lambda pair: order[pair.kind])


def counts_by_kind(
    pairs: Iterable[PossiblePair], kept: Mapping[tuple[str, str], Pair]
) -> dict[str, dict[str, int]]:
    """Return how many pairs of each kind stand in each state; the rest are "none"."""
    counts: dict[str, dict[str, int]] = {name: {} for name, _ in KINDS}
    for pair in pairs:
        row = kept.get(pair.key)
        state = "none" if row is None else row.state
        counts[pair.kind][state] = counts[pair.kind].get(state, 0) + 1
    return counts


def rounds(pairs: Sequence[PossiblePair]) -> list[list[PossiblePair]]:
    """
    Return rounds that hold every pair once, nobody twice in a round; kind after kind.

    Same roles go round by the circle method, each role beside the others, in as few rounds as
    the largest role needs. Between two roles it takes as many rounds as the busiest post has
    pairs (König 1916); where three roles meet, rounds are filled with the busiest posts first.
    """
    made: list[list[PossiblePair]] = []
    for kind, _ in KINDS:
        of_kind = [pair for pair in pairs if pair.kind == kind]
        made += _circle(of_kind) if kind == "same_role" else _across(of_kind)
    return made


def _circle(pairs: Sequence[PossiblePair]) -> list[list[PossiblePair]]:
    """Return rounds of complete groups by the circle method; other pairs are filled in."""
    groups = _groups(pairs)
    columns: list[list[list[PossiblePair]]] = []
    loose: list[PossiblePair] = []
    for group, inside in groups:
        if len(inside) != len(group) * (len(group) - 1) // 2:
            loose += inside
            continue
        by_posts = {frozenset((pair.first, pair.second)): pair for pair in inside}
        ring: list[str | None] = [*group] if len(group) % 2 == 0 else [*group, None]
        half, turns = len(ring) // 2, len(ring) - 1
        column = []
        for _ in range(turns):
            met = zip(ring[:half], reversed(ring[half:]), strict=True)
            found = [by_posts[frozenset((a, b))] for a, b in met if a is not None and b is not None]
            column.append(found)
            ring = [ring[0], ring[-1], *ring[1:-1]]
        columns.append(column)
    longest = max((len(column) for column in columns), default=0)
    made = [
        [pair for column in columns if turn < len(column) for pair in column[turn]]
        for turn in range(longest)
    ]
    return made + _fill(loose)


def _groups(pairs: Sequence[PossiblePair]) -> list[tuple[list[str], list[PossiblePair]]]:
    """Return the posts that hang together through pairs, each with its pairs."""
    leader: dict[str, str] = {}

    def lead(uid: str) -> str:
        while leader.setdefault(uid, uid) != uid:
            uid = leader[uid]
        return uid

    for pair in pairs:
        one, two = lead(pair.first), lead(pair.second)
        if one != two:
            leader[two] = one
    found: dict[str, tuple[list[str], list[PossiblePair]]] = {}
    for pair in pairs:
        group, inside = found.setdefault(lead(pair.first), ([], []))
        inside.append(pair)
        for uid in (pair.first, pair.second):
            if uid not in group:
                group.append(uid)
    return list(found.values())


def _across(pairs: Sequence[PossiblePair]) -> list[list[PossiblePair]]:
    """Return the fewest rounds where posts fall into two sides that only meet across."""
    if not _two_sided(pairs):
        return _fill(pairs)
    at: dict[str, dict[int, PossiblePair]] = {}
    most = max((n for n in _meetings(pairs).values()), default=0)
    for pair in pairs:
        one, two = at.setdefault(pair.first, {}), at.setdefault(pair.second, {})
        mine = next(turn for turn in range(most) if turn not in one)
        theirs = next(turn for turn in range(most) if turn not in two)
        if mine not in two:
            turn = mine
        elif theirs not in one:
            turn = theirs
        else:  # the pairs of these two turns, swapped along the chain that starts here
            turn, chain, post, wanted = mine, [], pair.second, mine
            while wanted in at[post]:
                link = at[post][wanted]
                chain.append((link, wanted))
                post = link.second if link.first == post else link.first
                wanted = theirs if wanted == mine else mine
            for link, was in chain:
                for uid in link.key:
                    if at[uid].get(was) is link:
                        del at[uid][was]
            for link, was in chain:
                for uid in link.key:
                    at[uid][theirs if was == mine else mine] = link
        one[turn] = two[turn] = pair
    made: list[list[PossiblePair]] = [[] for _ in range(most)]
    for pair in pairs:
        made[next(turn for turn, held in at[pair.first].items() if held is pair)].append(pair)
    return made


def _meetings(pairs: Sequence[PossiblePair]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for pair in pairs:
        for uid in pair.key:
            counts[uid] = counts.get(uid, 0) + 1
    return counts


def _two_sided(pairs: Sequence[PossiblePair]) -> bool:
    meets: dict[str, list[str]] = {}
    for pair in pairs:
        meets.setdefault(pair.first, []).append(pair.second)
        meets.setdefault(pair.second, []).append(pair.first)
    side: dict[str, bool] = {}
    for start in meets:
        waiting = [] if start in side else [start]
        side.setdefault(start, True)
        while waiting:
            uid = waiting.pop()
            for other in meets[uid]:
                if other not in side:
                    side[other] = not side[uid]
                    waiting.append(other)
                elif side[other] == side[uid]:
                    return False
    return True


def _fill(pairs: Sequence[PossiblePair]) -> list[list[PossiblePair]]:
    """Return rounds filled greedily: in each, the posts with most pairs left come first."""
    left = list(pairs)
    made = []
    while left:
        waiting: dict[str, int] = {}
        for pair in left:
            for uid in (pair.first, pair.second):
                waiting[uid] = waiting.get(uid, 0) + 1
        ordered = sorted(left, key=lambda p: -max(waiting[p.first], waiting[p.second]))
        busy: set[str] = set()
        one_round = []
        for pair in ordered:
            if pair.first not in busy and pair.second not in busy:
                one_round.append(pair)
                busy |= {pair.first, pair.second}
        chosen = {pair.key for pair in one_round}
        left = [pair for pair in left if pair.key not in chosen]
        made.append(one_round)
    return made


def suggest(
    pairs: Sequence[PossiblePair],
    kept: Mapping[tuple[str, str], Pair],
    talked_past: Mapping[tuple[str, str], int] | None = None,
) -> Suggestion | None:
    """
    Return the pair to offer next, or None when every pair is settled or under way.

    First those the coach marked as mattering; then the next of the case study's order, fairly:
    the pair whose two posts have been worked with least so far.
    """
    open_pairs = []
    worked: dict[str, int] = {}
    for pair in pairs:
        row = kept.get(pair.key)
        if row is not None and row.state in WORKED:
            for uid in pair.key:
                worked[uid] = worked.get(uid, 0) + 1
        if row is None or row.state == "none":
            open_pairs.append(pair)
    if not open_pairs:
        return None
    for pair in open_pairs:
        row = kept.get(pair.key)
        if row is not None and row.matters:
            return Suggestion(pair, "You marked this pair as one that matters.")
    past = talked_past or {}
    apart = max(open_pairs, key=lambda pair: past.get(pair.key, 0))
    if past.get(apart.key, 0) >= 3:
        times = past[apart.key]
        return Suggestion(apart, f"In {times} meetings neither answered the other.")
    kind = open_pairs[0].kind
    of_kind = [pair for pair in open_pairs if pair.kind == kind]
    least = min(of_kind, key=lambda pair: sum(worked.get(uid, 0) for uid in pair.key))
    words = dict(KINDS)[kind]
    first = not any(worked.get(uid) for uid in least.key)
    reason = f"Next in order: {words}" + ("; neither has had a pair yet." if first else ".")
    return Suggestion(least, reason)
