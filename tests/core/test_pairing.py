"""Pairs and rounds are right for every shape of system."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.coaching import Pair
from livecoach.core.engagement import Organisation, Post
from livecoach.core.pairing import KINDS, counts_by_kind, possible_pairs, rounds, suggest


def system(shape: list[list[str]]) -> tuple[list[Organisation], list[Post]]:
    """Return organisations and posts from a list of roles each."""
    organisations = [Organisation(f"o{n:02d}", f"Org {n}", n) for n in range(len(shape))]
    posts = [
        Post(f"p{n:02d}{m:02d}", f"o{n:02d}", role, f"Org {n} {role}", place=m)
        for n, roles in enumerate(shape)
        for m, role in enumerate(roles)
    ]
    return organisations, posts


def by_kind(shape: list[list[str]]) -> Counter[str]:
    return Counter(pair.kind for pair in possible_pairs(*system(shape)))


shapes = st.lists(
    st.lists(st.sampled_from(["Chair", "CEO", "Other"]), max_size=4), max_size=10
).filter(lambda shape: sum(map(len, shape)) <= 30)


@given(st.integers(1, 15))
def test_a_chair_and_a_ceo_in_each_of_n_organisations(n: int) -> None:
    counts = by_kind([["Chair", "CEO"]] * n)
    assert counts["same_role"] == n * (n - 1)
    assert counts["same_organisation"] == n
    assert counts["other"] == n * (n - 1)
    assert counts.total() == n * (2 * n - 1)


def test_the_example_systems_ninety_one_pairs() -> None:
    both = [["Chair", "CEO"]] * 5
    counts = by_kind([*both, ["CEO"], ["Chair"], ["CEO"], ["CEO"]])
    assert counts == {"same_role": 43, "same_organisation": 5, "other": 43}


@given(shapes)
def test_every_pair_once_and_nobody_twice_in_a_round(shape: list[list[str]]) -> None:
    organisations, posts = system(shape)
    pairs = possible_pairs(organisations, posts)
    everybody = {frozenset(two) for two in combinations([post.uid for post in posts], 2)}
    assert {frozenset(pair.key) for pair in pairs} == everybody
    assert len(pairs) == len(everybody)
    made = rounds(pairs)
    seen = [pair.key for one in made for pair in one]
    assert len(seen) == len(set(seen)) == len(pairs)
    for one in made:
        busy = [uid for pair in one for uid in pair.key]
        assert one and len(busy) == len(set(busy))
        assert len({pair.kind for pair in one}) == 1
    order = [one[0].kind for one in made]
    assert order == sorted(order, key=[name for name, _ in KINDS].index)


@given(st.integers(2, 15))
def test_peers_go_round_in_as_few_rounds_as_the_circle_needs(n: int) -> None:
    made = rounds(possible_pairs(*system([["Chair", "CEO"]] * n)))
    peers = [one for one in made if one[0].kind == "same_role"]
    assert len(peers) == (n - 1 if n % 2 == 0 else n)
    assert len([one for one in made if one[0].kind == "same_organisation"]) == 1


@given(st.integers(2, 15))
def test_other_roles_of_other_organisations_take_the_fewest_rounds(n: int) -> None:
    made = rounds(possible_pairs(*system([["Chair", "CEO"]] * n)))
    assert len([one for one in made if one[0].kind == "other"]) == n - 1


def test_eight_organisations_take_fifteen_rounds() -> None:
    made = rounds(possible_pairs(*system([["Chair", "CEO"]] * 8)))
    assert (len(made), sum(len(one) for one in made)) == (15, 120)


def test_states_are_counted_and_what_matters_is_suggested_first() -> None:
    organisations, posts = system([["Chair", "CEO"]] * 3)
    pairs = possible_pairs(organisations, posts)
    first = suggest(pairs, {})
    assert first is not None and first.pair.kind == "same_role"
    assert "neither has had a pair yet" in first.reason
    held = Pair("1", *pairs[0].key, state="held")
    matters = Pair("2", *pairs[-1].key, matters=True)
    kept = {pairs[0].key: held, pairs[-1].key: matters}
    found = suggest(pairs, kept)
    assert found is not None and found.pair == pairs[-1] and "matters" in found.reason
    counts = counts_by_kind(pairs, kept)
    assert counts["same_role"] == {"held": 1, "none": 5}
    settled = {pair.key: Pair("x", *pair.key, state="held") for pair in pairs}
    assert suggest(pairs, settled) is None
    apart = suggest(pairs, {}, {pairs[4].key: 3})
    assert apart is not None and apart.pair == pairs[4]


@given(shapes)
def test_following_the_suggestion_covers_every_pair(shape: list[list[str]]) -> None:
    organisations, posts = system(shape[:4])
    pairs = possible_pairs(organisations, posts)
    kept: dict[tuple[str, str], Pair] = {}
    while found := suggest(pairs, kept):
        assert found.pair.key not in kept
        kept[found.pair.key] = Pair("x", *found.pair.key, state="held")
    assert set(kept) == {pair.key for pair in pairs}
