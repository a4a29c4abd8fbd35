"""Themes over conversations are counted, and never traced to one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.coaching import USES, Diagnosis, Theme
from livecoach.core.themes import FEWEST, tellable, themes_over

THEMES = [Theme("trust", "Trust", 0), Theme("money", "Money", 1)]
said = st.lists(
    st.builds(
        Diagnosis,
        uid=st.uuids().map(str),
        session=st.sampled_from(["a", "b", "c", "d"]),
        prompt=st.just("history"),
        text=st.text(max_size=5),
        theme=st.sampled_from(["trust", "money", None]),
        may_be_used=st.sampled_from(USES),
    ),
    max_size=30,
)


@given(said)
def test_a_theme_is_told_only_from_three_conversations_on(rows: list[Diagnosis]) -> None:
    for line in themes_over(THEMES, rows):
        usable = {
            row.session for row in rows if row.theme == line.theme and row.may_be_used != "nothing"
        }
        assert line.conversations == (len(usable) if len(usable) >= FEWEST else None)
        assert (line.name in tellable([line])) == (len(usable) >= FEWEST)


@given(said)
def test_no_words_of_a_conversation_are_in_its_themes(rows: list[Diagnosis]) -> None:
    assert [line.name for line in themes_over(THEMES, rows)] == ["Trust", "Money"]
