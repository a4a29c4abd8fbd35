"""Hold what belongs to the vault that is open."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from livecoach.store.writer import Writer
from livecoach.ui.saving import Saving


@dataclass(frozen=True, slots=True)
class Opened:
    """The vault that is open: where, its key (none for the example), and its writer."""

    folder: Path
    key: bytes | None
    writer: Writer
    saving: Saving
    leave: ExitStack  # closes the writer, and takes a throw-away vault away
