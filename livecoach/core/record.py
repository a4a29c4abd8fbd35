"""Turn rows and edits into plain dictionaries and back, checking every field."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from livecoach.core.edit import TABLES, Change, Edit, Row

R = TypeVar("R")
ROW_TYPES: dict[str, type[Row]] = {name: kind for kind, name in TABLES.items()}


class BadRecord(ValueError):
    """A record that does not have the shape of a row; the message says what and where."""


_SHAPES: dict[Any, dict[str, tuple[type, bool]]] = {}


def fields_of(kind: Any) -> dict[str, tuple[type, bool]]:
    """Return each field's name with its plain type and whether it may be None."""
    if kind in _SHAPES:
        return _SHAPES[kind]
    hints = typing.get_type_hints(kind)
    shape: dict[str, tuple[type, bool]] = {}
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        if isinstance(hint, types.UnionType):
            plain = next(part for part in hint.__args__ if part is not type(None))
            shape[field.name] = (plain, True)
        else:
            shape[field.name] = (hint, False)
    _SHAPES[kind] = shape
    return shape


def as_dict(row: Row) -> dict[str, Any]:
    """Return the row's fields by name, as strings, integers, booleans and None."""
    return {name: getattr(row, name) for name in fields_of(type(row))}


def as_row(kind: type[R], values: Mapping[str, Any]) -> R:
    """
    Return the row that ``values`` describe. Raise BadRecord where a field does not fit.

    Integers 0 and 1 are read as booleans where the field is one, since SQLite has none.
    """
    shape = fields_of(kind)
    table = TABLES[cast(type[Row], kind)]
    unknown = set(values) - set(shape)
    if unknown:
        raise BadRecord(f"{table}: unknown field {sorted(unknown)[0]!r}")
    ready: dict[str, Any] = {}
    for name, value in values.items():
        plain, optional = shape[name]
        if plain is bool and isinstance(value, int) and value in (0, 1):
            value = bool(value)
        fits = (value is None and optional) or type(value) is plain
        if not fits:
            raise BadRecord(
                f"{table}.{name}: expected {plain.__name__}, found {type(value).__name__}"
            )
        ready[name] = value
    try:
        return kind(**ready)
    except TypeError as error:
        raise BadRecord(f"{table}: {error}") from None


def edit_as_dict(edit: Edit) -> dict[str, Any]:
    """Return the edit as nested dictionaries that JSON can hold."""
    return {
        "uid": edit.uid,
        "label": edit.label,
        "scope": edit.scope,
        "act": edit.act,
        "of": edit.of,
        "changes": [
            {
                "table": change.table,
                "before": None if change.before is None else as_dict(change.before),
                "after": None if change.after is None else as_dict(change.after),
            }
            for change in edit.changes
        ],
    }


def edit_from_dict(values: Mapping[str, Any]) -> Edit:
    """Return the edit that ``edit_as_dict`` described. Raise BadRecord where it does not fit."""
    try:
        changes = []
        for item in values["changes"]:
            kind = ROW_TYPES[item["table"]]
            before, after = item["before"], item["after"]
            changes.append(
                Change(
                    None if before is None else as_row(kind, before),
                    None if after is None else as_row(kind, after),
                )
            )
        return Edit(
            values["uid"],
            values["label"],
            values["scope"],
            tuple(changes),
            values["act"],
            values["of"],
        )
    except (KeyError, TypeError) as error:
        raise BadRecord(f"edit: {error}") from None
