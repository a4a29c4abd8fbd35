"""What Qt for Python reads only to word an error waits until a window has been painted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
START = """
import sys
from livecoach.ui import later
later.put_off()
from PySide6.QtWidgets import QApplication, QLabel

def read():
    return sorted(name for name in later.NAMES if type(sys.modules[name]) is not later.Later)

app = QApplication([])
label = QLabel("a window")
label.show()
app.processEvents()
print(read())
later.read_now()
print(read() == sorted(later.NAMES))
try:
    label.setText(1.5)
except TypeError as error:
    print(error)
"""
PROGRAM = """
import sys
from livecoach.ui import later
from livecoach.main import run
found = []
def look(program_read):
    from PySide6 import QtCore
    found.append([name for name in later.NAMES if type(sys.modules[name]) is not later.Later])
    found.append("Qt" in vars(QtCore))
    program_read()
    from PySide6.QtWidgets import QApplication
    QApplication.quit()
usual = later.read_now
later.read_now = lambda: look(usual)
run(None)
print(found)
"""


def said(code: str, home: Path) -> list[str]:
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **dict.fromkeys(places, str(home))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_wrong_call_is_told_in_qts_own_words_all_the_same(tmp_path: Path) -> None:
    before, after, *words = said(START, tmp_path)
    assert before == "[]", "something was read before the window, so nothing is won"
    assert after == "True"
    assert words[0] == "'PySide6.QtWidgets.QLabel.setText' called with wrong argument types:"
    assert "setText(arg__1: str, /)" in "\n".join(words)


def test_the_first_page_is_painted_before_signatures_are_read_and_qt_is_named(
    tmp_path: Path,
) -> None:
    assert said(PROGRAM, tmp_path) == ["[[], False]"]
