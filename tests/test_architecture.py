"""Hold the rooms apart: who may import whom, and what may be known where."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
# main, cli -> ui -> report, figures, exchange, store, measures -> core
MAY_IMPORT = {
    "core": {"core"},
    "measures": {"core", "measures"},
    "store": {"core", "store", "paths"},
    "exchange": {"core", "exchange", "paths"},
    "figures": {"core", "measures", "figures", "paths"},
    "report": {"core", "measures", "report", "paths"},
    "ui": {"core", "measures", "store", "exchange", "figures", "report", "ui", "paths"},
    "paths": set(),
    "system": set(),
    "doctor": {"core", "store", "paths", "system"},
}
QT = {"figures": {"QtCore", "QtGui", "QtSvg"}}
QT["ui"] = {*QT["figures"], "QtWidgets", "QtPrintSupport", "QtSvgWidgets", "QtNetwork"}
# One window finds another on this machine through these; the rest of QtNetwork stays out.
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}
DATABASES = {"sqlite3", "sqlcipher3", "sqlite_utils", "pysqlite3"}
# The type of the port that the store's readings take; whoever holds it can only hand it on.
DATABASE_TYPE = "from sqlite_utils import Database"
SQL = ("SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "CREATE ", "ALTER TABLE", "PRAGMA ", "DROP ")
NETWORK = {
    *("asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib"),
    *("socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "aiohttp", "websockets"),
    *("xmlrpc", "grpc", "paramiko", "pycurl"),
}
AUDIO = {"sounddevice", "pyaudio", "wave", "audioop", "QtMultimedia"}
FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
CLOCKS = {
    "time": {
        *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"),
        *("process_time", "thread_time", "clock_gettime", "clock_gettime_ns"),
        *("localtime", "gmtime"),
    },
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
}
NOT_TESTING = {"skip", "skipif", "xfail", "importorskip"}


def faults(name: str, source: str) -> list[str]:
    """Return what breaks the house's rules in one file of the tree, in words with lines."""
    tree = ast.parse(source)
    found = _shape(name, source, tree)
    if name.startswith("livecoach/"):
        for node in ast.walk(tree):
            if _names_a_type_alone(node):
                continue
            line = getattr(node, "lineno", 0)
            found += [f"{name}:{line} {words}" for words in _house(name, node)]
    if name.startswith("tests/"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in NOT_TESTING:
                found.append(f"{name}:{node.lineno} leaves a test out with {node.attr}")
    return found


def _shape(name: str, source: str, tree: ast.Module) -> list[str]:
    found = []
    if source.count("\n") > LONGEST:
        found.append(f"{name} is longer than {LONGEST} lines")
    if PurePosixPath(name).stem.lower().strip("_") in FORBIDDEN_NAMES:
        found.append(f"{name} is named after nothing in the field")
    said = ast.get_docstring(tree) or ""
    if name.startswith("livecoach/") and not said.partition("\n\n")[0].rstrip().endswith("."):
        found.append(f"{name} does not say its only job in a sentence")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and any(w in token.string for w in ("TODO", "FIXME")):
            found.append(f"{name}:{token.start[0]} leaves work for later")
    return found


def _names_a_type_alone(node: ast.AST) -> bool:
    """Return whether this is the one name of the database that a port's type may need."""
    return isinstance(node, ast.ImportFrom) and ast.unparse(node) == DATABASE_TYPE


def _house(name: str, node: ast.AST) -> list[str]:
    room = PurePosixPath(name).parts[1].removesuffix(".py")
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [words for module in _modules(node) for words in _import(room, module, node)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        speaks = room != "store" and node.value.lstrip().startswith(SQL)
        return ["speaks SQL outside the store"] if speaks else []
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        reads = name != "livecoach/core/clock.py" and node.attr in CLOCKS.get(node.value.id, ())
        return [f"reads a clock: {node.value.id}.{node.attr}"] if reads else []
    return []


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if node.level:
        return ["." * node.level]
    module = node.module or ""
    if module in ("livecoach", "PySide6"):
        return [f"{module}.{alias.name}" for alias in node.names]
    return [module]


def _import(room: str, module: str, node: ast.Import | ast.ImportFrom) -> list[str]:
    top, _, rest = module.partition(".")
    names = {alias.name for alias in node.names}
    if not top:
        return ["imports by a relative name"]
    if top == "livecoach":
        to = rest.partition(".")[0]
        wanted = {"__version__", *MAY_IMPORT.get(room, {to})}
        return [f"{room} imports {to}"] if to not in wanted else []
    if top == "PySide6":
        part = rest.partition(".")[0]
        if part not in QT.get(room, set()):
            return [f"{room} knows Qt's {part or 'whole'}"]
        if part == "QtNetwork" and not names <= LOCAL_ONLY:
            return ["reaches for the network"]
    if top in NETWORK:
        return [] if module == "urllib.parse" else ["reaches for the network"]
    if top in AUDIO:
        return ["reaches for sound"]
    if top in DATABASES and room != "store":
        return ["knows the database outside the store"]
    if room == "core" and top not in sys.stdlib_module_names:
        return [f"core imports {top}, which is not of the standard library"]
    clock = CLOCKS["time"] & names if module == "time" and isinstance(node, ast.ImportFrom) else ()
    return [f"reads a clock: {', '.join(sorted(clock))}"] if clock and room != "core" else []


def test_every_file_keeps_the_rules_of_the_house() -> None:
    found = []
    for path in [ROOT / "go.py", *ROOT.glob("livecoach/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        found += faults(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("core/a.py", "import platformdirs"),
        ("core/a.py", "from livecoach.store import vault"),
        ("core/a.py", "from livecoach import ui"),
        ("core/a.py", "from .board import Board"),
        ("measures/a.py", "import livecoach.figures.tokens"),
        ("report/a.py", "def f() -> None:\n    from livecoach.figures import tokens"),
        ("store/a.py", "from livecoach.ui.theme import Theme"),
        ("figures/a.py", "from PySide6.QtWidgets import QWidget"),
        ("figures/a.py", "from PySide6 import QtWidgets"),
        ("main.py", "from PySide6.QtWidgets import QApplication"),
        ("store/a.py", "from PySide6.QtCore import QObject"),
        ("ui/a.py", "from PySide6.QtNetwork import QTcpSocket"),
        ("ui/a.py", "import urllib.request"),
        ("exchange/a.py", "import wave"),
        ("ui/a.py", "import sqlcipher3"),
        ("report/a.py", 'ROWS = "SELECT * FROM moment"'),
        ("ui/a.py", "import time\nSTART = time.monotonic()"),
        ("ui/a.py", "from time import perf_counter"),
        ("store/a.py", "from datetime import datetime\nNOW = datetime.now()"),
        ("core/clock_face.py", "import time\nNOW = time.time()"),
        ("core/a.py", "# TODO: later"),
        ("core/utils.py", "A = 1"),
        ("core/a.py", "A = 1\n" * 401),
    ],
)
def test_each_rule_bites(name: str, source: str) -> None:
    assert faults(f"livecoach/{name}", f'"""Stand in for a module."""\n{source}\n')


def test_a_module_must_say_its_job() -> None:
    assert faults("livecoach/core/a.py", "A = 1\n")
    assert not faults("livecoach/core/a.py", '"""Hold a number."""\n\nA = 1\n')


def test_a_test_may_not_be_left_out() -> None:
    assert faults(
        "tests/test_a.py", "import pytest\n\n\n@pytest.mark.skip\ndef test() -> None: ...\n"
    )
