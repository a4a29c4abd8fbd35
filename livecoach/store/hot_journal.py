"""
Look at the journal of a change that was cut off, before SQLite plays it back.

SQLite stops at the first record of it that does not add up and takes the rest for unwritten; a
bit that fell over would leave half of a change in the vault, or a file of terabytes. The format
is the one of sqlite.org/fileformat.html, "The Rollback Journal".
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from livecoach.store.engine import PAGE_BYTES
from livecoach.store.leftovers import journal_of

MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
HEAD = 28  # bytes that mean something; the rest of the sector is padding
RECORD = PAGE_BYTES + 8  # with the page's number before it and its sum after it
NEAR_BITS = 8  # of the 64; what stands there by chance is some 32 away
SAMPLED = 200  # every so many bytes go into the sum


def fault_in(record: Path) -> str:
    """
    Return what is wrong with the journal of a closed record in a few words, or "".

    One that was cut off while it was written is right: nothing it speaks of was begun.
    """
    try:
        content = journal_of(record).read_bytes()
        pages = record.stat().st_size // PAGE_BYTES
    except OSError:
        return ""  # there is none, or SQLite says why it cannot be read
    fault, before, seen = _walked(content)
    # A file that was written anew is cut down last, when all that it had is in its journal.
    if not fault and before > max(pages, *seen, 0):
        return "it speaks of more pages than there were"
    return fault


def _walked(content: bytes) -> tuple[str, int, set[int]]:
    """Return what is wrong with its parts, how many pages the file had, and which it keeps."""
    at, most, seen = 0, 0, set[int]()
    while len(content) - at >= HEAD:
        head = content[at : at + HEAD]
        if head[:8] == bytes(8):
            break  # not yet synced: nothing was written that it could take back
        if head[:8] != MAGIC:
            if at and not _nearly(head[:8]):
                break  # what an earlier change left behind where this one has ended
            return "a part of it does not begin as one", most, seen
        count, nonce, before, sector, page = (
            int.from_bytes(head[place : place + 4], "big") for place in range(8, HEAD, 4)
        )
        most = max(most, before)
        if page != PAGE_BYTES or not 512 <= sector <= 65_536 or sector & (sector - 1):
            return "its sizes are none", most, seen
        at += sector
        if at + count * RECORD > len(content):
            return "pages are missing from it", most, seen
        for _ in range(count):
            number, sum_ = _record(content[at : at + RECORD], nonce)
            if not sum_ or not 0 < number <= before or number in seen:
                return "a page in it does not add up", most, seen
            seen.add(number)
            at += RECORD
        at = -(-at // sector) * sector
    return "", most, seen


def empty(record: Path) -> None:
    """
    Take out of a played-back journal what SQLite leaves behind its struck-out beginning.

    The record is open, locked, and in no transaction. Where it cannot be done, nothing is lost.
    """
    journal = journal_of(record)
    with contextlib.suppress(OSError):
        with journal.open("rb") as file:
            struck_out = file.read(len(MAGIC)) == bytes(len(MAGIC))
        if struck_out:
            os.truncate(journal, 0)


def _nearly(found: bytes) -> bool:
    """Tell a beginning with a bit or two fallen over from anything else that may stand there."""
    if found == b"\0" + MAGIC[1:]:
        return False  # SQLite's own way of striking out one that is left from before
    return (int.from_bytes(found, "big") ^ int.from_bytes(MAGIC, "big")).bit_count() <= NEAR_BITS


def _record(content: bytes, nonce: int) -> tuple[int, bool]:
    """Return a record's page number, and whether its sum fits."""
    body = content[4 : 4 + PAGE_BYTES]
    found = (nonce + sum(body[PAGE_BYTES % SAMPLED :: SAMPLED])) & 0xFFFFFFFF
    return int.from_bytes(content[:4], "big"), found == int.from_bytes(content[-4:], "big")
