"""Find out what protects an open programme on this computer, and say it without varnish."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.ui import capture, protection, system_lock
from livecoach.ui.backups import saying
from livecoach.ui.widgets.mark import AMISS, LIMIT, UNKNOWN, WELL

if TYPE_CHECKING:
    from livecoach.store.writer import Writer
    from livecoach.ui.settings.values import Choices

ANSWERED = "It was read back, page by page, when this programme was opened."


@dataclass(frozen=True, slots=True)
class Line:
    """
    One sentence, and which part it stands in.

    WELL is protected, AMISS is not and could be, LIMIT no program can protect on this system,
    UNKNOWN could not be found out.
    """

    words: str
    part: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What the coach has chosen that protects the record."""

    lock_after_min: int
    hidden: bool  # windows left out of screen sharing


def settled(choices: Choices) -> Settled:
    """Return what counts here of the coach's choices."""
    return Settled(choices.lock_after_min, choices.hide_from_capture)


def look(writer: Writer, chosen: Settled, example: bool) -> list[Line]:
    """Return a sentence for each thing looked at; a few seconds, off the window's thread."""
    return [
        *_record(writer),
        *_places(writer.folder),
        *([] if example else _backups(writer)),
        *_while_open(chosen),
        *_always(),
    ]


def check_every_page(writer: Writer) -> list[Line]:
    """Read every page, index and backup of the open vault; slow for a large one."""
    from livecoach.store import checkup

    found = writer.ask(lambda db: checkup.look_over(db, writer.folder))
    if not found.faults:
        return [Line("Every page, index and reference was read just now, and is whole.", WELL)]
    return [Line(words, AMISS) for words in found.faults]


def _record(writer: Writer) -> Iterator[Line]:
    from livecoach.store.connection import SETTINGS, settings_of

    found = writer.ask(settings_of)
    wanted = {name: expected for name, _, expected in SETTINGS}
    odd = [name for name, expected in wanted.items() if found[name] != expected]
    version = found["cipher_version"]
    if version and not odd:
        yield Line(
            f"The record is encrypted (SQLCipher {version}, AES-256), and so is every backup. All "
            f"{len(wanted)} settings read back as they should. {ANSWERED}",
            WELL,
        )
    else:
        names = ", ".join(odd) or "encryption"
        yield Line(f"Not as it should be: {names}. Close Livecoach and look at it.", AMISS)


def _places(folder: Path) -> Iterator[Line]:
    from livecoach.store import checkup, places

    drive = protection.drive(folder)
    yield Line(drive.words, UNKNOWN if not drive.sure else WELL if drive.well else AMISS)
    service = places.synced_by(folder)
    if service:
        yield Line(f"The programme’s folder is copied elsewhere by {service}. Move it.", AMISS)
    elif places.on_network(folder):
        yield Line("The programme’s folder is on a network. Move it to this computer.", AMISS)
    else:
        yield Line(
            "The programme’s folder is on this computer, and no service known to Livecoach copies "
            "it elsewhere.",
            WELL,
        )
    if sys.platform == "win32":
        yield Line("Who may read the programme’s files is for Windows to decide: it lets you and "
                   "its administrators. Livecoach does not look.", UNKNOWN)  # fmt: skip
        return
    found = checkup.open_to_others(folder)
    if found:
        yield Line(
            f"Other accounts of this computer may read {saying.number(len(found), 'file')} of the "
            f"programme, such as {found[0]} (encrypted all the same).",
            AMISS,
        )
    else:
        yield Line("Only your account may read the programme’s files and enter its folder.", WELL)


def _backups(writer: Writer) -> Iterator[Line]:
    from livecoach.core import clock
    from livecoach.store import automatic, backup, backup_list, checkup

    listed = backup_list.listed(writer.folder / backup.FOLDER)
    made = [one.made_utc_ms or 0 for one in listed if not one.trouble]
    if not made:
        yield Line("There is no backup yet.", AMISS)
    else:
        hours = (clock.read().wall_utc_ms - max(made)) / checkup.HOUR_MS
        ago = checkup.age_in_words(hours)
        fresh = hours <= checkup.OLD_HOURS
        words = checkup.AHEAD if hours < -1 else f"The newest backup was made {ago}."
        yield Line(words, WELL if fresh and hours >= -1 else AMISS)
    second = writer.ask(automatic.second_place)
    if second is None:
        yield Line("There is no second place for backups: if this computer is lost, so is the "
                   "record.", AMISS)  # fmt: skip
    elif second.is_dir():
        yield Line("Every backup goes to a second place as well, which is there now.", WELL)
    else:
        yield Line("The second place for backups is not there now.", AMISS)


def _while_open(chosen: Settled) -> Iterator[Line]:
    from livecoach.store import dumps

    words, told = system_lock.in_words()
    yield Line(words, WELL if told else LIMIT)
    if chosen.lock_after_min:
        minutes = saying.number(chosen.lock_after_min, "minute")
        yield Line(f"Livecoach locks when nothing was pressed for {minutes}, but never in a live "
                   "session.", WELL)  # fmt: skip
    else:
        yield Line("You have chosen that it does not lock by itself when nothing is pressed.",
                   AMISS)  # fmt: skip
    if capture.can_hide() and not chosen.hidden:
        yield Line("You have chosen that screen sharing and recording show the windows.", AMISS)
    else:
        yield Line(capture.in_words(), WELL if capture.can_hide() else LIMIT)
    forbidden = dumps.forbidden()
    if forbidden is None:
        yield Line("Crash reports of Livecoach are asked not to be made; an administrator of this "
                   "computer may have them made all the same.", UNKNOWN)  # fmt: skip
    elif forbidden:
        yield Line("If Livecoach crashes, no picture of its memory is written to disk.", WELL)
    else:
        yield Line("If Livecoach crashes, the system may write its memory to disk.", AMISS)


def _always() -> Iterator[Line]:
    yield Line(
        "While a programme is open, its words are in this computer’s memory, in clear: whoever "
        "takes the computer over then sees what you see. Locking closes it.",
        LIMIT,
    )
    yield _swap()
    yield Line(
        "What you export, print or copy leaves the encryption. Livecoach cannot look after it.",
        LIMIT,
    )


def _swap(swaps: Path = Path("/proc/swaps")) -> Line:
    if sys.platform == "darwin":
        return Line("macOS encrypts what it moves from memory to disk.", WELL)
    if sys.platform == "win32":
        return Line("Whether Windows encrypts what it moves from memory to disk could not be found "
                    "out; drive encryption does it.", UNKNOWN)  # fmt: skip
    try:
        used = len(swaps.read_text("ascii", "replace").splitlines()) > 1
    except OSError:
        return Line("Whether this system moves memory to disk could not be found out.", UNKNOWN)
    if used:
        return Line("This system may move memory to its swap area on disk; only an encrypted drive "
                    "keeps that from being read.", AMISS)  # fmt: skip
    return Line("This system has no swap area that memory could be moved to.", WELL)
