from __future__ import annotations

import pytest

from livecoach.core.naming import names_of

HER = names_of(["ICB Chair"], ["Dr Jane Will"], ["Deputy ICB Chair", "Jane Poe", "Acute CEO"])


@pytest.mark.parametrize(
    "text", ["ICB Chair", "the icb  chair's view", "DR JANE WILL said", "Then Will left.", "(Will)"]
)
def test_a_person_is_found_however_written(text: str) -> None:
    assert HER.mentioned(text)
    assert not HER.mentioned(HER.cleaned(text, "[a member]"))


@pytest.mark.parametrize(
    "text", ["we will see", "Willing", "Jane Poe", "Jane", "the Deputy ICB Chair", "Acute CEO", ""]
)
def test_nobody_else_is_taken_for_them(text: str) -> None:
    assert not HER.mentioned(text)
    assert HER.cleaned(text, "[a member]") == text


def test_a_title_two_people_share_names_neither() -> None:
    assert not names_of(["CEO"], [""], ["CEO"]).mentioned("The CEO spoke")
