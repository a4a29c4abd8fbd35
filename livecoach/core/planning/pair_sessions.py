"""Change what stands of a pair of posts, and plan the session the two of them meet in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from livecoach.core.coaching import Pair
from livecoach.core.edit import Change, Edit, Row, insert
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.pairing import PossiblePair
from livecoach.core.planning.seating import seat_posts
from livecoach.core.programme import Programme
from livecoach.core.session import Session

Key = tuple[str, str]
PAIR_MINUTES = 60


def change_pair(kept: Mapping[Key, Pair], key: Key, **fields: Any) -> Edit | None:
    """Return the edit that changes a pair's fields, or None where that changes nothing."""
    before = kept.get(key)
    after = replace(before or Pair(new_uid(), *key), **fields)
    if before == after or (before is None and after == Pair(after.uid, *key)):
        return None
    return Edit(new_uid(), "Change pair", "", (Change(before, after),))


def plan_pair(
    programme: Programme,
    pair: PossiblePair,
    kept: Mapping[Key, Pair],
    board: str,
    planned_at: str = "",
    zone: str = "",
) -> Edit:
    """Return the one edit that plans a pair's session, seats both posts and marks the pair."""
    posts = [programme.posts[pair.first], programme.posts[pair.second]]
    title = f"Pair: {posts[0].title} and {posts[1].title}"
    session = Session(
        new_uid(), "pair", title, planned_at=planned_at, planned_min=PAIR_MINUTES, zone=zone
    )
    before = kept.get(pair.key)
    after = replace(
        before or Pair(new_uid(), *pair.key),
        state="planned", on_date=planned_at[:10], session=session.uid,
    )  # fmt: skip
    rows: list[Row] = [
        session,
        *seat_posts(programme, session.uid, posts),
        Observation(new_uid(), session.uid, board=board),
    ]
    changes = (*(insert(row) for row in rows), Change(before, after))
    return Edit(new_uid(), "Plan pair session", "", changes)
