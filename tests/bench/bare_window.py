"""Show the barest Qt window there is: what starting and memory are measured against."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel

if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = QLabel("A bare window")
    window.resize(1440, 900)
    window.show()
    sys.exit(app.exec())
