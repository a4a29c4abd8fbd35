"""Keep the coach's choices in one small file; no name, note or record is ever in it."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Choices:
    """Every choice with its usual value."""

    scheme: str = "system"  # system | light | dark | contrast
    text_percent: int = 100  # 100 to 200
    single_keys: bool = True  # letters alone tag; off: hold Ctrl+Alt, tap or click (WCAG 2.1.4)
    keys: dict[str, str] = field(default_factory=dict)  # action id -> key, where not the usual
    unheard_after_min: int = 20
    same_tag_again: bool = False  # the same tag within two seconds is a second moment
    hide_from_capture: bool = True
    lock_after_min: int = 10  # idle lock outside a live session; 0 is never
    recent: list[str] = field(default_factory=list)  # vault folders, newest first
    window: str = ""  # where the main window stood, as Qt writes it, in hex
    strip: str = ""  # where the compact strip stood
    export_folder: str = ""  # where a summary was last saved


class Settings(QObject):
    """The choices in force, written as soon as one is changed. ``changed`` names the choice."""

    changed = Signal(str)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.trouble = ""  # one sentence, where the file could not be read or written
        self.choices = self._read()

    def set(self, **values: Any) -> None:
        """Change choices by name and write them. Raise TypeError for a name that is none."""
        before = self.choices
        self.choices = replace(before, **values)
        altered = [name for name in values if getattr(before, name) != values[name]]
        if altered:
            self._write()
        for name in altered:
            self.changed.emit(name)

    def remember(self, folder: Path) -> None:
        """Put a vault's folder first in the recent list; ten are kept."""
        path = str(folder.resolve())
        rest = [one for one in self.choices.recent if one != path]
        self.set(recent=[path, *rest][:10])

    def forget(self, folder: Path) -> None:
        """Take a vault's folder off the recent list."""
        path = str(folder.resolve())
        self.set(recent=[one for one in self.choices.recent if one != path])

    def _read(self) -> Choices:
        try:
            text = self._file.read_text("utf-8")
        except FileNotFoundError:
            return Choices()
        except (OSError, UnicodeDecodeError):
            self.trouble = f"The settings in {self._file} could not be read; the usual ones stand."
            return Choices()
        import tomllib

        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.trouble = (
                f"The settings in {self._file} could not be read ({error}); the usual ones stand."
            )
            return Choices()
        return choices_from(values)

    def _write(self) -> None:
        import tomli_w

        part = self._file.with_suffix(".part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                tomli_w.dump(asdict(self.choices), stream)
            part.replace(self._file)
            self.trouble = ""
        except OSError as error:
            self.trouble = f"The settings could not be kept in {self._file}: {error.strerror}."


def choices_from(values: dict[str, Any]) -> Choices:
    """Return the choices a file holds; what is unknown or of the wrong kind is left usual."""
    usual = Choices()
    good: dict[str, Any] = {}
    for one in fields(Choices):
        value = values.get(one.name, getattr(usual, one.name))
        if type(value) is not type(getattr(usual, one.name)):
            continue
        if one.name == "keys" and not all(isinstance(key, str) for key in value.values()):
            continue
        if one.name == "recent" and not all(isinstance(path, str) for path in value):
            continue
        good[one.name] = value
    chosen = Choices(**good)
    return replace(
        chosen,
        scheme=chosen.scheme if chosen.scheme in ("light", "dark", "contrast") else "system",
        text_percent=min(max(chosen.text_percent, 100), 200),
        unheard_after_min=min(max(chosen.unheard_after_min, 1), 240),
        lock_after_min=min(max(chosen.lock_after_min, 0), 240),
    )
