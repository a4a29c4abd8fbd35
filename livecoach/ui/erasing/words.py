"""Say in plain words what erasing means, what it would do, and what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from livecoach.core.kinds import counted
from livecoach.core.planning.dates import shown_date
from livecoach.core.summary import Release
from livecoach.store.erasing import BACKUP, PAGES, Erased
from livecoach.store.holding import Hold
from livecoach.store.looking_ahead import Ahead

CHANGED = " changed"
FORMS = {"docx": "Word file", "pdf": "PDF", "html": "HTML page", "md": "Markdown file",
         "xlsx": "Excel file", "csv": "CSV file", "json": "JSON file"}  # fmt: skip
WHAT = {"person": "person", "session": "session", "engagement": "programme"}
BESIDE_DELETING = {
    "person": "Deleting a post in the table of people takes it off the list and can be undone; "
    "what was said stays in every session, in the journal and in the backups. Erasing takes it "
    "out of all of them and cannot be undone.",
    "session": "Deleting a session can be undone: all of it stays in the journal, and in the "
    "backups. Erasing takes it out of both and cannot be undone.",
    "engagement": "Deleting things one by one can be undone, for the journal and the backups keep "
    "them. Erasing takes the whole programme out of both and cannot be undone.",
}
HINTS = {
    ("person", "delete"): "Their seats go, with their turns, moments and answers, and the "
    "one-to-one conversations with them. Their names go from every text. Counts and shares of "
    "those sessions change.",
    ("person", "unlink"): "Their turns and moments stay as a Member’s, without a word or a name, "
    "so the figures of each session stay as they were. Nobody can tell any more whose they were.",
    ("session", "delete"): "Everything in it goes: seats, turns, moments, answers, summary.",
    ("session", "unlink"): "Its turns, moments and answers stay, under Member, Member 2 and so on, "
    "without a word. The figures stay as they were.",
    ("engagement", "delete"): "Everything in this vault goes; the vault itself stays, empty.",
    ("engagement", "unlink"): "Every session’s counts stay, without names, titles or words. The "
    "agreement goes.",
}
NOT_FOUND = (
    "Livecoach does not find backups and files you put elsewhere yourself, copies others have, or "
    "your paper. Those are for you to delete. A backup that was put elsewhere is erased in as soon "
    "as it is restored beside this vault."
)


def hold_words(hold: Hold) -> str:
    """Return why nothing may be erased, and since when."""
    what = {"person": "this person’s records", "session": "a session concerned",
            "engagement": "the whole programme"}[hold.subject.what]  # fmt: skip
    return (
        f"A legal hold on {what} stands since {shown_date(hold.placed_on)}: “{hold.reason}”. While "
        "it stands nothing of this is erased. Lift it once its reason has gone, then come back."
    )


def preview_lines(ahead: Ahead) -> list[str]:
    """Return what erasing would do, a sentence a line."""
    lines = _rows("would go", "would stay, without what tells of it", ahead.counts)
    journal = ahead.counts.get("journal", 0)
    if journal:
        is_ = "is" if journal == 1 else "are"
        lines.append(
            f"{counted('journal', journal)} {is_} emptied; what was changed before in the same "
            "places can no longer be taken back."
        )
    if not lines:
        lines.append("Nothing in the vault itself: it has been deleted before.")
    where = [_backups(ahead.backups, "beside the vault")]
    if ahead.further or ahead.absent:
        where.append(_backups(ahead.further, "in the second place"))
    if ahead.set_aside:
        where.append(f"what a restore set aside ({ahead.set_aside})")
    lines.append(f"Looked through and rewritten: {', '.join(where)}.")
    lines += [_absent(place) for place in ahead.absent]
    return lines


def done_lines(done: Erased) -> list[str]:
    """Return what was erased, a sentence a line."""
    lines = _rows("went", "stay, without what told of it", done.counts)
    journal = done.counts.get("journal", 0)
    if journal:
        lines.append(f"{counted('journal', journal)} {'was' if journal == 1 else 'were'} emptied.")
    lines.append(
        "The freed parts of the file and the index of words were written anew, and "
        f"{_backups(done.backups, '')} rewritten."
    )
    lines += [
        f"Not rewritten, for it cannot be read: {path}. It may hold something still: delete it."
        for path in done.left
    ]
    lines += [_absent(place) for place in done.absent]
    return lines


def went_out_lines(went_out: Sequence[Release], most: int) -> list[str]:
    """Return the files that left before, to be deleted by hand, the newest first."""
    lines = [
        f"{FORMS.get(one.form, one.form) or 'A file'} for {_whom(one)}, "
        f"{shown_date(one.released_at)}"
        + (f" (fingerprint {one.fingerprint[:8]})" if one.fingerprint else "")
        for one in went_out[:most]
    ]
    more = len(went_out) - most
    return [*lines, f"and {more} earlier"] if more > 0 else lines


def step_words(step: str, path: Path | None, number: int, of: int) -> str:
    """Return what is being done, for somebody who waits."""
    if step == BACKUP and path is not None:
        return f"Rewriting the backups: {number} of {max(number, of)}…"
    return "Writing the file anew without it…" if step == PAGES else "Taking the rows out…"


def _whom(one: Release) -> str:
    named = {"coach": "yourself", "group": "the group", "person": "one person",
             "sponsor": "the sponsor", "supervision": "supervision"}[one.audience]  # fmt: skip
    told = one.recipient and one.recipient.casefold() != named
    return f"{named} ({one.recipient})" if told else named


def _rows(goes: str, stays: str, counts: Mapping[str, int]) -> list[str]:
    gone = {kind: n for kind, n in counts.items() if kind != "journal" and CHANGED not in kind}
    kept = {kind.removesuffix(CHANGED): n for kind, n in counts.items() if CHANGED in kind}
    lines = []
    for found, verb in ((gone, goes), (kept, stays)):
        if found:
            listed = [counted(kind, count) for kind, count in found.items()]
            several = ", ".join(listed[:-1])
            lines.append(f"{several}{' and ' if several else ''}{listed[-1]} {verb}.")
    return lines


def _backups(count: int, where: str) -> str:
    said = "no backup" if not count else "1 backup" if count == 1 else f"{count} backups"
    return f"{said} {where}".rstrip()


def _absent(place: Path) -> str:
    return (
        f"The second place for backups, {place.parent}, is not there now. Its backups are "
        "rewritten when this vault is next opened while it is."
    )
