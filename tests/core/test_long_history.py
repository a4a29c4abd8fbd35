from __future__ import annotations

from livecoach.core import history
from livecoach.core.edit import Edit
from livecoach.core.history import History

SESSION = 2 * history.MOST_KEPT + 7


def pressed() -> tuple[History, list[Edit], list[str]]:
    """Return a history of a long session, its journal, and what is applied in its order."""
    journal: list[Edit] = []
    applied: list[str] = []
    kept = History(
        lambda edit: applied.append(f"{edit.act} {edit.label}"),
        journal.append,
        lambda edit: None,
        lambda: list(journal),
    )
    for number in range(SESSION):
        kept.do(Edit(f"edit-{number}", str(number), "session", ()))
    return kept, journal, applied


def test_every_edit_of_a_long_session_is_undone_in_order_and_none_twice() -> None:
    kept, _, applied = pressed()
    applied.clear()
    while kept.undo() is not None:
        pass
    assert applied == [f"undo {number}" for number in reversed(range(SESSION))]


def test_undone_and_done_again_across_what_is_kept_in_memory() -> None:
    kept, _, applied = pressed()
    back = history.MOST_KEPT + 50
    for _ in range(back):
        kept.undo()
    applied.clear()
    for _ in range(back):
        kept.redo()
    assert applied == [f"redo {number}" for number in range(SESSION - back, SESSION)]
    assert kept.redo() is None
    assert kept.undo_label() == str(SESSION - 1)


def test_a_long_session_keeps_only_its_newest_edits_in_memory() -> None:
    kept, _, _ = pressed()
    assert len(kept._done) <= history.MOST_KEPT
