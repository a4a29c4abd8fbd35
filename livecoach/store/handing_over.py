"""Hand an edit to the writer, and let it have the machine until the edit is on disk, or nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from livecoach.core.edit import Edit
    from livecoach.store.writer import Writer

HEAD_START_S = 0.006  # with the painting that follows, still within one frame of the screen


def hand_over(writer: Writer, edit: Edit) -> None:
    """
    Hand an edit to be saved; return once it is on disk, or after ``HEAD_START_S`` without it.

    Painting what was pressed would otherwise take the processor, and the interpreter's lock,
    from the writer in those very milliseconds: the edit then reached the disk twice as late, and
    was painted twice, first as not saved. A disk that is slower is not waited for.
    """
    writer.save(edit)
    writer.flush(HEAD_START_S)
