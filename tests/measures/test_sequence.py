from __future__ import annotations

from itertools import permutations
from math import sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from livecoach.measures.permuting import holm, permutation_p
from livecoach.measures.quasi import fit, leverages
from livecoach.measures.sequence import (
    adjusted_residuals,
    too_few,
    transitions,
    yules_q,
)

tables = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 40), min_size=k, max_size=k), min_size=k, max_size=k)
)
codes = st.lists(st.sampled_from(["a", "b", "c", "d", None]), max_size=60)
GENDER_BY_PARTY = [[279, 73, 225], [165, 47, 191]]  # Agresti 2007, table 2.5


def test_transitions_count_what_comes_next() -> None:
    assert transitions(["a", "b", "a", "a", "c"]) == (
        ["a", "b", "c"],
        [[1, 1, 1], [1, 0, 0], [0] * 3],
    )
    assert transitions(["a", "b", "a", "a", "c"], lag=2)[1] == [[1, 0, 1], [1, 0, 0], [0, 0, 0]]
    assert transitions([]) == ([], [])


def test_no_transition_crosses_a_break() -> None:
    assert transitions(["a", "b", None, "a", "b"])[1] == [[0, 2], [0, 0]]
    assert transitions(["a", "b", None, "a", "b"], lag=2)[1] == [[0, 0], [0, 0]]


def test_a_lag_looks_forward() -> None:
    with pytest.raises(ValueError, match="a lag is 1 or more, not 0"):
        transitions(["a"], lag=0)


@given(codes, st.integers(1, 4))
def test_every_code_but_the_last_ones_leads_once(stream: list[str | None], lag: int) -> None:
    _, matrix = transitions(stream, lag)
    stretches = [len(part) for part in "".join(code or " " for code in stream).split(" ")]
    assert sum(map(sum, matrix)) == sum(max(0, length - lag) for length in stretches)


def test_residuals_of_the_published_table() -> None:
    table = adjusted_residuals(GENDER_BY_PARTY)
    top = [round(z, 2) for z in table.residuals[0] if z is not None]
    assert top == [2.29, 0.46, -2.62]
    assert [round(z, 2) for z in table.residuals[1] if z is not None] == [-2.29, -0.46, 2.62]
    assert table.expected[0] == pytest.approx([261.4163, 70.6531, 244.9306], abs=5e-5)
    assert (round(table.x2, 4), round(table.g2, 4), table.df) == (7.0095, 7.0026, 2)


@given(tables)
def test_residuals_are_those_of_allison_and_liker(matrix: list[list[int]]) -> None:
    n = sum(map(sum, matrix))
    table = adjusted_residuals(matrix)
    for i, row in enumerate(matrix):
        for j, count in enumerate(row):
            p_i = sum(row) / n
            p_j = sum(line[j] for line in matrix) / n
            z = (count / sum(row) - p_j) / sqrt(p_j * (1 - p_j) * (1 - p_i) / (n * p_i))
            assert table.residuals[i][j] == pytest.approx(z, abs=1e-9)
            assert table.expected[i][j] == pytest.approx(sum(row) * p_j)


@given(tables)
def test_leverage_of_a_full_table_has_its_closed_form(matrix: list[list[int]]) -> None:
    n = sum(map(sum, matrix))
    h = leverages(fit(matrix, [[True] * len(row) for row in matrix]))
    for i, row in enumerate(matrix):
        for j in range(len(row)):
            column = sum(line[j] for line in matrix)
            expected = 1 - (1 - sum(row) / n) * (1 - column / n)
            assert h[i][j] == pytest.approx(expected, abs=1e-9)


def test_codes_that_cannot_repeat() -> None:
    # Expected counts, residuals and G² as an independent design matrix gives them.
    matrix = [[0, 5, 9, 2], [7, 0, 4, 3], [6, 8, 0, 1], [3, 2, 2, 0]]
    table = adjusted_residuals(matrix, repeats=False)
    assert table.df == (4 - 1) ** 2 - 4
    assert [table.residuals[i][i] for i in range(4)] == [None] * 4
    assert table.expected[0] == pytest.approx([0, 6.7812, 7.0029, 2.2159], abs=5e-5)
    assert table.residuals[0][1:] == pytest.approx([-1.3074, 1.4691, -0.2007], abs=5e-5)
    assert (round(table.g2, 4), round(table.x2, 4)) == (3.7824, 3.7989)


@given(tables)
def test_fitting_keeps_the_margins_and_the_products(matrix: list[list[int]]) -> None:
    assume(len(matrix) >= 4)  # smaller tables can force an expected count to nothing
    k = len(matrix)
    table = adjusted_residuals(matrix, repeats=False)
    expected = table.expected
    kept = [[0 if i == j else matrix[i][j] for j in range(k)] for i in range(k)]
    for i in range(k):
        assert expected[i][i] == 0
        assert sum(expected[i]) == pytest.approx(sum(kept[i]))
        assert sum(row[i] for row in expected) == pytest.approx(sum(row[i] for row in kept))
    # Quasi-independence: the ratio of two rows is the same in every column free in both.
    ratios = [
        expected[0][j] * expected[1][2] - expected[1][j] * expected[0][2] for j in range(3, k)
    ]
    assert ratios == pytest.approx([0] * len(ratios), abs=1e-6 * sum(map(sum, kept)) ** 2)
    assert table.df == (k - 1) ** 2 - k


@given(tables)
def test_what_stands_on_a_structural_zero_is_left_out(matrix: list[list[int]]) -> None:
    cleared = [[0 if i == j else value for j, value in enumerate(row)]
               for i, row in enumerate(matrix)]  # fmt: skip
    assert adjusted_residuals(matrix, repeats=False) == adjusted_residuals(cleared, repeats=False)


def test_two_codes_that_cannot_repeat_leave_nothing_to_test() -> None:
    table = adjusted_residuals([[0, 6], [5, 0]], repeats=False)
    assert table.residuals == [[None, None], [None, None]]
    assert (table.df, table.g2, table.x2) == (0, 0, 0)


def test_a_code_that_never_leads_has_no_residual() -> None:
    table = adjusted_residuals([[8, 6, 4], [5, 9, 3], [0, 0, 0]])
    assert table.residuals[2] == [None, None, None]
    assert table.df == 2
    assert adjusted_residuals([]).df == 0


@pytest.mark.parametrize(
    ("matrix", "repeats", "words"),
    [
        ([[1, 2], [3]], True, "as many cells as the first"),
        ([[1, 2, 3], [3, 4, 5]], False, "as many rows as columns"),
        ([[1, -2], [3, 4]], True, "cannot be negative"),
    ],
)
def test_a_table_that_is_none_is_refused(
    matrix: list[list[int]], repeats: bool, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        adjusted_residuals(matrix, repeats)


def test_no_z_where_a_cell_expects_fewer_than_five() -> None:
    assert not too_few(adjusted_residuals(GENDER_BY_PARTY))
    assert too_few(adjusted_residuals([[30, 5], [20, 3]]))
    assert too_few(adjusted_residuals([[30, 25], [0, 0]]))
    assert too_few(adjusted_residuals([]))
    assert not too_few(adjusted_residuals([[0, 9, 9], [9, 0, 9], [9, 9, 0]], False), repeats=False)


def test_yules_q() -> None:
    assert yules_q([[10, 5], [5, 10]], 0, 0) == pytest.approx(75 / 125)
    assert yules_q([[3, 0], [0, 0]], 0, 0) is None


def test_a_seeded_draw_gives_the_same_answer() -> None:
    stream = list("abacabadabcbcadbcab")
    assert permutation_p(stream, rounds=50, seed=3) == permutation_p(stream, rounds=50, seed=3)
    assert permutation_p(stream, rounds=50, seed=3) != permutation_p(stream, rounds=50, seed=4)


def test_a_pattern_stands_out_and_noise_does_not() -> None:
    pattern: list[str | None] = list("abcd" * 8)
    assert permutation_p(pattern, rounds=199).table == pytest.approx(1 / 200)
    assert permutation_p(list("aabbabbbaabaabab"), rounds=199).table > 0.05


def test_permutation_p_agrees_with_counting_every_order() -> None:
    found = permutation_p(list("aaabb"), rounds=4000)
    assert found.cells[0][0] == pytest.approx(_exact_p("aaabb"), abs=0.03)


def _exact_p(codes: str) -> float:
    _, observed = transitions(list(codes))
    want = adjusted_residuals(observed).expected[0][0]
    orders = sorted(set(permutations(codes)))
    far = [abs(transitions(list(order))[1][0][0] - want) for order in orders]
    return sum(one >= abs(observed[0][0] - want) - 1e-9 for one in far) / len(orders)


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abc"), min_size=4, max_size=30), st.integers(0, 5))
def test_shuffles_of_codes_that_cannot_repeat_never_repeat(stream: list[str], seed: int) -> None:
    once = [code for i, code in enumerate(stream) if not i or stream[i - 1] != code]
    found = permutation_p(once, repeats=False, rounds=20, seed=seed)
    assert 0 < found.table <= 1
    if (
        len(set(once)) == 2
    ):  # two codes that take turns: the only orders are alike, up to which leads
        assert found.table == 1


def test_codes_that_repeat_are_not_shuffled_as_if_they_could_not() -> None:
    with pytest.raises(ValueError, match="follows itself"):
        permutation_p(list("aab"), repeats=False)


def test_several_cells_are_looked_at_at_once() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []
