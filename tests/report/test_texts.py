"""The texts to start from are whole for every controller, filled in, and honest about the rest."""

from __future__ import annotations

import re

import pytest

from livecoach import paths
from livecoach.core.controller import CONTROLLERS
from livecoach.report.document import Listing, Table, all_words
from livecoach.report.texts import TEXTS, BadText, Value, gaps, parts_of, text_document

VALUES: dict[str, Value] = {
    "programme": "Riverbank | system", "purpose": "# To hear each other.", "starts": "1 Apr 2026",
    "ends": "31 Mar 2027", "organisations": "North and @public South", "seats": "14 posts",
    "logged": "moments.", "sharing": "- The group first.", "retain_until": "31 Mar 2029",
    "periods": ("Raw log: 90 days", "Agreement: 6 years"),
}  # fmt: skip


def read(text: str) -> str:
    return paths.resource(f"templates/texts/{text}.md").read_text("utf-8")


@pytest.mark.parametrize("controller", CONTROLLERS)
@pytest.mark.parametrize("text", [name for name, _, _ in TEXTS])
def test_each_text_is_filled_and_says_that_it_is_a_start(text: str, controller: str) -> None:
    document = text_document(read(text), controller, VALUES)
    words = "\n".join(all_words(document))
    assert "not legal advice" in document.status
    assert "Riverbank | system" in document.title
    assert not re.search(r"[{}]|^@", words)
    assert gaps(document) >= 3
    assert words.count("[") == words.count("]")
    assert all(block.items for block in document.blocks if isinstance(block, Listing))


def test_what_a_programme_says_is_never_taken_for_a_mark() -> None:
    document = text_document(read("record-of-processing"), "independent", VALUES)
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert {len(row) for row in table.rows} == {2}
    rows = {row[0]: row[1] for row in table.rows}
    assert rows["Purpose"] == "# To hear each other."
    assert rows["How long"] == "Raw log: 90 days; Agreement: 6 years"
    assert "North and @public South" in rows["Whose data"]


def test_a_controllers_own_lines_stand_alone() -> None:
    texts = {
        kind: "\n".join(all_words(text_document(read("privacy-notice"), kind, VALUES)))
        for kind in CONTROLLERS
    }
    assert "I am an independent coach" in texts["independent"]
    assert "task in the public interest" in texts["public"]
    assert "as its processor" in texts["processor"]
    assert "independent coach" not in texts["public"]
    assert "legitimate interest" not in texts["public"]


def test_the_agreement_has_the_parts_of_its_page() -> None:
    parts = parts_of(text_document(read("agreement"), "independent", VALUES))
    assert list(parts) == ["Parties", "What is logged", "What goes to whom", "How long it is kept",
                           "Anything else"]  # fmt: skip
    assert "- Raw log: 90 days\n- Agreement: 6 years" in parts["How long it is kept"]
    assert all(parts.values())


def test_a_text_that_asks_for_what_there_is_none_of_is_refused() -> None:
    with pytest.raises(BadText, match="'weather'"):
        text_document("# A {weather}", "independent", VALUES)
    with pytest.raises(BadText, match="no controller"):
        text_document("# A", "nobody", VALUES)


def test_the_texts_are_in_plain_british_words() -> None:
    for name, _, _ in TEXTS:
        text = read(name)
        assert not re.search(r"\b(organization|program's data|color|utiliz|behavior)", text)
        assert "TODO" not in text and "lorem" not in text.lower()
