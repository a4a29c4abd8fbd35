"""Make rows from the columns a query gives, at the least cost a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any

from livecoach.core.record import fields_of

Maker = Callable[..., Any]  # of a row's columns, in the order of its fields
_TRUTHS = {None: None, 0: False, 1: True}


@cache
def maker(kind: Any, many: bool = False) -> Maker:
    """
    Return what makes a row of a kind out of its columns, each an argument in its fields' order.

    SQLite has no booleans, so 0 and 1 become them where the field is one. The schema has checked
    all else. A kind of which there are ``many`` is made four times as fast, once that is ready.
    """
    flags = [name for name, (plain, _) in fields_of(kind).items() if plain is bool]
    if many and (quick := _quick(kind, flags)) is not None:
        return quick
    places = [list(fields_of(kind)).index(name) for name in flags]

    def make(*values: Any) -> Any:
        ready = list(values)
        for place in places:
            ready[place] = _TRUTHS[ready[place]]
        return kind(*ready)

    made: Maker = make if places else kind
    return made


def _quick(kind: Any, flags: list[str]) -> Maker | None:
    """
    Return a maker that fills an open twin of the frozen kind and then names it what it is.

    A frozen dataclass looks each field's setter up by its name, one after the other, in every
    row; a twin with the same slots just has them set. None where the two are not laid out alike.
    """

    def close(twin: Any) -> None:
        for name in flags:
            setattr(twin, name, _TRUTHS[getattr(twin, name)])
        twin.__class__ = kind

    twin = dataclasses.make_dataclass(
        kind.__name__, list(fields_of(kind)), slots=True, eq=False, repr=False, match_args=False,
        namespace={"__post_init__": close},
    )  # fmt: skip
    try:
        object.__new__(twin).__class__ = kind
    except TypeError:
        return None
    return twin
