"""Files that were tampered with are taken whole or refused in a sentence; nothing falls over."""

from __future__ import annotations

from pathlib import Path

from tests.security.fuzz_imports import fuzz, targets


def test_mutated_files_are_taken_whole_or_refused_in_words(tmp_path: Path) -> None:
    found = fuzz(1_200, 20260305, tmp_path)
    assert sum(found.values()) == 1_200
    for target in targets():
        assert found[f"{target.name} refused"] > 0, "no mutation was bad enough to be refused"
