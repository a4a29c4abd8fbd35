"""Write the one style sheet of the program from a scheme's tokens and the text scale."""

from __future__ import annotations

from livecoach.figures.tokens import Tokens
from livecoach.paths import resource


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the style sheet; lengths around text grow with ``scale``."""
    t = tokens

    def px(length: float) -> str:
        return f"{round(length * scale)}px"

    def icon(name: str) -> str:
        return resource(f"icons/{name}-{t.name}.svg").as_posix()

    edge = t.muted if t.name != "contrast" else t.hairline  # 3:1 against the surface
    return f"""
QToolTip {{ color: {t.ink}; background: {t.surface}; border: 1px solid {edge};
  padding: {px(4)} {px(8)}; }}
QLabel {{ background: transparent; }}
QPushButton#choice {{ background: {t.surface}; border: 1px solid {t.hairline};
  border-radius: 14px; outline: none; }}
QPushButton#choice:hover {{ border-color: {t.accent}; }}
QPushButton#choice[first="true"] {{ border: 2px solid {t.accent}; }}
QPushButton#choice:focus {{ border: 3px solid {t.accent}; }}
QPushButton#choice:pressed {{ background: {t.accent_soft}; }}
QFrame#mark {{ background: {t.faint}; border-radius: {px(4.4)}; }}
QFrame#mark[state="well"] {{ background: {t.muted}; }}
QFrame#mark[state="amiss"] {{ background: {t.trouble}; border-radius: 0; }}
QFrame#mark[state="limit"] {{ background: transparent; border: 1px solid {t.muted};
  border-radius: 0; }}
QFrame#mark[state="unknown"] {{ background: transparent; border: 1px solid {t.muted}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit,
QDateTimeEdit, QComboBox {{
  color: {t.ink}; background: {t.surface}; border: 1px solid {edge}; border-radius: 8px;
  padding: {px(5)} {px(10)}; min-height: {px(22)};
  selection-background-color: {t.accent}; selection-color: {t.accent_ink}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QDateTimeEdit:focus, QComboBox:focus {{
  border: 2px solid {t.accent}; padding: {px(4)} {px(9)}; }}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QDateEdit:disabled {{
  color: {t.faint}; border-color: {t.hairline}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.trouble};
  padding: {px(4)} {px(9)}; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0 {px(8)}; min-height: 0;
  background: transparent; }}
QComboBox QLineEdit {{
  border: none; padding: 0; min-height: 0; background: transparent; }}
QSpinBox::up-button, QDateEdit::up-button, QTimeEdit::up-button, QDateTimeEdit::up-button,
QSpinBox::down-button, QDateEdit::down-button, QTimeEdit::down-button,
QDateTimeEdit::down-button {{ width: {px(20)}; border: none; background: transparent; }}
QSpinBox::up-arrow, QDateEdit::up-arrow, QTimeEdit::up-arrow, QDateTimeEdit::up-arrow {{
  image: url("{icon("up")}"); width: {px(12)}; height: {px(12)}; }}
QSpinBox::down-arrow, QDateEdit::down-arrow, QTimeEdit::down-arrow,
QDateTimeEdit::down-arrow {{
  image: url("{icon("down")}"); width: {px(12)}; height: {px(12)}; }}
QComboBox::drop-down {{ width: {px(26)}; border: none; }}
QComboBox::down-arrow {{ image: url("{icon("down")}"); width: {px(14)}; height: {px(14)}; }}
QComboBox QAbstractItemView, QMenu, QListView#popup {{ color: {t.ink}; background: {t.surface};
  border: 1px solid {edge}; selection-background-color: {t.accent_soft};
  selection-color: {t.ink}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {px(30)}; padding: 0 {px(8)}; }}
QMenu {{ padding: 4px; }}
QMenu::item {{ padding: {px(7)} {px(28)} {px(7)} {px(14)}; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.faint}; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: 4px 8px; }}
QMenuBar {{ background: {t.surface}; }}
QMenuBar::item:selected {{ background: {t.accent_soft}; }}
QCheckBox, QRadioButton {{ spacing: {px(10)}; min-height: {px(28)}; background: transparent;
  outline: none; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}; height: {px(16)};
  border: 1px solid {edge}; background: {t.surface}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {px(8.5)}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.accent}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {t.accent};
  width: {round(16 * scale) - 2}px; height: {round(16 * scale) - 2}px; }}
QCheckBox::indicator:checked {{ border: 1px solid {t.accent}; background: {t.accent};
  image: url("{icon("check")}"); }}
QRadioButton::indicator:checked {{ border: {px(5)} solid {t.accent};
  width: {px(8)}; height: {px(8)}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#canvas {{ background: transparent; }}
QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {t.faint}; margin: 3px; border-radius: 3px;
  min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView, QListView, QTreeView {{ color: {t.ink}; background: {t.surface};
  border: 1px solid {t.hairline}; border-radius: 10px; gridline-color: {t.hairline};
  selection-background-color: {t.accent_soft}; selection-color: {t.ink}; outline: none; }}
QTableView::item, QListView::item, QTreeView::item {{ padding: {px(4)} {px(8)}; }}
QTableView::item:focus, QListView::item:focus {{ border: 2px solid {t.accent}; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ color: {t.muted}; background: {t.surface}; border: none;
  border-bottom: 1px solid {t.hairline}; padding: {px(6)} {px(8)}; font-weight: 600; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
QSplitter::handle {{ background: {t.hairline}; }}
QProgressBar {{ border: none; border-radius: 3px; background: {t.hairline};
  max-height: 6px; }}
QProgressBar::chunk {{ border-radius: 3px; background: {t.accent}; }}
"""
