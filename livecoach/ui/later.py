"""Put off what Qt for Python reads at every start only to word errors, till a window is painted."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from threading import RLock
from types import ModuleType
from typing import Any

# Qt for Python carries these as text and compiles them anew at every start, a quarter of the time
# to a window. They spell out signatures, which are asked for when a call was made wrongly.
NAMES = frozenset(
    f"shibokensupport.signature.{name}"
    for name in (
        *("errorhandler", "layout", "mapping", "parser"),
        *("lib.enum_sig", "lib.pyi_generator", "lib.tool"),
    )
)
_reading = RLock()


class Later(ModuleType):
    """A module that is read when something in it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _read(self)
        return getattr(self, name)


class _Loader:
    """Makes an empty module; remembers who can fill it, and by which name."""

    def __init__(self, own: Any, name: str) -> None:
        self.own, self.name = own, name

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Fill nothing in yet."""


class _Finder:
    """Finds what the other finders find, and has it read later."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in NAMES:
            return None
        for finder in sys.meta_path:
            found = None if finder is self else finder.find_spec(name, path, target)
            if found is not None and found.loader is not None:
                found.loader = _Loader(found.loader, name)  # type: ignore[assignment]
                return found
        return None


def put_off() -> None:
    """Have them read later; to be called before anything of Qt is imported, else it is too late."""
    if "shiboken6" in sys.modules:
        return
    usual = builtins.__import__

    def until_asked(name: str, *rest: Any, **more: Any) -> ModuleType:
        if name.partition(".")[0] == "shibokensupport":
            # Qt has just put its own finder first, so ours goes before it now.
            builtins.__import__ = usual
            sys.meta_path.insert(0, _Finder())
        return usual(name, *rest, **more)

    builtins.__import__ = until_asked


def read_now() -> None:
    """Read what was put off, so that from now on all stands as Qt for Python expects it."""
    for name in sorted(NAMES):
        module = sys.modules.get(name)
        if isinstance(module, Later):
            _read(module)


def _read(module: Later) -> None:
    with _reading:
        if type(module) is not Later:
            return
        module.__class__ = ModuleType  # type: ignore[assignment]
        spec = module.__spec__
        loader = None if spec is None else spec.loader
        if spec is None or not isinstance(loader, _Loader):
            return
        known_as, spec.name = spec.name, loader.name  # it may have been given another name since
        try:
            loader.own.exec_module(module)
        finally:
            spec.name = known_as
