"""Put the processing log into words: when, what was done, about what, how much."""

from __future__ import annotations

from livecoach.core.clock import Reading, local_iso
from livecoach.core.controller import CONTROLLERS
from livecoach.core.planning.dates import shown_date
from livecoach.core.retention import BY_ID
from livecoach.report.certificate import row_words
from livecoach.report.texts import TEXTS
from livecoach.store.processing_log import ACTS, Entry

WHAT = {
    "person": "a person", "session": "a session", "engagement": "the programme",
    "vault": "the whole record", "hold": "a hold", "coach": "for the coach",
    "group": "for the group", "sponsor": "for the sponsor", "supervision": "for supervision",
    "purge": "what was purged", "measures": "measures", "programme": "the programme's figures",
    "sessions": "sessions", "pairs": "pairs", "timeline": "the timeline",
}  # fmt: skip
FORMS = {
    "docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown", "xlsx": "Excel", "csv": "CSV",
    "json": "JSON", "parquet": "Parquet", "svg": "SVG", "png": "PNG", "clipboard": "clipboard",
}  # fmt: skip
WHO = {"coach": "You", "program": "Livecoach"}


def when(entry: Entry, now: Reading) -> str:
    """Return when something was done, on this computer's clock."""
    iso = local_iso(entry.at_utc_ms, now.utc_offset_min)
    return f"{shown_date(iso)}, {iso[11:16]}"


def act(entry: Entry) -> str:
    """Return what was done."""
    return ACTS.get(entry.act, entry.act)


def about(entry: Entry) -> str:
    """Return what it was done to: a kind, a class or an audience, never a name."""
    if entry.what in BY_ID:
        return BY_ID[entry.what].words
    if entry.act == "controller" and entry.what in CONTROLLERS:
        return CONTROLLERS[entry.what]
    titles = {name: title for name, title, _ in TEXTS}
    if entry.act == "text" and entry.what in titles:
        return titles[entry.what]
    return WHAT.get(entry.what, entry.what.replace("-", " ").replace("_", " "))


def how_much(entry: Entry) -> str:
    """Return the counts: a form where there is one, rows by kind otherwise."""
    forms = [FORMS[name] for name in entry.counts if name in FORMS]
    rows = [f"{_kind(name)} {count:,}" for name, count in entry.counts.items() if name not in FORMS]
    return "; ".join([*forms, *rows])


def who(entry: Entry) -> str:
    """Return who did it."""
    return WHO.get(entry.who, entry.who)


def _kind(name: str) -> str:
    return row_words(name)
