"""Make one plain, short line of a refusal that quotes whatever stood in somebody's file."""

from __future__ import annotations

LONGEST = 500  # characters


def one_line(text: str) -> str:
    """
    Return the text on one line, without characters that steer a screen, and not too long.

    The beginning says where and the end what to do, so the middle is what is left out.
    """
    line = " ".join(text.split())
    line = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in line)
    if len(line) <= LONGEST:
        return line
    return f"{line[: LONGEST - 203]} … {line[-200:]}"
