"""Make a vault that is gone when it is closed, for the demo and for tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from livecoach.store import durable, keys
from livecoach.store.writer import Writer


@contextmanager
def throwaway(
    on_saved: Callable[[str], None] | None = None,
    on_trouble: Callable[[str, str], None] | None = None,
) -> Iterator[Writer]:
    """Open a vault in a private temporary folder; its key is in memory alone."""
    from livecoach.store.connection import FILE_NAME

    folder = Path(tempfile.mkdtemp(prefix="livecoach-"))  # made for its owner alone
    try:
        durable.make_private_file(folder / FILE_NAME)
        writer = Writer(folder, keys.new_key(), on_saved, on_trouble)
        try:
            yield writer
        finally:
            writer.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
