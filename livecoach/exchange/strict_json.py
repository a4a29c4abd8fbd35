"""Read a JSON document strictly, in little more room than its file takes, and within limits."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from livecoach.exchange.table import BLOCK, BadFile, check_text, read_bytes

LARGEST = 42 << 20  # bytes
# A meeting of 50,000 moments and as many turns has 1.3 million values in 100,000 rows.
MOST_VALUES = 1_500_000
MOST_ROWS = 200_000
MOST_NAMES = 1_000  # in one row; a row has thirty
MOST_ESCAPES = 4_000_000
LONGEST_TEXT = 3_000_000  # bytes between two quotation marks; no note has a third of that
_WIDE = re.compile("[^\\x00-\\xff]+")


class _NotStrict(ValueError):
    """Something that lax readers of JSON let through; the message says what."""


def read_object(path: Path) -> dict[str, Any] | None:
    """
    Return the object in a JSON file, or None where it holds something else.

    Raise BadFile where it is no JSON, names something twice in one place, holds a number that
    JSON has not, is nested too deep, or holds more than a meeting can.
    """
    text = _text(path)
    # Counted in the text, since each costs far more room once it has been read.
    rows = text.count("{") + text.count("[")
    if text.count(",") > MOST_VALUES or rows > MOST_ROWS or text.count("\\") > MOST_ESCAPES:
        raise BadFile(
            f"{path.name} holds far more than one meeting: over {MOST_VALUES} values or "
            f"{MOST_ROWS} rows; check that it is the right file."
        )
    try:
        document = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except RecursionError:
        raise BadFile(f"{path.name} is nested too deep to be a session.") from None
    except json.JSONDecodeError as error:
        raise BadFile(
            f"{path.name} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    except _NotStrict as error:
        raise BadFile(f"{path.name}: {error}; mend it.") from None
    except ValueError:
        raise BadFile(
            f"{path.name} holds a number of thousands of digits; no row of a meeting has one."
        ) from None
    return document if isinstance(document, dict) else None


def _text(path: Path) -> str:
    """
    Return the file's text with wide letters written as JSON's escapes.

    Python gives every letter of a text the room that its widest needs: one smiling face would
    make the whole text four times as large.
    """
    content = read_bytes(path, LARGEST)
    check_text(path.name, content)
    _check_lengths(path.name, content)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    parts, start = [], 0
    while start < len(content):
        end = start + BLOCK
        while content[end - 1 : end] == b"\\":  # an escape is not cut in two
            end += 1
        part = decoder.decode(content[start:end])
        parts.append(part if part.isascii() else _WIDE.sub(_escaped, part))
        start = end
    del content
    return "".join(parts)


def _check_lengths(name: str, content: bytes) -> None:
    at = 0
    while len(content) - at > LONGEST_TEXT:
        mark = content.rfind(b'"', at, at + LONGEST_TEXT)
        if mark < 0:
            line = content.count(b"\n", 0, at) + 1
            raise BadFile(f"{name}: a text, or what is none, goes on without end from line {line}.")
        at = mark + 1


def _escaped(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    slashes = 0
    while slashes < at and text[at - 1 - slashes] == "\\":
        slashes += 1
    if slashes % 2:  # a letter cannot be escaped: the fault stays for the reader to tell
        return found[0]
    return json.dumps(found[0])[1:-1]


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_NAMES:
        raise _NotStrict(f"{len(pairs)} names stand in one place, where a row has thirty")
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _NotStrict(f"{twice[:80]!r} stands twice in one place")
    return found


def _no_number(name: str) -> Any:
    raise _NotStrict(f"{name} is not a number that JSON has")
