"""The windows can be painted without a screen, as the README's pictures are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from livecoach import paths
from livecoach.ui import pictures


@pytest.fixture
def painted(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr(paths, "vaults_folder", lambda: tmp_path / "vaults")
    return pictures.paint_all(tmp_path / "pictures")


def colours(path: Path) -> set[int]:
    image = QImage(str(path))
    return {
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }


def test_every_window_is_painted_at_both_sizes_and_none_is_empty(painted: list[Path]) -> None:
    names = {path.stem for path in painted}
    for window in ("first-run", "sessions-light", "session-light", "board", "review-dark",
                   "live-light", "live-dark", "live-discreet", "summary", "checkout",
                   "checkout-asked", "conversation", "pair", "pairs-dark", "trends-dark",
                   "agreement", "invite", "pulse", "held", "erase", "purge", "holds", "processing",
                   "texts", "protection", "privacy", "bring"):  # fmt: skip
        for width, height in pictures.SIZES:
            assert f"{window}-{width}x{height}" in names
    assert {"live-compact-light", "live-compact-dark"} <= names
    for path in painted:
        assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0
        if not path.stem.startswith("curtain"):
            assert len(colours(path)) > 5, path.name
    sizes = {path.stem: QImage(str(path)).size() for path in painted}
    assert sizes["live-dark-1280x720"].width() == 1280
    assert sizes["live-dark-1280x720"].height() == 720
