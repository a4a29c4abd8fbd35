"""Conversations, pairs and the agreement: kept as they are left, undone, and told to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from livecoach.core.coaching import Agreement, Diagnosis, PairNote
from livecoach.core.edit import Change, Edit, insert
from livecoach.core.engagement import Engagement
from livecoach.core.ids import new_uid
from livecoach.store import reading
from livecoach.ui.conversations.agreement import AgreementPage
from livecoach.ui.conversations.one_to_one import ConversationPage
from livecoach.ui.conversations.pair_page import PairPage
from livecoach.ui.programme.session import SessionPage
from livecoach.ui.theme import Theme
from tests.ui.example_desk import Example, close, example_desk


@pytest.fixture
def example(qapp: QApplication, tmp_path: Path) -> Iterator[Example]:
    """Open a desk on the example."""
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as made:
        yield made
    theme.deleteLater()


def test_what_was_said_is_kept_with_how_it_may_be_used(example: Example) -> None:
    page = ConversationPage(example.desk, example.session)
    page.show()
    page._add_theme("Trust")
    page.add("history")
    (item,) = page.items("history")
    page._amend_text(item.uid, "Two winters of blame.")
    theme = page.theme_lines()[0].theme
    page._amend_theme(item.uid, theme)
    page._amend_use(item.uid, "theme")
    example.saved()
    (kept,) = example.writer.ask(lambda db: reading.rows(db, Diagnosis))
    assert (kept.text, kept.theme, kept.may_be_used) == ("Two winters of blame.", theme, "theme")
    QApplication.processEvents()
    shown = [one.text() for one in page.themes.findChildren(QLabel)]
    assert "Trust" in shown and "fewer than three conversations" in shown
    page.book.undo()
    assert page.items("history")[0].may_be_used == "nothing"
    assert page._fields[item.uid][2].value() == "nothing"
    page.book.redo()
    assert page._fields[item.uid][2].value() == "theme"
    close(page)


def test_an_undo_that_is_offered_goes_with_the_next_edit(example: Example) -> None:
    page = ConversationPage(example.desk, example.session)
    page.show()
    page.add("history")
    page.add("history")
    first, second = page.items("history")
    page.delete(first.uid)
    assert page.notice.words() == "Deleted."
    page._amend_text(second.uid, "Something else.")
    assert page.notice.words() == ""
    close(page)
    again = ConversationPage(example.desk, example.session)
    again.book.undo()  # after a restart too
    assert again.items("history")[0].theme is None
    close(again)


def test_a_question_can_be_put_in_the_coachs_own_words(example: Example) -> None:
    page = ConversationPage(example.desk, example.session)
    page.add("mindsets")
    page._ask("mindsets", "What do you think they think?")
    example.saved()
    close(page)
    again = ConversationPage(example.desk, example.session)
    assert dict(again._prompts())["mindsets"] == "What do you think they think?"
    close(again)


def test_a_pair_session_has_its_own_page(example: Example) -> None:
    page = PairPage(example.desk, example.session)
    page.fields["shifted"].area.setPlainText("They asked each other first.")
    page.fields["shifted"].keep_now()
    assert page.leaving()
    example.saved()
    (kept,) = example.writer.ask(lambda db: reading.rows(db, PairNote))
    assert kept.shifted == "They asked each other first."
    page.book.undo()
    assert page.fields["shifted"].area.toPlainText() == ""
    close(page)


@pytest.mark.parametrize(("kind", "leads"), [("one_to_one", "Conversation"), ("pair", "Pair notes"),
                                             ("live", "Review")])  # fmt: skip
def test_a_sessions_page_leads_first_to_what_was_written_in_it(
    example: Example, kind: str, leads: str
) -> None:
    before = example.writer.ask(lambda db: reading.session(db, example.session))
    change = Change(before, replace(before, kind=kind, state="ended"))
    example.desk.saving.save(Edit(new_uid(), "Kind", example.session, (change,)))
    example.saved()
    page = SessionPage(example.desk, example.session)
    page.show()
    shown = [button for button in page.ways.values() if button.isVisible()]
    assert (shown[0].text(), shown[0]._kind) == (leads, "primary")
    assert [one.text() for one in shown if one._kind == "primary"] == [leads]
    close(page)


def test_an_agreed_version_stands_and_a_new_one_begins_from_it(example: Example) -> None:
    page = AgreementPage(example.desk)
    page._amend(sharing="Themes to the sponsor.")
    page._agree("3 Nov 2026")
    with pytest.raises(ValueError, match="Begin a new version"):
        page._amend(sharing="Everything to everybody.")
    page.begin()
    page._amend(sharing="Themes, after the group has seen them.")
    example.saved()
    kept = example.writer.ask(lambda db: reading.rows(db, Agreement))
    assert [(one.version, one.agreed_on, one.sharing) for one in kept] == [
        (1, "2026-11-03", "Themes to the sponsor."),
        (2, "", "Themes, after the group has seen them."),
    ]
    close(page)


def test_what_the_programmes_page_says_is_the_first_version(
    qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as made:
        said = Engagement(new_uid(), "Own", agreement_text="No recording.", sharing="Group first.")
        made.desk.save(Edit(new_uid(), "Own", "", (insert(said),)))
        made.saved()
        page = AgreementPage(made.desk)
        assert page.fields["text"].area.toPlainText() == "No recording."
        assert "draft" in page._state.text() and page.start.isHidden()
        page._agree("3 Nov 2026")
        made.saved()
        (kept,) = made.writer.ask(lambda db: reading.rows(db, Agreement))
        assert (kept.version, kept.text, kept.sharing) == (1, "No recording.", "Group first.")
        close(page)
    theme.deleteLater()


def test_undo_here_never_takes_back_what_another_page_did(example: Example) -> None:
    page = PairPage(example.desk, example.session)
    page.fields["purpose"].area.setPlainText("To meet.")
    page.fields["purpose"].keep_now()
    example.saved()
    close(page)
    agreement = AgreementPage(example.desk)
    assert not agreement.book.undo()
    assert example.writer.ask(lambda db: reading.rows(db, PairNote))
    close(agreement)
