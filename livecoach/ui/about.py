"""Say which Livecoach this is, what it stands on, and under which licences."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, metadata, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from livecoach import __version__, paths
from livecoach.store.library import own_folder
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

# distribution, what it does here, its licence where its own metadata leave that open
LIBRARIES = (
    ("PySide6_Essentials", "the windows (Qt)", "LGPL-3.0"),
    ("sqlcipher3", "the encrypted file (SQLite, SQLCipher, OpenSSL)", "zlib"),
    ("sqlite-utils", "tables and their changes", "Apache-2.0"),
    ("cryptography", "the passphrase and recovery key", "Apache-2.0 or BSD"),
    ("keyring", "the system's keyring, where it is chosen", "MIT"),
    ("platformdirs", "where files live", "MIT"),
    ("tomli-w", "settings and boards", "MIT"),
)
PROMISES = (
    "Livecoach opens no connection, records no sound and counts nothing about you.",
    "Qt is used under the LGPL: it lies beside Livecoach as it came and can be exchanged for "
    "another build. Its source is at download.qt.io.",
    "The typeface is Inter, © The Inter Project Authors, under the SIL Open Font Licence 1.1.",
)


def standing(name: str, licence: str) -> tuple[str, str]:
    """Return a library's version and licence, as installed."""
    try:
        known = metadata(name).json.get("license_expression")
        return version(name), known if isinstance(known, str) else licence
    except PackageNotFoundError:
        return "not found", licence


def libraries() -> list[tuple[str, str, str, str]]:
    """Return (name, version, licence, what for) of everything Livecoach stands on."""
    rows = [("Python", platform.python_version(), "PSF-2.0", "the language")]
    for name, what, licence in LIBRARIES:
        number, said = standing(name, licence)
        rows.append((name.replace("_", "-"), number, said, what))
    return rows


class AboutPage(Page):
    """Version, libraries, licences, and where things are kept."""

    title = "About Livecoach"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme = desk.theme
        content, rows = column()
        rows.addWidget(Text(theme, f"Livecoach {__version__}", "title"))
        rows.addWidget(Text(theme, f"Qt {qVersion()} on {platform.platform()}", "muted", wrap=True))
        for words in PROMISES:
            rows.addWidget(Text(theme, words, "body", wrap=True))
        rows.addWidget(self._kept(theme, desk))
        rows.addWidget(self._stands_on(theme))
        rows.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(content, theme.px(760)))

    def _kept(self, theme: Theme, desk: Desk) -> Card:
        card = Card(theme, "Where things are kept")
        for what, where in (
            ("This programme", desk.writer.folder),
            ("Settings", paths.settings_file()),
            ("Your own boards", own_folder()),
            ("Log, without names or words", paths.log_folder()),
        ):
            card.body.addWidget(Text(theme, what, "strong"))
            card.body.addWidget(Text(theme, str(where), "muted", wrap=True))
        return card

    def _stands_on(self, theme: Theme) -> Card:
        card = Card(theme, "Stands on")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for row, cells in enumerate(libraries()):
            for place, words in enumerate(cells):
                grid.addWidget(Text(theme, words, "body" if place == 0 else "muted"), row, place)
        grid.setColumnStretch(3, 1)
        card.body.addLayout(grid)
        return card
