from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.session import CheckOut
from livecoach.measures.check_out import totals

answers = st.lists(
    st.tuples(st.none() | st.integers(0, 10), st.none() | st.booleans()), max_size=20
)


def answer(heard: int | None, learned: bool | None) -> CheckOut:
    return CheckOut("c", "s1", heard=heard, learned=learned)


def test_totals_of_five() -> None:
    found = totals(answer(heard, heard > 5) for heard in (7, 3, 8, 10, 6))
    assert (found.n, found.mean, found.median) == (5, 6.8, 7.0)
    assert (found.seven_or_more, found.learned) == (3, 4)


@given(answers)
def test_nothing_is_told_below_five_answers(
    given_answers: list[tuple[int | None, bool | None]],
) -> None:
    found = totals(answer(heard, learned) for heard, learned in given_answers)
    assert found.n == sum(heard is not None for heard, _ in given_answers)
    told = (found.mean, found.median, found.seven_or_more)
    assert all((one is None) == (found.n < 5) for one in told)
    assert (found.learned is None) == (found.learned_n < 5)
