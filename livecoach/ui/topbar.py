"""The band over the pages: which programme, the way to everything, saved or not, the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from livecoach.ui.actions import Actions
from livecoach.ui.menus import pop_up
from livecoach.ui.saving import Saving
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import TARGET_PX, Button
from livecoach.ui.widgets.header import Band
from livecoach.ui.widgets.key_cap import cap_size, paint_cap
from livecoach.ui.widgets.saved_lamp import SavedLamp
from livecoach.ui.widgets.text import Text

SEARCH_PX = 300


class SearchButton(Button):
    """Looks like a field and opens the palette, where the typing is done."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__(theme, "Search everything", lambda: actions.run("view.palette"))
        self._actions = actions
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        actions.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a field's width, and never less than its words need."""
        least = self.minimumSizeHint()
        return QSize(max(self._theme.px(SEARCH_PX), least.width()), least.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the words and the key."""
        words = QFontMetricsF(self._theme.font(13)).horizontalAdvance(self._words)
        key = cap_size(self._theme, self._actions.shown_key("view.palette")).width()
        pad = self._theme.px(14)
        return QSize(round(words + key + 3.5 * pad), max(self._theme.px(36) + 8, TARGET_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an empty field with its words in muted ink and its key at the end."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 4, -1, -4)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if focus or self._over else "hairline"),
                            2 if focus else 1))  # fmt: skip
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("muted"))
        pad = theme.px(14)
        painter.drawText(frame.adjusted(pad, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        key = self._actions.shown_key("view.palette")
        if key:
            size = cap_size(theme, key)
            left = frame.right() - pad / 2 - size.width()
            top = frame.center().y() - size.height() / 2
            at = QRectF(left, top, size.width(), size.height())
            paint_cap(painter, theme, at, key)


class NameButton(Button):
    """The programme's name; it gives way to everything else in the band."""

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(self._theme.px(90), super().minimumSizeHint().height())


class TopBar(Band):
    """The shell's own band, over every page that does not cover the window."""

    def __init__(
        self, theme: Theme, actions: Actions, saving: Saving, switch: Callable[[Button], object]
    ) -> None:
        super().__init__(theme)
        self.row.setContentsMargins(20, 5, 16, 6)
        self.programme = NameButton(theme, "Programme", lambda: switch(self.programme), kind="pill")
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.programme.setSizePolicy(policy)
        self.menu = MenuButton(theme, actions)
        self.row.addWidget(Text(theme, "Livecoach", "heading"))
        self.row.addWidget(self.programme)
        self.row.addStretch(1)
        self.row.addWidget(SearchButton(theme, actions))
        self.row.addStretch(1)
        self.row.addWidget(SavedLamp(theme, saving))
        self.row.addWidget(self.menu)

    def say(self, name: str) -> None:
        """Show which programme is open."""
        self.programme.say(f"▾  {name}")
        self.programme.setAccessibleName(f"Programme {name}; choose another")
        self.programme.setToolTip("")


class MenuButton(Button):
    """Opens the menus; for the shell's band and for the header of a page that covers it."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__(theme, "Menu", lambda: pop_up(actions, self), kind="plain")
        self.setAccessibleName("Menu")
