"""Name the columns that hold somebody's words, and what stands there once they are gone."""

from __future__ import annotations

# Every column of free text, by table; the others hold ids, dates, numbers and fixed words.
WORDS: dict[str, tuple[str, ...]] = {
    "engagement": ("name", "purpose", "agreement_text", "sharing"),
    "organisation": ("name",),
    "post": ("title", "person"),
    "session": ("title", "location"),
    "seat": ("label", "organisation"),
    "agenda_item": ("title",),
    "check_out": ("learned_words", "missed_words", "different_words"),
    "observation": ("observer", "board", "reflection"),
    "moment": ("words", "note", "ref", "coach_action", "imported_note"),
    "decision": ("action", "level", "reason", "response", "verdict"),
    "remark": ("text",),
    "summary_piece": ("key", "section", "text"),
    "release": ("form", "recipient"),
    "agreement": ("parties", "logged", "sharing", "retention", "text"),
    "theme": ("name",),
    "diagnosis": ("prompt", "text"),
    "pair_note": ("purpose", "shifted", "first_will_try", "second_will_try"),
}
# What a row without its words is called.
PLAIN_NAMES: dict[tuple[str, str], str] = {
    ("engagement", "name"): "Programme",
    ("organisation", "name"): "Organisation",
    ("post", "title"): "Member",
    ("session", "title"): "Session",
    ("seat", "label"): "Member",
    ("agenda_item", "title"): "Item",
    ("theme", "name"): "Theme",
}
KEPT_WHEN_WORDLESS = {("observation", "board"), *(
    ("decision", name) for name in WORDS["decision"]
), ("release", "form"), ("summary_piece", "key"), ("summary_piece", "section")}  # fmt: skip


def without_words(table: str) -> dict[str, str]:
    """Return what the words of a row of this table become when they are taken out."""
    return {
        name: PLAIN_NAMES.get((table, name), "")
        for name in WORDS.get(table, ())
        if (table, name) not in KEPT_WHEN_WORDLESS
    }
