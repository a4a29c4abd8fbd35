"""Guard against a Qt for Python that wears out None and, on Python 3.11, ends the process."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPen

ROOT = Path(__file__).resolve().parent.parent
CALLS = 4000
SLACK = 40  # what other threads may hold or let go of meanwhile


def wear(act: Callable[[], object]) -> int:
    """Return by how many references to None the count moves while ``act`` is called often."""
    act()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        act()
    return abs(sys.getrefcount(None) - before)


@pytest.mark.parametrize("name", ["setObjectName", "blockSignals", "setInterval", "event"])
def test_calls_on_objects_do_not_wear_none_out(name: str) -> None:
    thing, timer, event = QObject(), QTimer(), QEvent(QEvent.Type.User)
    acts: dict[str, Callable[[], object]] = {
        "setObjectName": lambda: thing.setObjectName("a"),
        "blockSignals": lambda: thing.blockSignals(False),
        "setInterval": lambda: timer.setInterval(10),
        "event": event.accept,
    }
    assert wear(acts[name]) < SLACK


def test_painting_does_not_wear_none_out() -> None:
    page = QImage(8, 8, QImage.Format.Format_ARGB32)
    pen, colour = QPen(), QColor(1, 2, 3)
    painter = QPainter(page)
    try:
        assert wear(lambda: painter.fillRect(0, 0, 8, 8, colour)) < SLACK
        assert wear(lambda: painter.drawLine(0, 0, 8, 8)) < SLACK
        assert wear(lambda: painter.setPen(pen)) < SLACK
        assert wear(lambda: pen.setColor(colour)) < SLACK
    finally:
        painter.end()


def test_the_release_that_wears_none_out_is_refused_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (asked,) = [line for line in project["dependencies"] if line.startswith("PySide6")]
    assert "!=6.12.0" in asked
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        (pinned,) = re.findall(r"^pyside6-essentials==(\S+)", text, re.MULTILINE)
        assert pinned != "6.12.0"
