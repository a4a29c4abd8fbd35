"""Part what a coach writes into the words that were said and the coach's own note."""

from __future__ import annotations

import re

BETWEEN = " … "  # stands where other text was cut out
# Opening mark -> its closing marks. Straight marks open and close alike.
_CLOSING = {"'": "'", '"': '"', "‘": "’", "“": "”", "„": "“”", "«": "»"}
_APOSTROPHES = "'’"
_MARK = re.compile(f"[{''.join(_CLOSING)}]")
_STYLES = ("“”", '""', "‘’", "''", "«»")


def _joins(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalnum()


def _opens(text: str, place: int) -> bool:
    """Tell whether a mark at ``place`` can open a quotation: not within or after a word."""
    if text[place] not in _CLOSING or _joins(text, place - 1):
        return False
    return text[place] in "“„«" or not text[place + 1 : place + 2].isspace()


def _end(text: str, start: int) -> int | None:
    """Return the place of the mark that closes the quotation opened at ``start``, or None."""
    mark = text[start]
    for place in range(start + 1, len(text)):
        if text[place] not in _CLOSING[mark]:
            continue
        if mark in "“„«" or not _joins(text, place + 1):
            return place
    # A double mark never closed is a sentence still being typed; a single one an apostrophe.
    return None if mark in _APOSTROPHES + "‘" else len(text)


def part(text: str) -> tuple[str, str]:
    """
    Return (words, note): what stands in quotation marks, and all the rest.

    Single, double, straight and curly marks are read alike; the apostrophes of ``o'clock`` and
    ``patients'`` open nothing. Several quotations, or pieces of note, are joined by " … ".
    """
    words: list[str] = []
    rest: list[str] = []
    never_closed = ""  # marks known to close nowhere further on: a long text is read once
    place = since = 0
    while (mark := _MARK.search(text, place)) is not None:
        place, end = mark.start(), None
        if text[place] not in never_closed and _opens(text, place):
            end = _end(text, place)
            if end is None:
                never_closed += text[place]
        if end is None:
            place += 1
            continue
        said = text[place + 1 : end].strip()
        if said:
            words.append(said)
            rest.append(text[since:place])
            since = end + 1
        place = end + 1
    rest.append(text[since:])
    if not words:
        return "", text.strip()
    kept = [piece.rstrip(" \t\r\n:,;").lstrip(" \t\r\n:,;.") for piece in rest[:-1]]
    kept.append(rest[-1].strip().lstrip(" :,;."))
    return BETWEEN.join(words), BETWEEN.join(piece for piece in kept if piece)


def compose(words: str, note: str) -> str:
    """Return one cell of words and note that ``part`` reads back, wherever marks allow it."""
    if not words:
        return note
    cells = [f"{style[0]}{words}{style[1]} {note}".rstrip() for style in _STYLES]
    return next((cell for cell in cells if part(cell) == (words, note)), cells[0])
