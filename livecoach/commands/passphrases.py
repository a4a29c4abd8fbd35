"""Get the passphrase: from a file that is named, or typed unseen; never from the command line."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from livecoach.commands.refusal import Refusal

VARIABLE = "LIVECOACH_PASSPHRASE_FILE"
_LONGEST = 4096


ANY_FILE = f"--passphrase-file or in {VARIABLE}"  # where a passphrase may be named


def passphrase(file: str | None, asked: str = "Passphrase: ") -> str:
    """Return the passphrase of a vault that is there. Raise Refusal where there is none to get."""
    named = named_file(file)
    return _from_file(Path(named)) if named else _typed(asked, ANY_FILE)


def new_passphrase(file: str | None, option: str = ANY_FILE) -> str:
    """Return a new passphrase; one that is typed is typed twice. Raise Refusal as above."""
    if file:
        return _from_file(Path(file))
    first = _typed("New passphrase: ", option)
    if _typed("Again: ", option) != first:
        raise Refusal("The two passphrases differ; nothing was changed. Try again.")
    return first


def named_file(file: str | None) -> str | None:
    """Return the passphrase file given, or the one the environment names."""
    return file or os.environ.get(VARIABLE)


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise Refusal(f"The passphrase file {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refusal(f"The passphrase file {path} is not UTF-8 text.") from None
    if len(content) > _LONGEST:
        raise Refusal(f"The passphrase file {path} is too long to hold a passphrase.")
    words = text.rstrip("\r\n")
    if not words or "\n" in words:
        raise Refusal(f"The passphrase file {path} should hold one line, the passphrase.")
    return words


def _typed(asked: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Refusal(f"There is no terminal to type the passphrase on; name a file with {option}.")
    return getpass.getpass(asked)
