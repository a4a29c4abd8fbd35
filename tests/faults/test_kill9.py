from __future__ import annotations

import pytest

from livecoach.core.edit import Edit
from livecoach.store.writer import Writer
from tests.faults import kill9


def test_no_acknowledged_edit_is_lost_or_doubled_by_a_kill() -> None:
    tally = kill9.run(kills=25, seed=5)
    assert tally.faults == []
    assert tally.kills == 25
    assert tally.acknowledged > 50  # a slow machine saves fewer between two kills


def test_a_writer_that_speaks_too_soon_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Writer.save

    def too_soon(writer: Writer, edit: Edit) -> None:
        for tell in writer._on_saved:
            tell(edit.uid)
        real(writer, edit)

    monkeypatch.setattr(Writer, "save", too_soon)
    assert any("lost" in words for words in kill9.run(kills=12, seed=5).faults)
