from __future__ import annotations

from pathlib import Path

import pytest

from tests.security.purges import purged_without_residue


@pytest.mark.parametrize("seed", range(3))
def test_nothing_purged_is_left_and_nothing_kept_reads_otherwise(tmp_path: Path, seed: int) -> None:
    assert purged_without_residue(tmp_path, seed) == []
