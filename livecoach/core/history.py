"""Do, undo and redo edits without end, across restarts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from livecoach.core.edit import Edit, inverse

MOST_KEPT = 1000


def _nothing_earlier() -> Iterable[Edit]:
    return ()


class History:
    """
    The edits of one scope, newest last.

    ``apply`` folds an edit into the read model, ``save`` hands it to the vault, ``notify``
    tells the windows. ``earlier`` gives the edits journalled so far; it is asked only when an
    undo or redo reaches back before this start, or before the newest edits that are kept in
    memory, so that opening stays quick and a long session stays small.
    """

    def __init__(
        self,
        apply: Callable[[Edit], None],
        save: Callable[[Edit], None],
        notify: Callable[[Edit], None],
        earlier: Callable[[], Iterable[Edit]] = _nothing_earlier,
    ) -> None:
        self._apply = apply
        self._save = save
        self._notify = notify
        self._earlier = earlier
        self._recalled = False
        self._forked = False
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def do(self, edit: Edit) -> Edit:
        """Apply an edit, hand it to be saved, and tell of it. Return it."""
        if edit.act == "do":
            self._undone.clear()
            self._forked = True  # what was undone before this start cannot be redone now
            self._done.append(edit)
            if len(self._done) > MOST_KEPT and self._earlier is not _nothing_earlier:
                del self._done[: MOST_KEPT // 2]
                self._recalled = False  # the journal has them
        self._carry_out(edit)
        return edit

    def undo(self) -> Edit | None:
        """Take back the newest edit. Return the edit that did so, or None at the beginning."""
        if not self._done:
            self._recall()
        if not self._done:
            return None
        back = inverse(self._done.pop(), "undo")
        self._undone.append(back)
        self._carry_out(back)
        return back

    def redo(self) -> Edit | None:
        """Do again what was undone last. Return the edit that did so, or None."""
        if not self._undone and not self._forked:
            self._recall()
        if not self._undone:
            return None
        again = inverse(self._undone.pop(), "redo")
        self._done.append(again)
        self._carry_out(again)
        return again

    def next_undo(self) -> Edit | None:
        """Return the edit an undo would take back, or None."""
        if not self._done:
            self._recall()
        return self._done[-1] if self._done else None

    def next_redo(self) -> Edit | None:
        """Return the undo that a redo would take back, or None."""
        if not self._undone and not self._forked:
            self._recall()
        return self._undone[-1] if self._undone else None

    def undo_label(self) -> str:
        """Return what an undo would take back, or ""."""
        edit = self.next_undo()
        return "" if edit is None else edit.label

    def redo_label(self) -> str:
        """Return what a redo would do again, or ""."""
        edit = self.next_redo()
        return "" if edit is None else edit.label

    def _carry_out(self, edit: Edit) -> None:
        self._apply(edit)
        self._save(edit)
        self._notify(edit)

    def _recall(self) -> None:
        """Rebuild both stacks from the journal; notes ("note") are never taken back."""
        if self._recalled:
            return
        self._recalled = True
        done: list[Edit] = []
        undone: list[Edit] = []
        for edit in self._earlier():
            if edit.act == "do":
                done.append(edit)
                undone.clear()
            elif edit.act == "undo" and done:
                done.pop()
                undone.append(edit)
            elif edit.act == "redo" and undone:
                undone.pop()
                done.append(edit)
        self._done[:0] = done
        if not self._forked:
            self._undone[:0] = undone
