"""A programme in its usual place, backed up at three moments and holding five."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from livecoach.core.edit import Edit, insert
from livecoach.core.engagement import Engagement
from livecoach.core.ids import new_uid
from livecoach.store import backup, header
from livecoach.store.writer import Writer
from livecoach.ui.program import Program
from tests.store.vaults import Meeting, made, meeting, moments, writing


class Kept:
    """The vault's folder, its key, its backup, and the meeting in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = made(folder)
        self.about: Meeting = meeting()
        with writing(folder, self.key) as writer:
            named = Engagement(new_uid(), "Riverbank system")
            writer.save(Edit(new_uid(), "New programme", "", (insert(named),)))
            writer.save(self.about.begins())
            self._tag(writer, 1, 2, 3)
            self.backup = self.back_up(writer, "day")
            self._tag(writer, 4, 5)

    def _tag(self, writer: Writer, *numbers: int) -> None:
        for number in numbers:
            writer.save(self.about.tag(number))

    def back_up(self, writer: Writer, why: str) -> Path:
        target, keys = backup.next_name(self.folder / backup.FOLDER, why), header.read(self.folder)
        make = partial(backup.make, keys=keys, key=self.key, target=target)
        return writer.ask(make).path


def held(program: Program) -> int:
    """Return how many moments the open programme holds."""
    assert program.opened is not None
    return moments(program.opened.writer)
