"""Keep the boards: those shipped, and the coach's own as TOML files in one folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import tomli_w

from livecoach import paths
from livecoach.core.board import BadBoard, Board, Lens, board_as_dict, board_from_dict
from livecoach.store.durable import make_private_folder, write_whole

DEFAULT = "live-coaching"
IMPORTED_LOGS = "example-session"  # the board that tag logs from elsewhere are read with
SHIPPED = (
    DEFAULT,
    "verbal-behaviour",
    "interaction-process",
    "four-actions",
    "interventions",
    "five-disciplines",
    "psychological-safety",
    "repair-and-rupture",
    IMPORTED_LOGS,
)
LARGEST = 256 << 10  # bytes; the longest shipped board has 10,000
DEEPEST = 8  # names parted by dots; a board has one
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_QUOTED = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*''', re.DOTALL
)
_BETWEEN = re.compile(r"[\n=\[\]{},]+")
_NO_BLANKS = {ord(" "): None, ord("\t"): None}


@dataclass(frozen=True, slots=True)
class Shelf:
    """All boards there are to choose from, and what is wrong with files that hold none."""

    shipped: tuple[Board, ...]
    own: tuple[Board, ...]
    problems: tuple[str, ...] = ()

    def board(self, board_id: str) -> Board:
        """Return the board of that id or name. Raise BadBoard where there is none."""
        wanted = board_id.strip().casefold()
        boards = (*self.own, *self.shipped)
        for board in boards:
            if wanted in (board.id.casefold(), board.name.casefold()):
                return board
        there = ", ".join(board.id for board in boards)
        raise BadBoard(f"There is no board {board_id!r}. There are: {there}.")


def own_folder() -> Path:
    """Return the folder of the coach's own boards, beside the settings."""
    return paths.settings_file().parent / "boards"


def shipped_board(board_id: str) -> Board:
    """
    Return a shipped board; one that names no lenses has the shipped lenses.

    Raise BadBoard where none of that id ships.
    """
    if board_id not in SHIPPED:
        raise BadBoard(
            f"There is no board {board_id!r} that ships; name one of {', '.join(SHIPPED)}."
        )
    board = read_toml(paths.resource(f"boards/{board_id}.toml"))
    return board if board.lenses else replace(board, lenses=shipped_lenses())


def shipped_lenses() -> tuple[Lens, ...]:
    """Return the lenses that a board has when it names none of its own."""
    return read_toml(paths.resource("boards/lenses.toml")).lenses


def shelf(folder: Path) -> Shelf:
    """Return every board: the shipped ones, then the coach's own from ``folder`` by name."""
    own, problems = [], []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            own.append(read_toml(path))
        except BadBoard as problem:
            problems.append(str(problem))
    own.sort(key=lambda board: (board.name.casefold(), board.id))
    return Shelf(tuple(shipped_board(name) for name in SHIPPED), tuple(own), tuple(problems))


def read_toml(path: Path) -> Board:
    """Return the board in a TOML file. Raise BadBoard with the file, the place and the reason."""
    try:
        if not path.is_file():
            raise BadBoard(f"{path} is not there, or is no file; check the name.")
        if path.stat().st_size > LARGEST:
            raise BadBoard(f"{path.name} is over {LARGEST >> 10} kB; a board is a small TOML file.")
        text = path.read_bytes().decode("utf-8-sig")
        # Read name by name, a thousand dots in one would take minutes, or the program with them.
        if _deepest(text) > DEEPEST:
            raise BadBoard(f"{path.name} nests its names too deep to be a board.")
        return board_from_dict(tomllib.loads(text))
    except OSError as error:
        raise BadBoard(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadBoard(f"{path.name} is not UTF-8 text; save it as UTF-8.") from None
    except BadBoard as problem:
        if path.name in str(problem):
            raise
        raise BadBoard(f"{path.name}: {problem}.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadBoard(f"{path.name} is not a TOML file: {error}.") from None
    except RecursionError:
        raise BadBoard(f"{path.name} is nested too deep to be a board.") from None
    except ValueError:  # what TOML says of dates and of whole numbers, it does not say here
        raise BadBoard(f"{path.name} holds a number or a date that is none; mend it.") from None


def _deepest(text: str) -> int:
    """Return how many dots stand in the longest dotted name of a TOML text."""
    plain = _QUOTED.sub("", text).translate(_NO_BLANKS)
    return max(names.count(".") for names in _BETWEEN.split(plain))


def as_toml(board: Board) -> bytes:
    """Return the board as the TOML document that ``read_toml`` reads."""
    filled = {name: value for name, value in board_as_dict(board).items() if value not in ("", [])}
    return tomli_w.dumps(filled).encode("utf-8")


def keep(board: Board, folder: Path) -> Path:
    """
    Write one of the coach's own boards whole, and return its file.

    Raise BadBoard when its id cannot name a file or is a shipped board's; OSError when the
    disk refuses.
    """
    board_from_dict(board_as_dict(board))
    if not _NAME.fullmatch(board.id):
        raise BadBoard(f"Board id {board.id!r} should be letters a to z, digits and hyphens.")
    if board.id in (*SHIPPED, "lenses"):
        raise BadBoard(f"{board.name} came with Livecoach and stays as it is; keep a copy of it.")
    make_private_folder(folder)
    path = folder / f"{board.id}.toml"
    write_whole(path, as_toml(board))
    return path


def discard(board_id: str, folder: Path) -> None:
    """Delete one of the coach's own boards; records made with it keep their copy of it."""
    if not _NAME.fullmatch(board_id):
        raise BadBoard(f"Board id {board_id!r} should be letters a to z, digits and hyphens.")
    (folder / f"{board_id}.toml").unlink(missing_ok=True)


def copied(board: Board, name: str, taken: Iterable[str]) -> Board:
    """Return a copy under a new name, version 1, with an id that is not ``taken``."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:50].strip("-") or "board"
    used = {*taken, *SHIPPED, "lenses"}
    board_id, number = plain, 2
    while board_id in used:
        board_id, number = f"{plain}-{number}", number + 1
    return replace(board, id=board_id, name=name.strip(), version=1)
