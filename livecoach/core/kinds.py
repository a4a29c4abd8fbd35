"""Call each kind of row in plain words, one of them or many."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "engagement": ("programme", "programmes"),
    "organisation": ("organisation", "organisations"),
    "post": ("post", "posts"),
    "session": ("session", "sessions"),
    "seat": ("seat", "seats"),
    "agenda_item": ("agenda item", "agenda items"),
    "check_out": ("check-out", "check-outs"),
    "observation": ("observation", "observations"),
    "turn": ("turn", "turns"),
    "break": ("break", "breaks"),
    "clock_anchor": ("mark of the clock", "marks of the clock"),
    "clock_event": ("event of the clock", "events of the clock"),
    "moment": ("moment", "moments"),
    "decision": ("choice of the coach", "choices of the coach"),
    "link": ("link", "links"),
    "remark": ("remark", "remarks"),
    "summary_piece": ("line of a summary", "lines of summaries"),
    "release": ("file that went out", "files that went out"),
    "rhythm": ("rhythm", "rhythms"),
    "agreement": ("version of the agreement", "versions of the agreement"),
    "theme": ("theme", "themes"),
    "diagnosis": ("thing said in a conversation", "things said in conversations"),
    "pair": ("pair", "pairs"),
    "pair_note": ("pair note", "pair notes"),
    "pulse": ("pulse answer", "pulse answers"),
    "legal_hold": ("legal hold", "legal holds"),
    "unmasking": ("reason for showing a row", "reasons for showing rows"),
    "journal": ("edit in the journal", "edits in the journal"),
}


def counted(kind: str, count: int) -> str:
    """Return a count with the kind's words: "1 moment", "12 moments"."""
    one, many = _WORDS.get(kind, (f"row of “{kind}”", f"rows of “{kind}”"))
    return f"{count} {one if count == 1 else many}"


def heading(kind: str) -> str:
    """Return the kind's words for many, as a heading."""
    words = _WORDS.get(kind, ("", kind.replace("_", " ")))[1]
    return words[0].upper() + words[1:]


def one_of(kind: str) -> str:
    """Return what one row of the kind is called, to begin a line: "Check-out"."""
    words = _WORDS.get(kind, (kind.replace("_", " "), ""))[0]
    return words[0].upper() + words[1:]
