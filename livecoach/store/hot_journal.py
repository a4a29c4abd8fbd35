"""
Look at the journal of a change that was cut off, before SQLite plays it back.

SQLite stops at the first record of it that does not add up and takes the rest for unwritten; a
bit that fell over would leave half of a change in the vault, or a file of terabytes. The format
is the one of sqlite.org/fileformat.html, "The Rollback Journal".
"""

from __future__ import annotations

from pathlib import Path

from livecoach.store.leftovers import journal_of

MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
HEAD = 28  # bytes that mean something; the rest of the sector is padding
PAGE = 4096
RECORD = PAGE + 8  # with the page's number before it and its sum after it
SAMPLED = 200  # every so many bytes go into the sum


def fault_in(record: Path) -> str:
    """
    Return what is wrong with the journal of a closed record in a few words, or "".

    One that was cut off while it was written is right: nothing it speaks of was begun.
    """
    try:
        content = journal_of(record).read_bytes()
        pages = record.stat().st_size // PAGE
    except OSError:
        return ""  # there is none, or SQLite says why it cannot be read
    at, seen = 0, set[int]()
    while len(content) - at >= HEAD:
        head = content[at : at + HEAD]
        if head[:8] == bytes(8):
            return ""  # not yet synced: nothing was written that it could take back
        if head[:8] != MAGIC:
            return "it does not begin as one"
        count, nonce, before, sector, page = (
            int.from_bytes(head[place : place + 4], "big") for place in range(8, HEAD, 4)
        )
        if page != PAGE or not 512 <= sector <= 65_536 or sector & (sector - 1):
            return "its sizes are none"
        at += sector
        if at + count * RECORD > len(content):
            return "pages are missing from it"
        for _ in range(count):
            number, sum_ = _record(content[at : at + RECORD], nonce)
            if not sum_ or not 0 < number <= before or number in seen:
                return "a page in it does not add up"
            seen.add(number)
            at += RECORD
        if before > max(pages, *seen, 0):
            return "it speaks of more pages than there were"
        at = -(-at // sector) * sector
    return ""


def _record(content: bytes, nonce: int) -> tuple[int, bool]:
    """Return a record's page number, and whether its sum fits."""
    body = content[4 : 4 + PAGE]
    found = (nonce + sum(body[PAGE % SAMPLED :: SAMPLED])) & 0xFFFFFFFF
    return int.from_bytes(content[:4], "big"), found == int.from_bytes(content[-4:], "big")
