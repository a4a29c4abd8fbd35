"""
Slow wrong passphrases down: a second after the second in a row, then twice as long each time.

The count is kept beside the settings, by the vault's random id, so that starting again, another
window, a restored copy or a backup of the same vault do not begin afresh. It slows whoever sits
at the keyboard; what protects a stolen disk is the price of each guess under Argon2id.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from livecoach import paths
from livecoach.core import clock
from livecoach.store import durable

NAME = "guesses.json"
LARGEST = 64 * 1024
MOST_VAULTS = 100
FREE = 2  # wrong ones in a row that cost nothing
LONGEST_S = 30.0
_wrong: dict[str, tuple[int, int]] = {}  # by vault: how many in a row, when the last (UTC, ms)


def pause_s(wrong: int) -> float:
    """Return the seconds to wait after that many wrong ones in a row: 0, 0, 1, 2, 4 … 30."""
    return 0.0 if wrong < FREE else min(2.0 ** min(wrong - FREE, 10), LONGEST_S)


def wait_s(vault_id: str) -> float:
    """Return the seconds until the next guess is taken; a clock set back never adds to them."""
    count, at = _known(vault_id)
    gone = (clock.read().wall_utc_ms - at) / 1000
    pause = pause_s(count)
    return pause if gone < 0 else max(pause - gone, 0.0)


def wait(vault_id: str) -> None:
    """Let the time pass that a guess has to wait for; off the window's thread."""
    left = wait_s(vault_id)
    if left > 0:
        time.sleep(left)


def was_wrong(vault_id: str) -> None:
    """Count one more wrong guess."""
    _wrong[vault_id] = (_known(vault_id)[0] + 1, clock.read().wall_utc_ms)
    _keep()


def was_right(vault_id: str) -> None:
    """Forget the wrong guesses at a vault."""
    if _known(vault_id)[0]:
        _wrong[vault_id] = (0, clock.read().wall_utc_ms)
        _keep()


def _known(vault_id: str) -> tuple[int, int]:
    """Return the newer of what this program and the file know."""
    here = _wrong.get(vault_id, (0, 0))
    return max(here, _read().get(vault_id, (0, 0)), key=lambda one: one[1])


def _file() -> Path:
    return paths.settings_file().parent / NAME


def _read() -> dict[str, tuple[int, int]]:
    try:
        with _file().open("rb") as file:
            held = json.loads(file.read(LARGEST).decode("ascii"))
        found = {}
        for name, (count, at) in held.items():
            if type(count) is int and type(at) is int and 0 <= count <= 1_000_000:
                found[name] = (count, at)
        return found
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}  # a file that cannot be read slows nobody down: the guesses of this run do


def _keep() -> None:
    both = {**_read(), **_wrong}
    counted = {name: one for name, one in both.items() if one[0]}
    newest = sorted(counted.items(), key=lambda item: item[1][1])[-MOST_VAULTS:]
    path = _file()
    try:
        durable.make_private_folder(path.parent)
        durable.write_whole(path, json.dumps(dict(newest)).encode("ascii"))
    except OSError:
        return
