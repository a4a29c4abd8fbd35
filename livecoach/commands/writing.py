"""Write a file out whole and say so, and whether it took the place of an older one."""

from __future__ import annotations

from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, and print its name: "Replaced" where one stood there."""
    from livecoach.store.durable import write_whole

    stood = path.exists()
    write_whole(path, content)
    print(f"{'Replaced' if stood else 'Wrote'} {path}")
