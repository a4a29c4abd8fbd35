"""The backups there are, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from livecoach.ui.backups import saying
from livecoach.ui.backups.ports import There
from livecoach.ui.backups.table import HERE, BackupTable, Row
from livecoach.ui.programme.flow import flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text
from livecoach.ui.widgets.twice import Twice

HOW = (
    "Livecoach makes one by itself when a session ends, and once a day. All of the last two days "
    "stay, then the newest of each day and week. None stays longer than 35 days, save the newest, "
    "so that what you delete is not kept on for long. Each is one encrypted file that opens with "
    "the passphrase of its day."
)


class BackupsCard(Card):
    """A table, a line about the newest, and the buttons under it."""

    def __init__(
        self,
        theme: Theme,
        back_up: Callable[[], object],
        restore: Callable[[Path], object],
        delete: Callable[[Path], object],
    ) -> None:
        super().__init__(theme, "Backups")
        self._restore, self._delete = restore, delete
        self.summary = Text(theme, "Looking…", "body", wrap=True)
        self.body.addWidget(self.summary)
        self.table = BackupTable(theme)
        self.table.hide()
        self.body.addWidget(self.table)
        self.wrong = Text(theme, "", "trouble", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.now = Button(theme, "Back up now", back_up, kind="primary")
        self.inside = Button(theme, "Look inside or restore…", self._look)
        self.gone = Twice(theme, "Delete the damaged file", "Delete it for good?", self._drop)
        self.gone.hide()
        self.body.addWidget(flow(self.now, self.inside, self.gone, spacing=10))
        self.body.addWidget(Text(theme, HOW, "small", wrap=True))
        self.table.current_changed.connect(lambda _: self._show_current())
        self.table.model().dataChanged.connect(lambda: self._read())

    def say(self, there: There) -> None:
        """Show what there is."""
        self.table.setVisible(bool(there.rows))
        self.table.show_backups(there.rows)
        self._count()
        self._show_current()

    def making(self, on: bool) -> None:
        """Show that one is being made."""
        self.now.setEnabled(not on)
        self.now.say("Backing up…" if on else "Back up now")

    def _count(self) -> None:
        here = [one for one in self.table.rows() if one.place == HERE]
        good = [one for one in here if not one.found.trouble]
        bad = len(self.table.rows()) - sum(not one.found.trouble for one in self.table.rows())
        if not good:
            words = "There is no backup yet."
        else:
            newest = good[0]
            read = "reads back" if newest.found.read else "is being read back"
            words = (
                f"{saying.number(len(good), 'backup')} here; the newest, of "
                f"{saying.when(newest.found.made_utc_ms)}, {read}."
            )
        if bad:
            words += f" {saying.number(bad, 'file is', 'files are')} damaged."
        self.summary.say(words)

    def _read(self) -> None:
        self._count()
        self._show_current()

    def _show_current(self) -> None:
        one = self.table.current()
        trouble = "" if one is None else one.found.trouble
        self.wrong.say(trouble)
        self.wrong.setVisible(bool(trouble))
        self.gone.setVisible(bool(trouble))
        if not trouble:
            self.gone.rest()
        self.inside.setEnabled(not trouble and self._newest() is not None)

    def _look(self) -> None:
        one = self.table.current() or self._newest()
        if one is not None:
            self._restore(one.found.path)

    def _newest(self) -> Row | None:
        return next((one for one in self.table.rows() if not one.found.trouble), None)

    def _drop(self) -> None:
        one = self.table.current()
        if one is not None and one.found.trouble:
            self._delete(one.found.path)
