"""Dress the whole program: Inter, one palette and one style sheet from the tokens, text scale."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from livecoach.figures.tokens import SCHEMES, Tokens
from livecoach.paths import resource
from livecoach.ui.sheet import style_sheet

SCHEME_CHOICES = ("system", "light", "dark", "contrast")
BODY_PX = 13
FIRST_FONTS = ("Inter-Regular.otf", "Inter-SemiBold.otf")  # all that the first page shows
MORE_FONTS = ("Inter-Medium.otf", "Inter-Bold.otf")
_NORMAL_POINTS = 11.0  # the largest default text size of the three systems, GNOME's


class Theme(QObject):
    """
    The tokens in force and every font made from them; ``changed`` when either changes.

    Painted widgets read ``theme.tokens`` and ``theme.font(...)`` while painting and connect
    ``changed`` to ``update``; plain widgets are dressed by the palette and the style sheet.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "system", percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._system_scale = min(max(app.font().pointSizeF() / _NORMAL_POINTS, 1.0), 2.0)
        self.family = load_inter(FIRST_FONTS)
        self.scheme = scheme
        self.percent = percent
        self.tokens: Tokens = SCHEMES[scheme] if scheme in SCHEMES else _as_the_palette(app)
        self._dress()

    # What widgets ask ------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Return the factor all text is enlarged by: the system's times the coach's."""
        return min(self._system_scale * self.percent / 100, 2.5)

    def px(self, length: float) -> int:
        """Return a length in pixels that grows with the text scale."""
        return round(length * self.scale)

    def font(
        self, px: float = BODY_PX, weight: int = 400, tabular: bool = False, spacing: float = 0.0
    ) -> QFont:
        """Return Inter at ``px`` pixels before scaling; ``tabular`` for clocks and numbers."""
        font = QFont(self.family)
        font.setPixelSize(max(self.px(px), 1))
        font.setWeight(QFont.Weight(weight))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * self.scale)
        return font

    def colour(self, name: str) -> QColor:
        """Return a token's colour by its field name. Raise AttributeError where there is none."""
        return QColor(getattr(self.tokens, name))

    def load_more(self) -> None:
        """Load what the first paint does without: more weights, and the system's own wishes."""
        load_inter(MORE_FONTS)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        access = getattr(hints, "accessibility", None)  # since Qt 6.10
        if access is not None:
            access().contrastPreferenceChanged.connect(self._system_changed)
        self._system_changed()
        self.changed.emit()  # words are wider in the weights that have come: nothing is to be cut

    # What settings change --------------------------------------------------------------------

    def set_scheme(self, scheme: str) -> None:
        """Follow the system, or keep to light, dark or high contrast."""
        if scheme not in SCHEME_CHOICES:
            raise ValueError(f"{scheme!r} is not one of {', '.join(SCHEME_CHOICES)}")
        self.scheme = scheme
        self._system_changed()

    def set_percent(self, percent: int) -> None:
        """Enlarge all text to ``percent`` of its usual size, 100 to 200."""
        self.percent = min(max(percent, 100), 200)
        self._dress()
        self.changed.emit()

    # Within ----------------------------------------------------------------------------------

    def _system_changed(self) -> None:
        tokens = self._resolve()
        if tokens is not self.tokens:
            self.tokens = tokens
            self._dress()
            self.changed.emit()

    def _resolve(self) -> Tokens:
        if self.scheme != "system":
            return SCHEMES[self.scheme]
        from PySide6.QtCore import Qt

        hints = QGuiApplication.styleHints()
        access = getattr(hints, "accessibility", None)
        if access is not None:
            preference = access().contrastPreference()
            if preference == Qt.ContrastPreference.HighContrast:
                return SCHEMES["contrast"]
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        return SCHEMES["dark" if dark else "light"]

    def _dress(self) -> None:
        self._app.setFont(self.font())
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens, self.scale))


def _as_the_palette(app: QApplication) -> Tokens:
    """Return light or dark as Qt's own palette is: what the system wishes is asked after it."""
    ground = app.palette().color(QPalette.ColorRole.Window).lightness()
    return SCHEMES["dark" if ground < 128 else "light"]


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette that says in Qt's roles what the tokens say."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, tokens.ground),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.ground),
        (role.Text, tokens.ink),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.accent_ink),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.accent_ink),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.hairline),
        (role.Mid, tokens.hairline),
        (role.Dark, tokens.muted),
        (role.Shadow, tokens.hairline),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.faint))
    return palette


def load_inter(names: tuple[str, ...]) -> str:
    """Make these files of Inter known to Qt; return the family's name."""
    family = ""
    for name in names:
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        if number < 0:
            raise RuntimeError(f"the font {name} could not be read; install Livecoach again")
        family = family or QFontDatabase.applicationFontFamilies(number)[0]
    return family
