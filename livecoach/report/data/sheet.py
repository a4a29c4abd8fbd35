"""A table of data with a meaning for each column, and nothing of a format."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its kind and what it means."""

    name: str
    kind: type[str] | type[int] | type[float] | type[bool]
    meaning: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of data."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
